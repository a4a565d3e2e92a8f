/** The limits of a feeder as what may be in the way: voltage bands, ratings, reverse flow; what is said of them, and remedies. */
import type { GivingWay, GridLimits, Limit, Member, Remedy } from "../../../src/market/index.ts";
import type { BranchFlow } from "../branch-flow/branch-flow.ts";

const bandTheme = "The voltage band is";
const ratingTheme = "The ratings of lines are";
/** More per unit, for where the program's least is not enough for a power flow. */
const moreVoltage = [0, 0.001, 0.002];
/** The same of ratings: polygons give away up to 0.5 %, and a network without losses does not know what they take. */
const moreRating = [1, 1.01, 1.05, 1.1];

/** With so many decimals, on the side that allows more. */
function roundedUp(value: number, decimals: number): number {
  return Number((Math.ceil(value * 10 ** decimals - 1e-6) / 10 ** decimals).toFixed(decimals));
}
const roundedDown = (value: number, decimals: number) => -roundedUp(-value, decimals);

const mostNamed = 3;

/** Members that cannot be kept together, each of which might be alone. */
function all(members: readonly string[]): string {
  const texts = [...new Set(members.map((text) => text.trim()))];
  if (texts.length === 1) return texts[0]!;
  const more = texts.length > mostNamed ? `, and ${texts.length - mostNamed} more` : "";
  return `${texts.slice(0, mostNamed).join(", ")}${more}, all together`;
}

/** " in hour "7"", where a market has several. */
function inHour({ scope }: BranchFlow, label: string): string {
  return scope.hour.size === 1 ? "" : ` in hour "${label}"`;
}

/** The voltage bands; amounts are squared voltages per unit. */
export function limitVoltages(branchFlow: BranchFlow): void {
  const { scope, limits, tree, voltage } = branchFlow;
  const hours = scope.hour.size;
  const sources = new Set(tree.feeder.sourceBus);
  const size = Float64Array.from({ length: tree.numBuses * hours }, (_, at) =>
    sources.has(Math.floor(at / hours)) ? 0 : tree.basePower,
  );
  const part = (side: GivingWay["side"]): GivingWay => ({ of: voltage, side, size });
  const low = (member: Member) => limits.lowestVoltage[member.position]!;
  const high = (member: Member) => limits.highestVoltage[member.position]!;
  const at = (member: Member) => `bus ${member.labels[0]}${inHour(branchFlow, member.labels[1]!)}`;
  scope.limit({
    theme: bandTheme,
    of: "network",
    named: ([worst]) => `its lowest voltage of ${low(worst!)} p.u.`,
    amounts: "one for all",
    parts: [part("lower")],
    broken: (members) => `the lowest voltage of ${low(members[0]!)} p.u. cannot be kept at ${all(members.map(at))}`,
    remedies: (amount, [worst]) =>
      moreVoltage.map((more) => {
        const lowestVoltage = roundedDown(Math.sqrt(Math.max(0, low(worst!) ** 2 - amount)) - more, 3);
        const text = `a lowest voltage of ${lowestVoltage.toFixed(3)} or lower`;
        return { text, amount: low(worst!) ** 2 - lowestVoltage ** 2, ...within(limits.given, { lowestVoltage }) };
      }),
  });
  scope.limit({
    theme: bandTheme,
    of: "network",
    named: ([worst]) => `its highest of ${high(worst!)} p.u.`,
    amounts: "one for all",
    parts: [part("upper")],
    broken: (members) => `the highest voltage of ${high(members[0]!)} p.u. cannot be kept at ${all(members.map(at))}`,
    remedies: (amount, [worst]) =>
      moreVoltage.map((more) => {
        const highestVoltage = roundedUp(Math.sqrt(high(worst!) ** 2 + amount) + more, 3);
        const text = `a highest voltage of ${highestVoltage.toFixed(3)} or higher`;
        return { text, amount: highestVoltage ** 2 - high(worst!) ** 2, ...within(limits.given, { highestVoltage }) };
      }),
  });
}

/** Limits that differ by bus or hour have no single number to be put in their place. */
function within(given: GridLimits, other: GridLimits): Pick<Remedy, "limits"> {
  const [name] = Object.keys(other) as (keyof GridLimits)[];
  return typeof given[name!] === "object" ? {} : { limits: { ...given, ...other } };
}

/** The ratings of lines: amounts are shares of the rating, or of its square where `squared`. */
export function limitRatings(branchFlow: BranchFlow, parts: readonly GivingWay[], squared: boolean): void {
  if (parts.length === 0) return;
  const { scope, limits, tree } = branchFlow;
  const { feeder } = tree;
  const share = (amount: number) => (squared ? Math.sqrt(1 + amount) - 1 : amount);
  const lineOf = (member: Member) => member.labels[0]!;
  const own = (line: string) => {
    const at = tree.lineNames.indexOf(line) * scope.hour.size;
    const power = limits.ratedPower[at]!;
    return Number.isFinite(power) && !squared ? `${power} kVA` : `${limits.ratedCurrent[at]} A`;
  };
  const scaled = (lines: readonly string[], factor: number): GridLimits => {
    const times = (given: GridLimits["ratedPower"], all: Float64Array) => ({
      ...given,
      ...Object.fromEntries(
        lines.flatMap((line) => {
          const said = given?.[line] ?? all[feeder.branchNames.indexOf(line)]!;
          const raised = typeof said === "object" ? said.map((value) => value * factor) : said * factor;
          return typeof raised === "number" && !Number.isFinite(raised) ? [] : [[line, raised]];
        }),
      ),
    });
    const ratedPower = times(limits.given.ratedPower, feeder.ratedPower);
    return { ...limits.given, ratedPower, ratedCurrent: times(limits.given.ratedCurrent, feeder.ratedCurrent) };
  };
  scope.limit({
    theme: ratingTheme,
    of: "network",
    named: ([worst]) => `that of line ${lineOf(worst!)}, ${own(lineOf(worst!))}`,
    amounts: "one for all",
    parts,
    broken(members) {
      const whose = (line: string) => `line ${line}, ${own(line)}`;
      const lines = new Set(members.map(lineOf));
      const hours = new Set(members.map(({ labels }) => inHour(branchFlow, labels[1]!)));
      if (lines.size === 1)
        return `the rating of ${whose(lineOf(members[0]!))}, cannot be kept ${all([...hours])}`.trimEnd();
      if (hours.size === 1) return `the ratings of ${all([...lines].map(whose))} cannot be kept${[...hours][0]}`;
      const each = members.map((member) => `${whose(lineOf(member))}${inHour(branchFlow, member.labels[1]!)}`);
      return `the ratings of ${all(each)} cannot be kept`;
    },
    remedies(amount, [worst]) {
      const raised = (factor: number, what: string, lines: readonly string[]): Remedy => ({
        text: `${what} ${factor.toFixed(2)} times as high`,
        amount: squared ? factor ** 2 - 1 : factor - 1,
        limits: scaled(lines, factor),
      });
      return moreRating.flatMap((more) => {
        const factor = roundedUp((1 + share(amount)) * more, 2);
        return [raised(factor, "a rating", [lineOf(worst!)]), raised(factor, "all ratings", tree.lineNames)];
      });
    },
  });
}

/** kW that may flow towards the source. */
export function limitOfReverseFlow(branchFlow: BranchFlow, part: GivingWay): void {
  const { scope, limits, tree } = branchFlow;
  const limitOf = (member: Member): number => {
    const line = tree.lineNames.indexOf(member.labels[0]!);
    return limits.reverseFlow[line * scope.hour.size + scope.hour.labels.indexOf(member.labels[1]!)]!;
  };
  const limit: Limit = {
    theme: "The limits of reverse flow are",
    of: "network",
    named: ([worst]) => `that of line ${worst!.labels[0]}, ${limitOf(worst!)} kW`,
    amounts: "one for all",
    parts: [part],
    broken(members) {
      const lineOf = ({ labels: [line, hour] }: Member) => `line ${line}${inHour(branchFlow, hour!)}`;
      const [worst, ...others] = members;
      if (others.length === 0) return `${limitOf(worst!)} kW towards the source cannot be kept in ${lineOf(worst!)}`;
      return `${all(members.map((own) => `${limitOf(own)} kW towards the source in ${lineOf(own)}`))} cannot be kept`;
    },
    remedies(amount, [worst]) {
      const more = roundedUp(amount, 0);
      const line = worst!.labels[0]!;
      const raised = { ...limits.given.reverseFlow, [line]: limitOf(worst!) + more };
      return [
        {
          text: `${limitOf(worst!) + more} kW`,
          amount: more,
          ...(scope.hour.size === 1 ? { limits: { ...limits.given, reverseFlow: raised } } : {}),
        },
      ];
    },
  };
  scope.limit(limit);
}
