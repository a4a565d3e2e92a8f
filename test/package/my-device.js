/** A device that a user wrote: an electric boiler that has to give so much heat over all hours. */
import { sum } from "clearwatt";
import { busField, DeviceGroup, nameField } from "clearwatt/models";

const fields = {
  name: nameField,
  bus: busField,
  power: { about: "Most power.", unit: "kW", byHour: true, required: true, from: 0 },
  heat: { about: "Heat over all hours.", unit: "kWh", required: true, from: 0 },
  wear: { about: "Of each kWh.", unit: "money/kWh", otherwise: 0, from: 0 },
};

function boiler(around, name, rows) {
  const group = new DeviceGroup(around, name, rows, fields);
  const { scope, unit } = group;
  const { hour, duration, money } = scope;
  const most = group.parameterByHour("most power", group.hourly("power"), "kW");
  const heat = group.parameter("heat", group.each("heat"), "kWh");
  const wear = group.parameter("wear", group.each("wear"), `${money}/kWh`);
  const power = scope.variable("power", [unit, hour], { upper: (k, t) => most(k, t), unit: "kW" });
  scope.constraint("heat", [unit], (k) => sum([hour], (t) => power(k, t).times(duration)).eq(heat(k)));
  const active = (k, t) => power(k, t).times(-1);
  const cost = () => sum([unit, hour], (k, t) => power(k, t).times(wear(k)).times(duration));
  return group.enter(group.busOf("bus"), { active, cost }, { unit, power });
}

export const myDevice = {
  name: "boiler",
  traits: { injects: true, rows: true, integer: false, quarters: true },
  rows: [
    { name: "cellar", bus: "2", power: [3, 2, 3, 2], heat: 5, wear: 0.01 },
    { name: "attic", bus: "3", power: 2, heat: 4 },
  ],
  enter: boiler,
};
