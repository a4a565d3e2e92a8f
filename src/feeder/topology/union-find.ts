/** Which nodes of a graph are joined. */
export class UnionFind {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;

  constructor(numNodes: number) {
    this.#parent = Int32Array.from({ length: numNodes }, (_, node) => node);
    this.#size = new Int32Array(numNodes).fill(1);
  }

  reset(): void {
    for (let node = 0; node < this.#parent.length; node++) this.#parent[node] = node;
    this.#size.fill(1);
  }

  /** The node that stands for all that are joined with this one. */
  find(node: number): number {
    let at = node;
    while (this.#parent[at] !== at) at = this.#parent[at]!;
    return at;
  }

  /** false where they are joined already. */
  join(a: number, b: number): boolean {
    const [one, two] = [this.find(a), this.find(b)];
    if (one === two) return false;
    const below = this.#size[one]! < this.#size[two]! ? one : two;
    const above = below === one ? two : one;
    this.#parent[below] = above;
    this.#size[above]! += this.#size[below]!;
    return true;
  }
}
