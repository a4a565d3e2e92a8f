/** Voltages and flows of networks of feeders, and none of those without. */
import { type Feeder, powerFlow } from "../../src/feeder/index.ts";
import { scope } from "../../src/market/index.ts";
import {
  CheckFailed,
  expectAllClose,
  expectAtLeast,
  expectAtMost,
  expectClose,
  expectEqual,
  expectThrow,
} from "../assertions.ts";
import { chain, furnished, twoBuses } from "../market/feeders.ts";
import { type Cleared, cleared, type Given, stateOf } from "./cleared.ts";
import { type NetworkCheck, needing } from "./network-check.ts";

const upstream = { name: "grid", bus: "1", cost: 0.1, most: 1e4, reactive: 1e4 };
const market: Given = { feeder: chain, units: [upstream, { name: "near", bus: "3", cost: 0.05, most: 120 }] };
const onFeeder = needing({ feeder: true });

export const branchFlow: readonly NetworkCheck[] = [
  needing({ feeder: false })("without a feeder it has no state, and any buses will do", async (subject) => {
    const made = subject.kind.make(chain, {});
    expectEqual("whether it has no feeder", made.feederModel === null, true);
    const { grid, solution } = await cleared(subject, market);
    expectEqual("state", grid.state(solution) === null, true);
    const two = twoBuses({ resistance: 1, reactance: 1 }, { active: 1 });
    await cleared(subject, { feeder: two, units: [upstream] });
  }),

  onFeeder("it says which feeder and limits it stands for, and gives itself with others", async ({ kind }) => {
    const limits = { lowestVoltage: 0.9 };
    const made = kind.make(chain, limits);
    if (made.feederModel === null) throw new CheckFailed("the feeder", "the one handed in", "null");
    expectEqual("whether the feeder is the one handed in", made.feederModel.feeder === chain, true);
    expectEqual("lowest voltage", Number(made.feederModel.limits.lowestVoltage), 0.9);
    const other = made.feederModel.within({ lowestVoltage: 0.8 });
    expectEqual("lowest voltage of the other", Number(other.feederModel?.limits.lowestVoltage), 0.8);
    expectEqual("its name", other.name, made.name);
  }),

  onFeeder("fewer buses than the feeder's, or in another order, are refused", async ({ kind }) => {
    for (const buses of [
      ["1", "2"],
      ["1", "3", "2"],
    ]) {
      const foreign = scope({ name: "foreign", buses, hours: 1, money: "EUR" });
      expectThrow(() => kind.make(chain, {}).addTo(foreign), /[Bb]us/);
    }
  }),

  onFeeder("the source holds its voltage, and every line's flow is labelled", async (subject) => {
    const held = await cleared(subject, { ...market, limits: { sourceVoltage: 1.02 } });
    const { voltage, activeFlow, reactiveFlow, loss, current } = stateOf(held);
    expectClose("voltage at the source", voltage.at("1", 1), 1.02, 8);
    for (const flow of [activeFlow, reactiveFlow, loss, current])
      expectEqual(
        `labels of ${flow.name}`,
        [...flow].map(([[line]]) => line!),
        ["1-2", "2-3"],
      );
  }),

  onFeeder("voltages are per unit, and within the bands of their buses and hours", async (subject) => {
    const lowestVoltage = Float64Array.of(0.8, 0.8, 0.8, 0.94, 0.8, 0.95);
    const dear = { name: "dear", bus: "3", cost: 0.9, most: 1e4 };
    const given: Given = {
      feeder: chain,
      limits: { lowestVoltage },
      units: [upstream, dear],
      hours: 2,
      profile: [1, 2],
    };
    const { voltage } = stateOf(await cleared(subject, given));
    for (const [at, lowest] of lowestVoltage.entries()) {
      const [bus, hour] = voltage.labels(at);
      expectAtLeast(`voltage at bus ${bus} in hour ${hour}`, voltage.data[at]!, lowest - 1e-6);
      expectAtMost(`voltage at bus ${bus} in hour ${hour}`, voltage.data[at]!, 1 + 1e-6);
    }
  }),

  onFeeder("what arrives at a bus less what leaves it is what is taken there", async (subject) => {
    const held = await cleared(subject, market);
    const { activeFlow, loss } = stateOf(held);
    const { active } = held.grid.injections(held.solution);
    const [first, second] = ["1-2", "2-3"].map((line) => ({ sent: activeFlow.at(line, 1), lost: loss.at(line, 1) }));
    expectClose("kW out of bus 1", first!.sent, active[0]!, 3);
    expectClose("kW left at bus 2", first!.sent - first!.lost - second!.sent, -active[1]!, 3);
    expectClose("kW into bus 3", second!.sent - second!.lost, -active[2]!, 3);
  }),

  onFeeder("reactive power is balanced, and its losses are x / r of the active ones", async (subject) => {
    const held = await cleared(subject, market);
    const { reactiveFlow, loss } = stateOf(held);
    const { reactive } = held.grid.injections(held.solution);
    const lost = [(3 / 4) * loss.at("1-2", 1), (5 / 6) * loss.at("2-3", 1)];
    expectClose("kVAr out of bus 1", reactiveFlow.at("1-2", 1), reactive[0]!, 3);
    expectClose("kVAr into bus 3", reactiveFlow.at("2-3", 1) - lost[1]!, 50, 3);
    expectClose("kVAr given", reactive[0]!, 150 + lost[0]! + lost[1]!, 3);
  }),

  // v_2 = 1 - 2 (0.04 * 0.5 + 0.03 * 0.15), v_3 = v_2 - 2 (0.06 * 0.2 + 0.05 * 0.05)
  needing({ feeder: true, losses: false })("without losses squared voltages fall by 2 (r P + x Q)", async (subject) => {
    const { voltage } = stateOf(await cleared(subject, { feeder: chain, units: [upstream] }));
    expectClose("voltage at bus 2", voltage.at("2", 1), Math.sqrt(0.951), 7);
    expectClose("voltage at bus 3", voltage.at("3", 1), Math.sqrt(0.922), 7);
  }),

  onFeeder("a current is what its line's apparent power is at its voltage", async (subject) => {
    const held = await cleared(subject, market);
    const { activeFlow, reactiveFlow, voltage, current } = stateOf(held);
    const sent = Math.hypot(activeFlow.at("1-2", 1), reactiveFlow.at("1-2", 1)) / (Math.sqrt(3) * 10);
    expectAtLeast("A in line 1-2", current.at("1-2", 1), sent / voltage.at("1", 1) - 1e-3);
    expectAtMost("A in line 1-2", current.at("1-2", 1), sent / voltage.at("2", 1) + 1e-3);
  }),

  needing({ exact: true })("what it finds is the power flow of what is injected", async (subject) => {
    const held = await cleared(subject, { ...market, hours: 2, profile: [1, 0.3] });
    for (const t of [0, 1]) expectPowerFlow(held, chain, t, 2);
  }),

  needing({ exact: true })("with a transformer's ratio, charging and a capacitor too", async (subject) => {
    const held = await cleared(subject, { feeder: furnished, units: [upstream] });
    expectPowerFlow(held, furnished, 0, 1);
  }),

  needing({ exact: true })("its cones are tight, and it says so", async (subject) => {
    const { coneGap, excessLoss } = stateOf(await cleared(subject, market));
    if (coneGap === null || excessLoss === null) throw new CheckFailed("the gap of cones", "one for each line", "null");
    expectAllClose("gaps", coneGap.data, [0, 0], 4);
    expectAllClose("kVA too much", excessLoss.data, [0, 0], 2);
  }),

  needing({ feeder: true, losses: false })("without losses it has no cones to be tight", async (subject) => {
    const { coneGap, excessLoss, loss } = stateOf(await cleared(subject, market));
    expectEqual("gap and excess", [coneGap === null, excessLoss === null], [true, true]);
    expectAllClose("losses", loss.data, [0, 0], 6);
  }),
];

/** Voltages, losses and the flow at the source in one hour are those of an AC power flow. */
function expectPowerFlow(held: Cleared, feeder: Feeder, t: number, hours: number): void {
  const { active, reactive } = held.grid.injections(held.solution);
  const consumed = (kW: ArrayLike<number>) =>
    Float64Array.from(feeder.busNames, (_, k) => -kW[k * hours + t]! / feeder.basePower);
  const flow = powerFlow({ ...feeder, constantPower: { active: consumed(active), reactive: consumed(reactive) } });
  if (flow.status !== "solved") throw new CheckFailed("the power flow of what is injected", "a solution", flow.reason);
  const { voltage, loss } = stateOf(held);
  const at = feeder.busNames.map((bus) => voltage.at(bus, t + 1));
  expectAllClose(`voltage in hour ${t + 1}`, at, flow.voltage, 5);
  const lost = feeder.branchNames.reduce((all, line) => all + loss.at(line, t + 1), 0);
  expectClose(`kW lost in hour ${t + 1}`, lost, flow.totalActiveLoss, 2);
}
