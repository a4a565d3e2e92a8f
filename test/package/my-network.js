/** A network that a user wrote: one busbar at which all stand. */
import { ClearwattError, labelledOver, sum } from "clearwatt";

const busbar = {
  name: "busbar",
  feederModel: null,
  addTo(scope) {
    const { resources, tapChangers } = scope.takeInto("busbar");
    if (tapChangers.length > 0)
      throw new ClearwattError(`"${tapChangers[0].name}" sits in a branch, and a busbar has none. Leave it away.`, {
        code: "unsupported",
        data: { what: "tap changers", found: tapChangers[0].name },
      });
    const { bus, hour, hourLength, money, model } = scope;
    const total = (kind) => {
      const given = resources.map((resource) => resource[kind]).filter((own) => own !== null);
      return scope.expression(`${kind} power given`, [bus, hour], (i, t) => sum(given.map((own) => own(i, t))));
    };
    const [active, reactive] = [total("active"), total("reactive")];
    const balance = scope.constraint("balance", [hour], (t) => sum([bus], (i) => active(i, t)).eq(0));
    return {
      network: "busbar",
      state: () => null,
      injections: (solution) => ({
        ...{ bus: bus.labels, hourLength },
        ...{ active: solution.value(active).data, reactive: solution.value(reactive).data },
      }),
      prices(solution) {
        const duals = solution.dual(balance).data;
        const sign = model.declarations().sense === "minimize" ? 1 : -1;
        const everywhere = bus.labels.flatMap(() => Array.from(duals, (dual) => (sign * dual) / hourLength));
        const price = (name, unit, of = everywhere.map(() => 0)) =>
          labelledOver(name, [bus, hour], unit, Float64Array.from(of));
        const parts = (unit, energy) => ({
          energy: price("energy", unit, energy),
          losses: price("losses", unit),
          voltage: price("voltage", unit),
          congestion: price("congestion", unit),
        });
        const [perActive, perReactive] = [`${money}/kWh`, `${money}/kVArh`];
        return {
          active: price("active price", perActive, everywhere),
          reactive: price("reactive price", perReactive),
          activeParts: parts(perActive, everywhere),
          reactiveParts: parts(perReactive),
          remainder: 0,
        };
      },
    };
  },
};

export const myNetwork = {
  name: "busbar",
  traits: { feeder: false, losses: false, exact: false },
  make: () => busbar,
};
