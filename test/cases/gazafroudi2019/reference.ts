/** The study computed a second way: plain arrays and closed forms, without models, solvers or the study's own code. */

export interface Reference {
  readonly users: number;
  readonly aggregators: number;
  readonly disco: number;
  readonly flipped: number;
  readonly market: number;
  readonly rounds: number;
  /** Energy of each hour in kWh: users to aggregators (aggregator by aggregator), DisCo to users, market to DisCo. */
  readonly pooled: number[][];
  readonly soldToUsers: number[];
  readonly boughtOnMarket: number[];
}

export interface Inputs {
  /** Base load in kW and aggregator (0, 1, 2) of each user. */
  readonly users: readonly { base: number; aggregator: number }[];
  readonly profile: readonly number[];
  /** By aggregator and hour. */
  readonly aggregatorPrice: readonly (readonly number[])[];
  readonly marketPrice: readonly number[];
}

const flexible = 0.1;
const discoPrice = 0.6;
const floorRatio = 1.1;

/**
 * The best sales of one user: as much as allowed without the balance; with it, the hours are filled from the best price
 * down until the day adds up. Among equal prices the hour with the higher market price comes first, then the earlier.
 */
function sales(
  bought: number[],
  flex: number[],
  price: readonly number[],
  market: readonly number[],
  balanced: boolean,
) {
  const least = bought.map((energy, t) => energy - flex[t]!);
  const most = bought.map((energy, t) => Math.min(energy + flex[t]!, flex[t]!));
  if (!balanced) return most;
  const sold = [...least];
  let left = bought.reduce((sum, x) => sum + x, 0) - least.reduce((sum, x) => sum + x, 0);
  const hours = price.map((_, t) => t).sort((s, t) => price[t]! - price[s]! || market[t]! - market[s]! || s - t);
  for (const t of hours) {
    const more = Math.min(most[t]! - least[t]!, left);
    sold[t]! += more;
    left -= more;
  }
  return sold;
}

const add = (rows: number[][]) => rows.reduce((sum, row) => sum.map((x, t) => x + row[t]!));
const differ = (a: number[][], b: number[][]) => a.some((row, k) => row.some((x, t) => Math.abs(x - b[k]![t]!) > 1e-6));

export function reference(inputs: Inputs, discoSells: boolean, balanced: boolean): Reference {
  const { users, profile, aggregatorPrice, marketPrice } = inputs;
  const flex = users.map(({ base }) => profile.map((share) => flexible * base * share));
  const zero = () => profile.map(() => 0);
  const offer = flex.map((own) => own.map((w, t) => (discoSells && marketPrice[t]! < discoPrice ? w : 0)));
  let bought = users.map(zero);
  let pooled = aggregatorPrice.map(zero);
  let rounds = 0;
  for (let changed = true; changed; ) {
    rounds++;
    const sold = users.map(({ aggregator: k }, j) =>
      sales(bought[j]!, flex[j]!, aggregatorPrice[k]!, marketPrice, balanced),
    );
    const before = { bought, pooled };
    pooled = aggregatorPrice.map((_, k) => add([zero(), ...sold.filter((_, j) => users[j]!.aggregator === k)]));
    bought = offer;
    changed = discoSells && (differ(bought, before.bought) || differ(pooled, before.pooled));
  }
  return { ...account(pooled, add(bought), aggregatorPrice, marketPrice), rounds };
}

function account(
  pooled: number[][],
  soldToUsers: number[],
  price: Inputs["aggregatorPrice"],
  market: readonly number[],
) {
  let [paidToUsers, paidToAggregators] = [0, 0];
  pooled.forEach((row, k) => {
    row.forEach((energy, t) => {
      paidToUsers += price[k]![t]! * energy;
      paidToAggregators += (energy >= 0 ? floorRatio * price[k]![t]! : market[t]!) * energy;
    });
  });
  const boughtOnMarket = soldToUsers.map((energy, t) => energy - pooled.reduce((sum, row) => sum + row[t]!, 0));
  const received = discoPrice * soldToUsers.reduce((sum, x) => sum + x, 0);
  const paid = boughtOnMarket.reduce((sum, energy, t) => sum + market[t]! * energy, 0);
  return {
    users: received - paidToUsers,
    aggregators: paidToUsers - paidToAggregators,
    disco: paidToAggregators - received + paid,
    flipped: -paidToAggregators - received + paid,
    market: paid,
    pooled,
    soldToUsers,
    boughtOnMarket,
  };
}
