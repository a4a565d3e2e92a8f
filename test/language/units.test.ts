import { expect, test } from "vitest";
import { model, set, sum } from "../../src/language/index.ts";
import { complaint } from "./written.ts";

const hour = set("hour", 2);

/** A model with one of everything. */
function market() {
  const m = model("m");
  return {
    m,
    power: m.variable("power", [hour], { unit: "kW" }),
    energy: m.variable("energy", [hour], { unit: "kWh" }),
    big: m.variable("big power", [hour], { unit: "MW" }),
    bare: m.variable("bare", [hour]),
    price: m.parameter("price", [hour], 1, "EUR/kWh"),
    length: m.parameter("hour length", [], 1, "h"),
    share: m.parameter("share", [], 0.5, "1"),
  };
}

test("what fits is accepted: products, quotients, shares, prefixes spelt alike, and what has no unit", () => {
  const { m, power, energy, bare, price, length, share } = market();
  m.constraint("a", [hour], (t) => power(t).times(length()).eq(energy(t)));
  m.constraint("b", [hour], (t) => energy(t).dividedBy(length()).times(share()).le(power(t)));
  m.constraint("c", [hour], (t) => power(t).plus(bare(t)).plus(3).le(5));
  m.constraint("d", [hour], (t) => energy(t).times(price(t)).le(bare(t)));
  m.minimize(
    sum([hour], (t) => energy(t).times(price(t))),
    "EUR",
  );
  expect(m.compile().numRows).toBe(8);
});

test("adding, comparing and bounding unlike quantities is refused, with both named", () => {
  const { m, power, energy, big, price, length } = market();
  const row = (write: Parameters<typeof m.constraint<[typeof hour]>>[2]) =>
    complaint(() => m.constraint("c", [hour], write));
  expect(row((t) => power(t).plus(energy(t)).le(1))).toBe(
    'In the constraint "c": "power" is in kW and "energy" in kWh. They cannot be added. Multiply "power" by the length of the hour.',
  );
  expect(row((t) => energy(t).le(power(t)))).toBe(
    'In the constraint "c": "energy" is in kWh and "power" in kW. They cannot be compared. Multiply "power" by the length of the hour.',
  );
  expect(row((t) => power(t).le(big(t)))).toBe(
    'In the constraint "c": "power" is in kW and "big power" in MW. They cannot be compared. They differ by a factor of 0.001: bring the data to one of the two units.',
  );
  expect(row((t) => sum([hour], (s) => power(s)).eq(energy(t)))).toBe(
    'In the constraint "c": The sum of "power" is in kW and "energy" in kWh. They cannot be compared. Multiply the sum of "power" by the length of the hour.',
  );
  expect(row((t) => energy(t).times(price(t)).eq(power(t)))).toBe(
    'In the constraint "c": "energy" times "price" is in EUR and "power" in kW. They cannot be compared. Check what is multiplied with what, and the units of the declarations.',
  );
  expect(row((t) => power(t).between(length(), 5))).toContain('"power" is in kW and "hour length" in h.');
  expect(row((t) => sum([hour], (s) => power(s).minus(energy(s))).le(bareOf(t)))).toContain("They cannot be added.");
  function bareOf(t: typeof hour.first) {
    return power(t);
  }
});

test("bounds and objectives must have the unit of what they are for", () => {
  const { m, power, energy, price, length } = market();
  expect(complaint(() => m.variable("x", [hour], { unit: "kW", upper: () => length() }))).toBe(
    'In the variable "x": "x" is in kW, and its bound "hour length" in h. Check what is multiplied with what, and the units of the declarations.',
  );
  expect(
    complaint(() =>
      m.minimize(
        sum([hour], (t) => power(t).times(price(t))),
        "EUR",
      ),
    ),
  ).toBe(
    'The sum of "power" times "price" is in EUR/h, and the objective is in EUR. Multiply the sum of "power" times "price" by the length of the hour.',
  );
  expect(complaint(() => m.minimize(sum([hour], (t) => energy(t).plus(power(t)))))).toContain("They cannot be added.");
  expect(complaint(() => m.expression("e", [hour], (t) => energy(t).plus(power(t))))).toContain(
    'In the expression "e"',
  );
  expect(complaint(() => m.cone("c", [hour], (t) => ({ norm: [energy(t).plus(power(t))], bound: 1 })))).toContain(
    "They cannot be added.",
  );
});

test("a unit that nobody knows is refused where it is written", () => {
  const { m } = market();
  expect(complaint(() => m.parameter("p", [], 1, "Watts of power"))).toMatch(
    /^In the parameter "p": The unit "Watts of power" of the parameter "p" cannot be read: .* Write it like "kW", "EUR\/kWh" or "1" \(money: EUR, USD/,
  );
  expect(complaint(() => m.variable("x", [], { unit: "EURO" }))).toContain('The unit "EURO" of the variable "x"');
  expect(complaint(() => m.minimize(m.variable("y", [])(), "kW per h"))).toContain(
    'The unit "kW per h" of the objective',
  );
});

test("cents, percent, euros and reactive power are read as the field writes them", () => {
  const m = model("spellings");
  const price = m.parameter("price", [], 30, "ct/kWh");
  const euros = m.parameter("euros", [], 0.3, "€/kWh");
  const share = m.parameter("share", [], 50, "%");
  const reactive = m.parameter("reactive", [], 1, "kvar");
  const x = m.variable("x", [], { unit: "kWh" });
  const q = m.variable("q", [], { unit: "kVAr" });
  expect(complaint(() => m.minimize(x().times(price()), "EUR"))).toContain("They differ by a factor of 0.01");
  expect(complaint(() => m.constraint("shares", [], () => x().times(share()).le(x())))).toContain("factor of 0.01");
  m.constraint("reactive", [], () => q().le(reactive()));
  m.minimize(x().times(euros()), "EUR");
  expect(complaint(() => m.parameter("none", [], 1, ""))).toContain('"1" is the unit of a share or a count');
});
