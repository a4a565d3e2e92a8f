/** Every kind of device of the project is held to the suite of devices. */
import { expect, test } from "vitest";
import { type DeviceToCheck, deviceChecks } from "../../../conformance/index.ts";
import {
  type BatteryRow,
  battery,
  type CapacitorBankRow,
  capacitorBank,
  type FlexibleLoadRow,
  feederLoad,
  flexibleLoad,
  type GeneratorRow,
  generator,
  type OnLoadTapChangerRow,
  onLoadTapChanger,
  type PhotovoltaicRow,
  photovoltaic,
  resourceKinds,
  type SoftOpenPointRow,
  softOpenPoint,
} from "../../../models/index.ts";
import { highs } from "../../../solvers/highs.ts";
import { feeder, type LoadData } from "../../../src/feeder/index.ts";
import { runChecks } from "../../conformance/run-checks.ts";

const polygon = { apparentPower: { sides: 16 } } as const;
const plain = { injects: true, rows: true, integer: false, quarters: true };

const batteries: DeviceToCheck<BatteryRow> = {
  name: "batteries",
  traits: { ...plain, integer: true },
  rows: [
    {
      name: "B1",
      bus: "2",
      capacity: 10,
      leastEnergy: 1,
      chargingPower: 4,
      dischargingPower: 5,
      chargingEfficiency: 0.9,
      dischargingEfficiency: 0.8,
      initialEnergy: 3,
      throughputCost: 0.01,
      ratedPower: 6,
    },
    { name: "B2", bus: "3", capacity: 5, chargingPower: 2 },
  ],
  enter: (scope, name, rows) => battery(scope, name, rows, polygon),
};
const leakyBatteries: DeviceToCheck<BatteryRow> = {
  name: "batteries that lose energy, charged in any way",
  traits: { ...plain, quarters: false },
  rows: [{ name: "B", bus: "2", capacity: 10, chargingPower: 4, selfDischarge: 0.1, initialEnergy: 0 }],
  enter: (scope, name, rows) => battery(scope, name, rows, { exclusive: "never" }),
};
const capacitors: DeviceToCheck<CapacitorBankRow> = {
  name: "capacitor banks",
  traits: { ...plain, integer: true },
  rows: [
    { name: "C1", bus: "2", steps: 3, reactivePerStep: 100, mostSwitchings: 2, switchingCost: 0.5, stepBefore: 1 },
    { name: "C2", bus: "3", steps: 1, reactivePerStep: 50 },
  ],
  enter: capacitorBank,
};
const feederLoads: DeviceToCheck<LoadData> = {
  name: "feeder load",
  traits: { ...plain, rows: false },
  rows: [
    { bus: "2", active: 300, reactive: 100 },
    { bus: "3", active: 200, reactive: 50 },
  ],
  enter(scope, name, loads) {
    const net = feeder({
      name: "a chain",
      origin: "made up",
      buses: ["1", "2", "3"].map((bus) => ({ name: bus, voltage: 10 })),
      lines: [
        { from: "1", to: "2", resistance: 1, reactance: 1 },
        { from: "2", to: "3", resistance: 1, reactance: 1 },
      ],
      loads,
      sources: [{ bus: "1", voltage: 1 }],
    });
    return feederLoad(scope, net, { name });
  },
};
const flexibleLoads: DeviceToCheck<FlexibleLoadRow> = {
  name: "flexible loads",
  traits: plain,
  rows: [
    {
      name: "L1",
      bus: "2",
      active: [5, 8, 6, 7],
      lowestActive: 2,
      highestActive: [9, 9, 12, 9],
      shiftCost: 0.02,
      mostShed: [1, 2, 0, 3],
      shedCost: 0.35,
      powerFactor: 0.9,
    },
    { name: "L2", bus: "3", active: 4 },
  ],
  enter: (scope, name, rows) => flexibleLoad(scope, name, rows),
};
const generators: DeviceToCheck<GeneratorRow> = {
  name: "generators",
  traits: plain,
  rows: [
    {
      name: "G1",
      bus: "2",
      lowestActive: [1, 0, 1, 0],
      highestActive: [50, 40, 50, 60],
      lowestReactive: -10,
      highestReactive: 20,
      cost: [0.06, 0.07, 0.08, 0.09],
      quadraticCost: 0.002,
      fixedCost: 0.3,
      ratedPower: 45,
      leastPowerFactor: 0.8,
    },
    { name: "G2", bus: "3", highestActive: 30, cost: 0.2 },
  ],
  enter: (scope, name, rows) => generator(scope, name, rows, polygon),
};
const ramping: DeviceToCheck<GeneratorRow> = {
  name: "generators with ramps",
  traits: { ...plain, quarters: false },
  rows: [{ name: "G", bus: "2", highestActive: 50, cost: 0.15, rampUp: 20, rampDown: 30 }],
  enter: (scope, name, rows) => generator(scope, name, rows),
};
const tapChangers: DeviceToCheck<OnLoadTapChangerRow> = {
  name: "tap changers",
  traits: { injects: false, rows: true, integer: true, quarters: true },
  rows: [
    {
      name: "T1",
      branch: "1-2",
      lowestStep: -2,
      highestStep: 2,
      stepSize: 0.01,
      neutralRatio: 1,
      mostSwitchings: 3,
      switchingCost: 0.5,
      stepBefore: 1,
    },
    { name: "T2", branch: "2-3", lowestStep: 0, highestStep: 1, stepSize: 0.02 },
  ],
  places: ["branch"],
  enter: onLoadTapChanger,
};
const photovoltaics: DeviceToCheck<PhotovoltaicRow> = {
  name: "photovoltaics",
  traits: plain,
  rows: [
    {
      name: "P1",
      bus: "2",
      capacity: 20,
      profile: [0, 0.4, 1, 0.2],
      mostCurtailed: 0.5,
      curtailmentCost: [0.01, 0.02, 0, 0.1],
      ratedPower: 18,
      leastPowerFactor: 0.9,
    },
    { name: "P2", bus: "3", capacity: 10, profile: 0.3 },
  ],
  enter: (scope, name, rows) => photovoltaic(scope, name, rows, polygon),
};
const softOpenPoints: DeviceToCheck<SoftOpenPointRow> = {
  name: "soft open points",
  traits: plain,
  rows: [
    { name: "S1", from: "2", to: "3", ratedPower: 40, lossCoefficient: 0.02 },
    { name: "S2", from: "3", to: "2", ratedPower: 30 },
  ],
  places: ["from", "to"],
  enter: (scope, name, rows) => softOpenPoint(scope, name, rows, polygon),
};

const run = <Row extends object>(kind: DeviceToCheck<Row>) => {
  runChecks(kind.name, deviceChecks(kind, highs()));
  return kind.name;
};
const checked = [
  run(batteries),
  run(capacitors),
  run(feederLoads),
  run(flexibleLoads),
  run(generators),
  run(tapChangers),
  run(photovoltaics),
  run(softOpenPoints),
];
run(leakyBatteries);
run(ramping);

test("every kind of resource of the catalogue is among these", () => {
  expect(checked.toSorted()).toEqual(resourceKinds.map(({ name }) => name).toSorted());
});
