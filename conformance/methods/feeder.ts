/** Markets on two buses with a line, cleared on paper: what binds without losses, and what losses cost. */
import { conicDistFlow, linearDistFlow } from "../../models/index.ts";
import { sentFor, sentPerUnit, twoBuses } from "../market/feeders.ts";
import type { Example } from "./example.ts";
import { marketOf, plant, store, town, upstream } from "./participants.ts";

const powerFactor = Math.cos(Math.atan(0.25));
const local = plant("Local", { bus: "2", highestActive: 1e4, cost: 0.3 });

/** r = 0.1, x = 0.2 per unit. */
const weak = twoBuses({ resistance: 10, reactance: 20 }, { active: 1000, reactive: 250 });
const short = twoBuses({ resistance: 1, reactance: 0 }, { active: 1000 });

export const losslessExamples: readonly Example[] = [
  {
    // v_2 = 1 - 2 (0.1 P + 0.2 * 0.25) = 0.81: P = 0.45; one more kVAr takes x / r = 2 kW of that away.
    name: "a voltage band leaves 450 kW to the cheaper side",
    needs: { lossless: true },
    market: marketOf(linearDistFlow(weak, { lowestVoltage: 0.9 }), [
      upstream({ cost: 0.1 }),
      local,
      town({ active: 1000, powerFactor }),
    ]),
    welfare: -(45 + 165),
    prices: [0.1, 0.3],
    reactivePrices: [0, 0.4],
    injections: [450, -450],
    paid: [45, 165, -(300 + 100)],
  },
  {
    name: "a rating leaves 600 kW to the cheaper side",
    needs: { lossless: true },
    market: marketOf(linearDistFlow(short, { ratedPower: { "1-2": 600 } }), [
      upstream({ cost: 0.1 }),
      local,
      town({ active: 1000 }),
    ]),
    welfare: -(60 + 120),
    prices: [0.1, 0.3],
    injections: [600, -600],
    paid: [60, 120, -300],
  },
];

/** 0.1 per unit without reactance: P = p + r P^2, of which `sentFor` is the solution. */
const r = 0.1;
const resistive = conicDistFlow(twoBuses({ resistance: 10, reactance: 0 }, { active: 475 }));
const at = (kW: number) => ({ sent: sentFor(kW, r), more: sentPerUnit(kW, r) });
const [full, low, charging, discharging] = [at(475), at(240), at(400), at(220)];

/** kW sent where one more at the other end costs 5 % more: 1 / (1 - 2 r P) = 1.05. */
const sent = (1000 * (1 - 1 / 1.05)) / (2 * r);
const arriving = sent - (r * sent ** 2) / 1000;

export const lossesExamples: readonly Example[] = [
  {
    name: "losses: 475 kW take 500, and the last of them 1 / 0.9",
    needs: { losses: true },
    market: marketOf(resistive, [upstream({ cost: 0.1 }), town({ active: 475 })]),
    welfare: -0.1 * full.sent,
    prices: [0.1, 0.1 * full.more],
    reactivePrices: [0, 0],
    injections: [full.sent, -475],
    paid: [0.1 * full.sent, -475 * 0.1 * full.more],
  },
  {
    name: "losses in two half hours of 475 and 240 kW",
    needs: { losses: true },
    market: marketOf(resistive, [upstream({ cost: [0.1, 0.2] }), town({ active: [475, 240] })], {
      hours: 2,
      hourLength: 0.5,
    }),
    welfare: -0.5 * (0.1 * full.sent + 0.2 * low.sent),
    prices: [0.1, 0.2, 0.1 * full.more, 0.2 * low.more],
    injections: [full.sent, low.sent, -475, -240],
    paid: [0.5 * (0.1 * full.sent + 0.2 * low.sent), -0.5 * (475 * 0.1 * full.more + 240 * 0.2 * low.more)],
  },
  {
    name: "a local plant at 0.105 gives what would lose more than a twentieth",
    needs: { losses: true },
    market: marketOf(resistive, [
      upstream({ cost: 0.1 }),
      plant("Local", { bus: "2", highestActive: 1000, cost: 0.105 }),
      town({ active: 475 }),
    ]),
    welfare: -(0.1 * sent + 0.105 * (475 - arriving)),
    prices: [0.1, 0.105],
    injections: [sent, -arriving],
    paid: [0.1 * sent, 0.105 * (475 - arriving), -0.105 * 475],
  },
  {
    // 1e-4 * 500^2 + 0.05 * 500, and 0.05 + 2 * 1e-4 * 500 at the margin
    name: "quadratic costs with losses",
    needs: { losses: true, quadratic: true },
    market: marketOf(resistive, [upstream({ cost: 0.05, quadraticCost: 1e-4 }), town({ active: 475 })]),
    welfare: -(1e-4 * full.sent ** 2 + 0.05 * full.sent),
    prices: [0.15, 0.15 * full.more],
    injections: [full.sent, -475],
    paid: [0.15 * full.sent, -475 * 0.15 * full.more],
  },
  ...(
    [
      ["a battery carries 100 kWh from 0.1 to 0.3", "never", {}],
      ["whole steps: a battery that carries them one way at a time", "always", { integer: true }],
    ] as const
  ).map(
    ([name, exclusive, needs]): Example => ({
      name: `${name}, with losses`,
      needs: { losses: true, ...needs },
      market: marketOf(resistive, [upstream({ cost: [0.1, 0.3] }), store(100, exclusive), town({ active: 300 })], {
        hours: 2,
      }),
      welfare: -(0.1 * charging.sent + 0.3 * discharging.sent),
      prices: [0.1, 0.3, 0.1 * charging.more, 0.3 * discharging.more],
      injections: [charging.sent, discharging.sent, -400, -220],
      paid: [
        0.1 * charging.sent + 0.3 * discharging.sent,
        80 * 0.3 * discharging.more - 100 * 0.1 * charging.more,
        -300 * (0.1 * charging.more + 0.3 * discharging.more),
      ],
    }),
  ),
];
