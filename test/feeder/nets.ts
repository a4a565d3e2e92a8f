/** Small nets for tests of topology: 10 kV, 1 + j1 ohm a line, no load. */
import { type Feeder, type FeederData, feeder } from "../../src/feeder/index.ts";

/** Lines as "1-2"; one in brackets, "(2-3)", is open. Buses are those that the lines and the sources name. */
export function netData(lines: string, sources: readonly string[] = ["1"]): FeederData {
  const written = lines.split(" ").filter((line) => line !== "");
  const ends = written.map((line) => line.replace(/[()]/g, "").split("-") as [string, string]);
  const buses = [...new Set([...sources, ...ends.flat()])];
  return {
    name: "net",
    origin: "made up for a test",
    buses: buses.map((name) => ({ name, voltage: 10 })),
    lines: ends.map(([from, to], k) => ({
      from,
      to,
      resistance: 1,
      reactance: 1,
      ...(written[k]!.startsWith("(") ? { closed: false } : {}),
    })),
    sources: sources.map((bus) => ({ bus, voltage: 1 })),
  };
}

export function net(lines: string, sources?: readonly string[]): Feeder {
  return feeder(netData(lines, sources));
}
