/** A group of devices stands in its scope once, under its name. */
import { sum } from "../../src/language/index.ts";
import { CheckFailed, expectAtMost, expectClose, expectContains, expectEqual, expectThrow } from "../assertions.ts";
import { namesOutside } from "../market/names.ts";
import { optimumOf, outcomeOf } from "../market/optimum.ts";
import { cleared, enterWith, injecting, marketOf, setObjective } from "./around.ts";
import { check, type DeviceCheck, needing } from "./device-check.ts";

export const entering: readonly DeviceCheck[] = [
  check("it stands in the scope once, under its name", async ({ kind }) => {
    const whole = marketOf();
    const device = kind.enter(whole, "mine", kind.rows);
    const { resources, tapChangers } = whole.entered();
    const [stands, others] = kind.traits.injects ? [resources, tapChangers] : [tapChangers, resources];
    expectEqual("number of what was entered", [stands.length, others.length], [1, 0]);
    if (stands[0] !== device) throw new CheckFailed("what was entered", "what was handed back", "something else");
    expectEqual("its name", device.name, "mine");
  }),

  check("entered once more it is refused: it would count twice", async ({ kind }) => {
    const whole = marketOf();
    const device = kind.enter(whole, "mine", kind.rows);
    const again = () => ("addTo" in device ? whole.enterTapChangers(device) : whole.enter(device));
    expectThrow(again, "count twice");
  }),

  check("entered after the network it is refused by name", async ({ kind }) => {
    const whole = marketOf();
    enterWith(whole, kind);
    expectThrow(() => kind.enter(whole, "late", kind.rows), '"late"');
  }),

  check("a second group of the same name is refused", async ({ kind }) => {
    const whole = marketOf();
    kind.enter(whole, "mine", kind.rows);
    expectThrow(() => kind.enter(whole, "mine", kind.rows), "taken");
  }),

  check("the same devices in two parts of a model are each as they are alone", async (subject) => {
    const whole = marketOf();
    const parts = ["north", "south"].map((name) => enterWith(whole.child(name), subject.kind));
    setObjective(whole, parts);
    const both = await optimumOf(whole.model, subject.solver);
    const alone = await cleared(subject);
    expectClose("objective of both", both.objective, 2 * alone.objective, 4);
  }),

  check("all that it declares carries the name of its scope, and is its owner's", async ({ kind }) => {
    const whole = marketOf();
    const own = whole.child("Ann", { owner: "Ann" });
    kind.enter(own, "mine", kind.rows);
    expectEqual("names without that of the scope", namesOutside(whole, "Ann"), []);
    const count = Object.values(whole.declared({ owner: "Ann" })).reduce((all, { length }) => all + length, 0);
    const all = Object.values(whole.declared()).reduce((sumOfAll, { length }) => sumOfAll + length, 0);
    expectEqual("number of what the owner declared", count, all);
    const { resources, tapChangers } = whole.entered("Ann");
    expectEqual("number of what the owner entered", resources.length + tapChangers.length, 1);
  }),

  needing({ injects: true })(
    "it injects at its buses only, which are some of the market's",
    async ({ kind, solver }) => {
      const whole = marketOf();
      const { buses, active, reactive } = injecting(kind.enter(whole, "mine", kind.rows));
      for (const bus of buses)
        if (!whole.bus.labels.includes(bus)) throw new CheckFailed("its buses", "some of the market's", `"${bus}"`);
      const others = whole.bus.labels.filter((label) => !buses.includes(label));
      if (others.length === 0)
        throw new CheckFailed("its buses", "not all of them, so that something is checked", "all");
      const elsewhere = whole.bus.subset("other buses", others);
      for (const own of [active, reactive]) {
        if (own === null) continue;
        for (const sign of [1, -1]) {
          const given = () => sum([elsewhere, whole.hour], (i, t) => own(i, t)).times(sign);
          const outcome = await outcomeOf(whole.model.extended(given), solver);
          const found = outcome.status === "optimal" ? Math.abs(outcome.objective) : Number.POSITIVE_INFINITY;
          expectAtMost("the most that it gives or takes at other buses", found, 1e-6);
        }
      }
    },
  ),

  needing({ injects: false })("a network without branches refuses it by name", async ({ kind }) => {
    const whole = marketOf();
    kind.enter(whole, "mine", kind.rows);
    expectThrow(
      () => enterWith(whole, { ...kind, traits: { ...kind.traits, injects: true }, enter: () => nothing }),
      '"mine"',
    );
  }),

  check("limits that it notes are its own, and say who would have to do what", async ({ kind }) => {
    const whole = marketOf();
    const own = whole.child("Ann");
    kind.enter(own, "mine", kind.rows);
    for (const limit of own.limits) {
      expectEqual("whose limit it is", limit.of, "devices");
      const labels = [String(Reflect.get(kind.rows[0]!, "name")), "1"];
      const said = limit.broken([{ labels, position: 0, amount: 1 }]);
      expectContains("what it says of the first device", said, `"${labels[0]}"`);
      for (const { of } of limit.parts) expectContains("name of what gives way", of.name, /^Ann /);
    }
  }),
];

const nothing = { name: "nothing", buses: [], active: null, reactive: null, cost: () => 0 };
