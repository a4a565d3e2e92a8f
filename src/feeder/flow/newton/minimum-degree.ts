/** An order of elimination that fills little: minimum degree (Tinney and Walker 1967), with trees taken off first. */

/** Neighbours of every node in compressed rows: symmetric, no node twice in a row, none its own neighbour. */
export interface Graph {
  readonly size: number;
  /** Row k is neighbours[start[k]] .. neighbours[start[k + 1] - 1]. */
  readonly start: Int32Array;
  readonly neighbours: Int32Array;
}

/**
 * The nodes in an order of elimination: position k is eliminated k-th. Trees, and the branches that hang on meshes, cause no
 * fill at all and take linear time.
 */
export function minimumDegreeOrder(graph: Graph): Int32Array {
  const order = new Int32Array(graph.size);
  const eliminated = new Uint8Array(graph.size);
  const count = takeOffTrees(graph, order, eliminated);
  if (count < graph.size) new Core(graph, order, eliminated, count).eliminate();
  return order;
}

/** Eliminates nodes with one neighbour left, again and again; gives how many those are. */
function takeOffTrees({ size, start, neighbours }: Graph, order: Int32Array, eliminated: Uint8Array): number {
  const degree = new Int32Array(size);
  // The exclusive or of the neighbours that are left: with one left, it is that one.
  const left = new Int32Array(size);
  for (let node = 0; node < size; node++) {
    degree[node] = start[node + 1]! - start[node]!;
    for (let k = start[node]!; k < start[node + 1]!; k++) left[node]! ^= neighbours[k]!;
  }
  let count = 0;
  for (let first = 0; first < size; first++) {
    let node = first;
    while (eliminated[node] === 0 && degree[node]! <= 1) {
      eliminated[node] = 1;
      order[count++] = node;
      if (degree[node] === 0) break;
      const parent = left[node]!;
      left[parent]! ^= node;
      degree[parent]!--;
      node = parent;
    }
  }
  return count;
}

/** What is left when the trees are off, as an elimination graph: eliminating a node joins its neighbours pairwise. */
class Core {
  readonly #order: Int32Array;
  readonly #eliminated: Uint8Array;
  #count: number;
  /** The list of a node: #pool[#start[node]] .. #length[node] entries, room for #room[node]. */
  #pool: Int32Array;
  #end: number;
  readonly #start: Int32Array;
  readonly #length: Int32Array;
  readonly #room: Int32Array;
  readonly #buckets: Buckets;
  readonly #mark: Int32Array;
  #stamp = 0;

  constructor({ size, start, neighbours }: Graph, order: Int32Array, eliminated: Uint8Array, count: number) {
    this.#order = order;
    this.#eliminated = eliminated;
    this.#count = count;
    this.#pool = new Int32Array(2 * neighbours.length);
    this.#pool.set(neighbours);
    this.#end = neighbours.length;
    this.#start = start.slice(0, size);
    this.#length = Int32Array.from(this.#start, (first, node) => start[node + 1]! - first);
    this.#room = this.#length.slice();
    this.#buckets = new Buckets(size);
    this.#mark = new Int32Array(size);
    for (let node = 0; node < size; node++) {
      if (eliminated[node] === 1) continue;
      this.#compact(node);
      this.#buckets.add(node, this.#length[node]!);
    }
  }

  eliminate(): void {
    const { length } = this.#order;
    const front = new Int32Array(length);
    while (this.#count < length) {
      const node = this.#buckets.takeLowest();
      this.#eliminated[node] = 1;
      this.#order[this.#count++] = node;
      this.#compact(node);
      const size = this.#length[node]!;
      const first = this.#start[node]!;
      for (let k = 0; k < size; k++) front[k] = this.#pool[first + k]!;
      // All that is left is joined pairwise: every further order is as good.
      if (size === length - this.#count) this.#take(front, size);
      else for (let k = 0; k < size; k++) this.#join(front[k]!, front, size);
    }
  }

  #take(front: Int32Array, size: number): void {
    for (let k = 0; k < size; k++) this.#order[this.#count++] = front[k]!;
  }

  /** Drops eliminated nodes from a list and marks those that stay. */
  #compact(node: number): void {
    const stamp = ++this.#stamp;
    const first = this.#start[node]!;
    const end = first + this.#length[node]!;
    let kept = first;
    for (let k = first; k < end; k++) {
      const other = this.#pool[k]!;
      if (this.#eliminated[other] === 1) continue;
      this.#mark[other] = stamp;
      this.#pool[kept++] = other;
    }
    this.#length[node] = kept - first;
  }

  /** Joins a node of the front with all others of it. */
  #join(node: number, front: Int32Array, size: number): void {
    this.#compact(node);
    this.#mark[node] = this.#stamp;
    if (this.#length[node]! + size > this.#room[node]!) this.#move(node, 2 * (this.#length[node]! + size));
    let end = this.#start[node]! + this.#length[node]!;
    for (let k = 0; k < size; k++) {
      if (this.#mark[front[k]!] !== this.#stamp) this.#pool[end++] = front[k]!;
    }
    this.#length[node] = end - this.#start[node]!;
    this.#buckets.move(node, this.#length[node]!);
  }

  #move(node: number, room: number): void {
    if (this.#end + room > this.#pool.length) {
      const pool = new Int32Array(2 * (this.#end + room));
      pool.set(this.#pool);
      this.#pool = pool;
    }
    const first = this.#start[node]!;
    this.#pool.copyWithin(this.#end, first, first + this.#length[node]!);
    this.#start[node] = this.#end;
    this.#room[node] = room;
    this.#end += room;
  }
}

/** Nodes by degree, as doubly linked lists. */
class Buckets {
  readonly #head: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #degree: Int32Array;
  #lowest = 0;

  constructor(size: number) {
    this.#head = new Int32Array(size).fill(-1);
    this.#next = new Int32Array(size);
    this.#previous = new Int32Array(size);
    this.#degree = new Int32Array(size);
  }

  add(node: number, degree: number): void {
    const head = this.#head[degree]!;
    this.#next[node] = head;
    this.#previous[node] = -1;
    if (head >= 0) this.#previous[head] = node;
    this.#head[degree] = node;
    this.#degree[node] = degree;
    if (degree < this.#lowest) this.#lowest = degree;
  }

  move(node: number, degree: number): void {
    if (degree === this.#degree[node]) return;
    this.#remove(node);
    this.add(node, degree);
  }

  takeLowest(): number {
    while (this.#head[this.#lowest]! < 0) this.#lowest++;
    const node = this.#head[this.#lowest]!;
    this.#remove(node);
    return node;
  }

  #remove(node: number): void {
    const next = this.#next[node]!;
    const previous = this.#previous[node]!;
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else this.#head[this.#degree[node]!] = next;
  }
}
