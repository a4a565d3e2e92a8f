/** Drawings of a power flow as SVG texts: with a browser's own document, or one that is handed in. */
import type { Flow } from "../../feeder/flow/index.ts";

/**
 * The network from the source to the right, branches coloured by their loading, those without a rating in a colour of
 * their own; where none has one, by their current as a share of the largest one, which the drawing says. Buses in `marked`
 * (positions) have a ring.
 */
export async function networkDrawing(flow: Flow, document: Document, marked: readonly number[] = []): Promise<string> {
  const { drawNetwork } = await import("./network-drawing.ts"); // charts are heavy: only for who draws
  return drawNetwork(flow, document, marked);
}

/**
 * Voltages over the impedance from the source, a line for each lateral; the lowest bus is named, or the highest
 * where only voltages above their band are outside of it.
 */
export async function voltageProfile(flow: Flow, document: Document): Promise<string> {
  const { drawVoltageProfile } = await import("./voltage-profile.ts");
  return drawVoltageProfile(flow, document);
}
