/** Irreducible infeasible subsets by questions alone, for whatever can be asked whether it is infeasible. */

/**
 * QuickXplain (Junker, AAAI 2004): an irreducible infeasible subset of `members`, found by halving: about k log(n / k)
 * tests for a subset of k among n. All of `members` together have to be infeasible. `isInfeasible` has to stay true when members are added;
 * where it says no for want of knowledge, the result is infeasible still, but perhaps not irreducible.
 */
export async function irreducibleSubset<T>(
  members: readonly T[],
  isInfeasible: (kept: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  const reduce = async (background: readonly T[], grown: boolean, among: readonly T[]): Promise<readonly T[]> => {
    if (among.length === 0 || (grown && (await isInfeasible(background)))) return [];
    if (among.length === 1) return among;
    const half = among.length >> 1;
    const first = among.slice(0, half);
    const fromSecond = await reduce([...background, ...first], true, among.slice(half));
    const fromFirst = await reduce([...background, ...fromSecond], fromSecond.length > 0, first);
    return [...fromFirst, ...fromSecond];
  };
  return (await isInfeasible([])) ? [] : reduce([], false, members);
}
