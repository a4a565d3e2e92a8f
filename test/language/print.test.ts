import { expect, test } from "vitest";
import { type Model, model, relation, set, sum, tuples } from "../../src/language/index.ts";

const user = set("user", ["bus 2", "bus 3", "bus 4"]);
const aggregator = set("aggregator", ["A1", "A2"]);
const hour = set("hour", 24);
const aggregatorOf = relation(user, aggregator, ["A1", "A1", "A2"]);

/** The market of design/language.ts. */
function endUsers(): Model {
  const m = model("end users");
  const load = m.parameter(
    "load",
    [user, hour],
    Float64Array.from({ length: 72 }, (_, k) => 1 + k / 10),
    "kW",
  );
  const price = m.parameter("aggregator price", [aggregator, hour], 0.2, "EUR/kWh");
  const flexible = m.parameter("flexible share", [], 0.1);
  const net = m.variable("net load", [user, hour], {
    lower: (j, t) => load(j, t).times(flexible()).times(-1),
    upper: (j, t) => load(j, t).times(flexible()),
    unit: "kW",
  });
  const sold = m.variable("sold to aggregator", [user, hour], { lower: -Infinity, unit: "kW" });
  const pooled = m.variable("aggregator to DisCo", [aggregator, hour], { lower: -Infinity, unit: "kW" });
  m.constraint("energy balance", [user, hour], (j, t) => sold(j, t).plus(net(j, t)).eq(0));
  m.constraint("pooling", [aggregator, hour], (k, t) => pooled(k, t).eq(sum([aggregatorOf.of(k)], (j) => sold(j, t))));
  m.constraint("shifted, not shed", [user], (j) => sum([hour], (t) => net(j, t)).eq(0));
  m.minimize(sum([user, hour], (j, t) => price(aggregatorOf(j), t).times(sold(j, t)).times(-1)));
  return m;
}

/** One section of a listing, without its title and indentation. */
function section(m: Model, title: string): string[] {
  const found = m
    .toText()
    .split("\n\n")
    .map((part) => part.split("\n"))
    .find((lines) => lines[0] === title);
  return (found ?? []).slice(1).map((line) => line.slice(2));
}

/** The TeX row of a constraint. */
function texRow(m: Model, name: string): string {
  const row = m
    .toTeX()
    .split("\n")
    .find((line) => line.startsWith(`\\text{${name}:}\\quad & `));
  return (row ?? "").slice(`\\text{${name}:}\\quad & `.length).replace(/ \\\\$/, "");
}

test("a market prints its sets, data, variables, objective and rows as in a paper", () => {
  expect(endUsers().toText()).toBe(
    `
end users

Sets
  user        3: bus 2, bus 3, bus 4
  hour        24: 1 ... 24
  aggregator  2: A1, A2

Relations
  aggregatorOf  user -> aggregator

Parameters
  load[user, hour]                    1 to 8.1        kW
  aggregator price[aggregator, hour]  0.2 throughout  EUR/kWh
  flexible share                      0.1

Variables
  -load[j, t] * flexible share <= net load[j, t] <= load[j, t] * flexible share,
      for all user j, hour t, in kW
  sold to aggregator[j, t] is free, for all user j, hour t, in kW
  aggregator to DisCo[k, t] is free, for all aggregator k, hour t, in kW

Minimize
  -sum over j in user, t in hour: aggregator price[aggregatorOf(j), t] * sold to aggregator[j, t]

Subject to
  energy balance, for all user j, hour t:
    sold to aggregator[j, t] + net load[j, t] = 0
  pooling, for all aggregator k, hour t:
    aggregator to DisCo[k, t] = sum over j in aggregatorOf.of(k): sold to aggregator[j, t]
  shifted, not shed, for all user j:
    sum over t in hour: net load[j, t] = 0
`.trim(),
  );
});

test("in TeX it is one display behind comments on sets, data and units", () => {
  expect(endUsers().toTeX()).toBe(
    String.raw`
% end users
% Sets
%   user        3: bus 2, bus 3, bus 4
%   hour        24: 1 ... 24
%   aggregator  2: A1, A2
% Relations
%   aggregatorOf  user -> aggregator
% Parameters
%   load[user, hour]                    1 to 8.1        kW
%   aggregator price[aggregator, hour]  0.2 throughout  EUR/kWh
%   flexible share                      0.1
% Variables
%   net load[user, hour]                   kW
%   sold to aggregator[user, hour]         kW
%   aggregator to DisCo[aggregator, hour]  kW
\begin{align*}
\text{minimize:}\quad & -\sum_{j \in \mathrm{user},\ t \in \mathrm{hour}} \text{aggregator price}_{\mathrm{aggregatorOf}(j), t} \cdot \text{sold to aggregator}_{j, t} \\
\text{energy balance:}\quad & \text{sold to aggregator}_{j, t} + \text{net load}_{j, t} = 0 && \forall j \in \mathrm{user},\ t \in \mathrm{hour} \\
\text{pooling:}\quad & \text{aggregator to DisCo}_{k, t} = \sum_{j \in \mathrm{aggregatorOf}^{-1}(k)} \text{sold to aggregator}_{j, t} && \forall k \in \mathrm{aggregator},\ t \in \mathrm{hour} \\
\text{shifted, not shed:}\quad & \sum_{t \in \mathrm{hour}} \text{net load}_{j, t} = 0 && \forall j \in \mathrm{user} \\
& -\mathrm{load}_{j, t} \cdot \text{flexible share} \le \text{net load}_{j, t} \le \mathrm{load}_{j, t} \cdot \text{flexible share} && \forall j \in \mathrm{user},\ t \in \mathrm{hour} \\
& \text{sold to aggregator}_{j, t} \in \mathbb{R} && \forall j \in \mathrm{user},\ t \in \mathrm{hour} \\
& \text{aggregator to DisCo}_{k, t} \in \mathbb{R} && \forall k \in \mathrm{aggregator},\ t \in \mathrm{hour}
\end{align*}
`.trim(),
  );
});

test("signs are folded, numbers stand before quantities, zeros and ones are left out", () => {
  const m = model("signs");
  const p = m.parameter("p", [], 3);
  const x = m.variable("x", []);
  const y = m.variable("y", []);
  m.constraint("a", [], () => x().plus(y().times(-1)).le(0));
  m.constraint("b", [], () => x().times(2).minus(y().times(-3)).ge(-4));
  m.constraint("c", [], () => x().minus(y().minus(p()).plus(-5)).eq(p().times(-1)));
  m.constraint("d", [], () => x().plus(y()).times(2).times(p()).minus(0).le(1));
  m.constraint("e", [], () => x().times(p().plus(1)).dividedBy(4).plus(y().times(1)).times(-1).le(1));
  m.constraint("f", [], () => x().times(0.1).times(3).dividedBy(p().times(2)).le(p().dividedBy(-2)));
  m.constraint("g", [], () => x().times(0).plus(y()).le(1));
  expect(section(m, "Subject to").filter((line) => line.startsWith("  "))).toEqual([
    "  x - y <= 0",
    "  2 x + 3 y >= -4",
    "  x - y + p + 5 = -p",
    "  2 p * (x + y) <= 1",
    "  -(p + 1) * x / 4 - y <= 1",
    "  0.3 x / (2 p) <= -p / 2",
    "  y <= 1",
  ]);
});

test("a sum is put in parentheses where something stands behind it, and only there", () => {
  const m = model("sums");
  const p = m.parameter("p", [hour], 1);
  const x = m.variable("x", [user, hour]);
  const y = m.variable("y", []);
  const total = () => sum([user, hour], (j, t) => x(j, t));
  m.constraint("last", [], () => y().plus(total()).le(1));
  m.constraint("first", [], () => total().minus(y()).le(1));
  m.constraint("times", [hour], (t) =>
    total()
      .times(p(t))
      .plus(total().times(2))
      .le(sum([user], (j) => x(j, t).minus(y()))),
  );
  m.constraint("nested", [user], (j) => sum([hour], (t) => sum([hour], (u) => x(j, t).plus(x(j, u)))).le(1));
  expect(section(m, "Subject to")).toEqual([
    "last:",
    "  y + sum over j in user, t in hour: x[j, t] <= 1",
    "first:",
    "  (sum over j in user, t in hour: x[j, t]) - y <= 1",
    "times, for all hour t:",
    "  p[t] * (sum over j in user, t' in hour: x[j, t']) + 2 sum over j in user, t' in hour: x[j, t']",
    "      <= sum over j in user: (x[j, t] - y)",
    "nested, for all user j:",
    "  sum over t in hour, u in hour: (x[j, t] + x[j, u]) <= 1",
  ]);
  expect(texRow(m, "first")).toBe(String.raw`\sum_{j \in \mathrm{user},\ t \in \mathrm{hour}} x_{j, t} - y \le 1`);
});

test("rows that a shift takes past an end are left out in so many words, unless where or a cycle does it", () => {
  const quarter = set("quarter", 96, { cyclic: true });
  const m = model("shifts");
  const e = m.variable("energy", [hour]);
  const c = m.variable("charge", [quarter]);
  m.constraint("state", [hour], (t) => e(t).eq(e(t.previous).plus(e(t.shifted(-2)))));
  m.constraint("ramp", [hour], (t) => e(t.next).minus(e(t)).between(-3, 3));
  m.constraint("filtered", [hour], (t) => e(t).ge(e(t.previous)), { where: (t) => t.after(1) });
  m.constraint("cycle", [quarter], (q) => c(q).eq(c(q.previous.previous)));
  m.constraint("steps", [], () => sum([hour], (t) => e(t.next)).le(9));
  m.constraint("last", [], () => e(hour.last).ge(e(hour.at(3))));
  expect(section(m, "Subject to")).toEqual([
    "state, for all hour t where t-2 in hour:",
    "  energy[t] = energy[t-1] + energy[t-2]",
    "ramp, for all hour t where t+1 in hour:",
    "  -3 <= energy[t+1] - energy[t] <= 3",
    "filtered, for all hour t where t after 1:",
    "  energy[t] >= energy[t-1]",
    "cycle, for all quarter q:",
    "  charge[q] = charge[q-2]",
    "steps:",
    "  sum over t in hour where t+1 in hour: energy[t+1] <= 9",
    "last:",
    "  energy[24] >= energy[3]",
  ]);
  expect(section(m, "Sets")).toEqual(["hour     24: 1 ... 24", "quarter  96: 1 ... 96, cyclic"]);
  expect(texRow(m, "ramp")).toBe(
    String.raw`-3 \le \mathrm{energy}_{t+1} - \mathrm{energy}_{t} \le 3 && \forall t \in \mathrm{hour} :\ t+1 \in \mathrm{hour}`,
  );
});

test("a sum says which summands a step takes away", () => {
  const m = model("steps");
  const e = m.variable("e", [hour]);
  m.constraint("telescope", [], () => sum([hour], (t) => e(t).minus(e(t.previous))).le(1));
  expect(m.toText().split("\n").at(-1)).toBe("    sum over t in hour where t-1 in hour: (e[t] - e[t-1]) <= 1");
});

test("filters read as conditions, with negations carried inwards", () => {
  const peak = hour.subset("peak", [17, 18, 19, 20]);
  const m = model("filters");
  const load = m.parameter("load", [user, hour], 1);
  const x = m.variable("x", [user, hour], { where: (j, t) => load(j, t).above(0).and(t.in(peak)) });
  const y = m.variable("y", [user, user]);
  m.constraint("has", [user, hour], (j, t) => x(j, t).le(1), { where: (j, t) => x.has(j, t) });
  m.constraint("pairs", [user], (a) => sum([user], (b) => y(a, b), { where: (b) => b.isNot(a) }).le(1));
  m.constraint("order", [user, user], (a, b) => y(a, b).le(1), { where: (a, b) => a.before(b).or(a.is("bus 4")) });
  m.constraint("not", [user, hour], (j, t) => y(j, j).le(load(j, t)), {
    where: (j, t) => load(j, t).below(2).or(t.in(peak)).not().and(t.after(5).not()),
  });
  m.constraint("mixed", [user, hour], (j, t) => y(j, j).le(load(j, t)), {
    where: (j, t) => t.is(1).or(t.is(2)).and(load(j, t).equals(1)),
  });
  expect(section(m, "Variables")).toEqual([
    "x[j, t] >= 0, for all user j, hour t where load[j, t] > 0 and t in peak",
    "y[a, b] >= 0, for all user a, user b",
  ]);
  expect(section(m, "Subject to").filter((line) => !line.startsWith("  "))).toEqual([
    "has, for all user j, hour t where x[j, t] exists:",
    "pairs, for all user a:",
    "order, for all user a, user b where a before b or a = bus 4:",
    "not, for all user j, hour t where load[j, t] >= 2 and t not in peak and t not after 5:",
    "mixed, for all user j, hour t where (t = 1 or t = 2) and load[j, t] = 1:",
  ]);
  expect(section(m, "Subject to")).toContain("  sum over b in user where b != a: y[a, b] <= 1");
  expect(section(m, "Sets")).toContain("peak  4 of hour: 17, 18, 19, 20");
  expect(texRow(m, "pairs")).toBe(
    String.raw`\sum_{\substack{b \in \mathrm{user} \\ b \neq a}} y_{a, b} \le 1 && \forall a \in \mathrm{user}`,
  );
  expect(texRow(m, "mixed")).toContain(String.raw`:\ \bigl(t = 1 \lor t = 2\bigr) \land \mathrm{load}_{j, t} = 1`);
});

test("loops with one letter are told apart by a prime, and so are labels that look like letters", () => {
  const bus = set("bus", ["i", "j", "k"]);
  const m = model("letters");
  const flow = m.variable("flow", [bus, bus]);
  const angle = m.variable("angle", [bus]);
  m.constraint("balance", [bus], (i) => sum([bus], (j) => flow(i, j)).eq(sum([bus], sameLetter)));
  m.constraint("reference", [bus], (i) => angle(i).ge(angle(bus.at("i"))));
  function sameLetter(i: Parameters<typeof angle>[0]) {
    return flow(i, bus.at("k"));
  }
  expect(section(m, "Variables")[0]).toBe("flow[i, j] >= 0, for all bus i, bus j");
  expect(section(m, "Subject to")).toEqual([
    "balance, for all bus i:",
    "  sum over j in bus: flow[i, j] = sum over i' in bus: flow[i', k]",
    "reference, for all bus i:",
    '  angle[i] >= angle["i"]',
  ]);
  expect(texRow(m, "balance")).toContain(String.raw`\sum_{i' \in \mathrm{bus}} \mathrm{flow}_{i', \mathrm{k}}`);
});

test("a set without a letter in the model takes the first one of its name, primed where it is taken", () => {
  const block = set("block", 3);
  const bus = set("bus", 2);
  const m = model("alone");
  m.variable("x", [block, bus], { kind: "integer", upper: 4 });
  expect(section(m, "Variables")).toEqual(["0 <= x[b, b'] <= 4, x[b, b'] is integer, for all block b, bus b'"]);
});

test("tuples, relations of relations and the members behind a shifted or fixed target keep their names", () => {
  const bus = set("bus", ["1", "2", "3"]);
  const line = tuples("line", { from: bus, to: bus }, [
    ["1", "2"],
    ["2", "3"],
  ]);
  const zone = set("zone", ["north", "south"]);
  const zoneOf = relation(bus, zone, ["north", "south", "south"]);
  const m = model("network");
  const fee = m.parameter("fee", [zone], [1, 2]);
  const flow = m.variable("flow", [line], { lower: -5, upper: 5 });
  const v = m.variable("v", [bus], { lower: 1, upper: 1 });
  m.constraint("drop", [line], (l) =>
    v(line.from(l))
      .minus(v(line.to(l)))
      .eq(flow(l)),
  );
  m.constraint("fees", [line], (l) =>
    flow(l)
      .times(fee(zoneOf(line.from(l))))
      .le(1),
  );
  m.constraint("behind", [bus], (b) => sum([line.from.of(b.next)], (l) => flow(l)).le(v(b)));
  m.constraint("fixed", [], () => sum([line.from.of(bus.at("2"))], (l) => flow(l)).le(1));
  expect(section(m, "Sets")).toContain("line             2: 1-2, 2-3");
  expect(section(m, "Relations")).toEqual([
    "line.from  line -> bus",
    "line.to    line -> bus",
    "zoneOf     bus -> zone",
  ]);
  expect(section(m, "Variables")[1]).toBe("v[b] = 1, for all bus b");
  expect(section(m, "Subject to")).toEqual([
    "drop, for all line l:",
    "  v[line.from(l)] - v[line.to(l)] = flow[l]",
    "fees, for all line l:",
    "  fee[zoneOf(line.from(l))] * flow[l] <= 1",
    "behind, for all bus b where b+1 in bus:",
    "  sum over l in line.from.of(b+1): flow[l] <= v[b]",
    "fixed:",
    "  sum over l in line.from.of(2): flow[l] <= 1",
  ]);
  expect(texRow(m, "behind")).toContain(
    String.raw`\sum_{l \in \text{line.from}^{-1}(b+1)} \mathrm{flow}_{l} \le v_{b}`,
  );
});

test("quadratic objectives show squares and products", () => {
  const m = model("costs");
  const a = m.parameter("a", [hour], 0.5);
  const target = m.parameter("target", [], 7);
  const p = m.variable("p", [hour]);
  m.minimize(
    sum([hour], (t) => a(t).times(p(t).squared()).plus(p(t).times(3)))
      .plus(
        sum([hour], (t) => p(t))
          .minus(target())
          .squared()
          .dividedBy(2),
      )
      .plus(p(hour.first).times(p(hour.last))),
  );
  expect(section(m, "Minimize")).toEqual([
    "(sum over t in hour: (a[t] * p[t]^2 + 3 p[t])) + ((sum over t in hour: p[t]) - target)^2 / 2",
    "    + p[1] * p[24]",
  ]);
  expect(m.toTeX()).toContain(
    String.raw`\text{minimize:}\quad & \sum_{t \in \mathrm{hour}} \bigl(a_{t} \cdot p_{t}^{2} + 3\,p_{t}\bigr) + \frac{\bigl(\sum_{t \in \mathrm{hour}} p_{t} - \mathrm{target}\bigr)^{2}}{2} + p_{1} \cdot p_{24}`,
  );
});

test("cones print as the inequalities that they are", () => {
  const line = set("line", 2);
  const m = model("flows");
  const rate = m.parameter("rate", [line], 4);
  const P = m.variable("P", [line], { lower: -Infinity });
  const Q = m.variable("Q", [line], { lower: -Infinity });
  const v = m.variable("v", [line]);
  m.rotatedCone("branch flow", [line], (l) => ({ norm: [P(l), Q(l).minus(1)], product: [v(l), 2] }));
  m.cone("apparent power", [line], (l) => ({ norm: [P(l), Q(l).times(-1)], bound: rate(l) }), {
    where: (l) => l.isNot(1),
  });
  m.rotatedCone("unit ball", [line], (l) => ({ norm: [P(l), Q(l)], product: [0.5, 2] }));
  expect(section(m, "Subject to")).toEqual([
    "branch flow, for all line l:",
    "  P[l]^2 + (Q[l] - 1)^2 <= 2 v[l], v[l] >= 0",
    "apparent power, for all line l where l != 1:",
    "  sqrt(P[l]^2 + Q[l]^2) <= rate[l]",
    "unit ball, for all line l:",
    "  P[l]^2 + Q[l]^2 <= 1",
  ]);
  expect(texRow(m, "apparent power")).toBe(
    String.raw`\sqrt{P_{l}^{2} + Q_{l}^{2}} \le \mathrm{rate}_{l} && \forall l \in \mathrm{line} :\ l \neq 1`,
  );
});

test("named expressions are defined once and used by name", () => {
  const m = model("named");
  const e = m.variable("e", [hour]);
  const change = m.expression("change of energy", [hour], (t) => e(t).minus(e(t.previous)));
  m.constraint("ramp", [hour], (t) => change(t).minus(change(t.previous)).le(1));
  m.maximize(sum([hour], (t) => change(t).times(0.5)));
  expect(section(m, "Expressions")).toEqual(["change of energy[t] = e[t] - e[t-1], for all hour t where t-1 in hour"]);
  expect(section(m, "Subject to")).toEqual([
    "ramp, for all hour t where t-2 in hour:",
    "  change of energy[t] - change of energy[t-1] <= 1",
  ]);
  expect(section(m, "Maximize")).toEqual(["sum over t in hour where t-1 in hour: 0.5 change of energy[t]"]);
});

test("kinds and bounds of variables are claims about them", () => {
  const m = model("kinds");
  m.variable("any", [], { lower: -Infinity });
  m.variable("least", [], { lower: 2, unit: "kW" });
  m.variable("most", [], { lower: -Infinity, upper: 1e-7 });
  m.variable("on", [hour], { kind: "binary" });
  m.variable("off", [hour], { kind: "binary", upper: 0 });
  m.variable("power", [hour], { kind: "semi-continuous", lower: 1, upper: 5, unit: "kW" });
  expect(section(m, "Variables")).toEqual([
    "any is free",
    "least >= 2, in kW",
    "most <= 1e-7",
    "on[h] is binary, for all hour h",
    "off[h] = 0, off[h] is binary, for all hour h",
    "power[h] = 0 or 1 <= power[h] <= 5, for all hour h, in kW",
  ]);
  const tex = m.toTeX();
  expect(tex).toContain(String.raw`& \mathrm{most} \le 1 \cdot 10^{-7}`);
  expect(tex).toContain(String.raw`& \mathrm{on}_{h} \in \{0, 1\} && \forall h \in \mathrm{hour}`);
  expect(tex).toContain(String.raw`& \mathrm{power}_{h} = 0 \lor 1 \le \mathrm{power}_{h} \le 5 &&`);
});

test("labels used as numbers stand as their letter, shifted ones in parentheses", () => {
  const m = model("numbers");
  const x = m.variable("x", [hour]);
  m.constraint("weighted", [hour], (t) =>
    x(t).times(t.number).minus(x(t).times(t.previous.number)).le(hour.last.number.times(2)),
  );
  expect(section(m, "Subject to")).toEqual([
    "weighted, for all hour t where t-1 in hour:",
    "  t * x[t] - (t-1) * x[t] <= 48",
  ]);
});

test("characters with a meaning in TeX are escaped, Greek and single letters are symbols", () => {
  const odd = set("50% & more", ["a_b", "{c}", "~^\\"]);
  const m = model("odd\nname");
  const price = m.parameter("lambda", [], 1);
  const cost = m.variable("cost_$#1", [odd]);
  m.constraint("a < b | c", [odd], (o) => cost(o).le(price()));
  m.constraint("fixed", [], () => cost(odd.at("~^\\")).ge(cost(odd.at("{c}"))));
  expect(texRow(m, String.raw`a \textless{} b \textbar{} c`)).toBe(
    String.raw`\text{cost\_\$\#1}_{o} \le \lambda && \forall o \in \text{50\% \& more}`,
  );
  expect(texRow(m, "fixed")).toBe(
    String.raw`\text{cost\_\$\#1}_{\text{\textasciitilde{}\textasciicircum{}\textbackslash{}}} \ge \text{cost\_\$\#1}_{\text{\{c\}}}`,
  );
  expect(m.toTeX().split("\n")[0]).toBe("% odd name");
  expect(section(m, "Subject to")[0]).toBe("a < b | c, for all 50% & more o:");
});

test("Greek letters written as such become TeX commands, also inside of names", () => {
  const m = model("greek");
  const λ = m.variable("λ", [hour]);
  const paid = m.variable("λ paid", [hour]);
  m.constraint("price", [hour], (omega) => λ(omega).le(paid(omega)));
  expect(texRow(m, "price")).toBe(
    String.raw`\lambda_{\omega} \le \text{$\lambda$ paid}_{\omega} && \forall \omega \in \mathrm{hour}`,
  );
});

test("a long formula goes on in further lines, broken at its outermost signs", () => {
  const m = model("long");
  const x = m.variable("electricity from the grid", [hour]);
  const y = m.variable("electricity from the roof", [hour]);
  m.constraint("balance", [hour], (t) => x(t).plus(y(t)).plus(x(t.next)).eq(y(t.next)));
  m.minimize(sum([hour], (t) => x(t).times(2).plus(y(t)).minus(x(t.next)).plus(y(t.next))));
  expect(section(m, "Subject to").slice(1)).toEqual([
    "  electricity from the grid[t] + electricity from the roof[t] + electricity from the grid[t+1]",
    "      = electricity from the roof[t+1]",
  ]);
  expect(section(m, "Minimize")).toEqual([
    "sum over t in hour where t+1 in hour: (2 electricity from the grid[t]",
    "    + electricity from the roof[t] - electricity from the grid[t+1]",
    "    + electricity from the roof[t+1])",
  ]);
});

test("a model without an objective or rows prints what there is", () => {
  const m = model("empty");
  expect(m.toText()).toBe("empty\n\nMinimize\n  0");
  expect(m.toTeX()).toBe("% empty\n\\begin{align*}\n\\text{minimize:}\\quad & 0\n\\end{align*}");
});

test("a sum of ten thousand terms written one by one prints", () => {
  const m = model("deep");
  const x = m.variable("x", []);
  let row = x().times(1);
  for (let k = 0; k < 10_000; k++) row = row.plus(x());
  m.constraint("long", [], () => row.le(1));
  expect(m.toText().match(/\bx\b/g)).toHaveLength(10_002);
});
