/** A document to draw charts in where there is no browser. */
import { parseHTML } from "linkedom";

export function svgDocument(): Document {
  return parseHTML("<!doctype html><html><body></body></html>").document;
}
