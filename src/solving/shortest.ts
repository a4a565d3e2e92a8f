/**
 * QuickXplain (Junker, AAAI 2004): an irreducible part of `members` that still conflicts, found by halving: about
 * k log(n / k) tests for a conflict of k among n. `conflicts` has to stay true when members are added; where it says
 * no for want of knowledge, the result is a conflict still, but perhaps not irreducible.
 */
export async function shortest<T>(
  members: readonly T[],
  conflicts: (kept: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  const reduce = async (background: readonly T[], grown: boolean, among: readonly T[]): Promise<readonly T[]> => {
    if (among.length === 0 || (grown && (await conflicts(background)))) return [];
    if (among.length === 1) return among;
    const half = among.length >> 1;
    const first = among.slice(0, half);
    const fromSecond = await reduce([...background, ...first], true, among.slice(half));
    const fromFirst = await reduce([...background, ...fromSecond], fromSecond.length > 0, first);
    return [...fromFirst, ...fromSecond];
  };
  return (await conflicts([])) ? [] : reduce([], false, members);
}
