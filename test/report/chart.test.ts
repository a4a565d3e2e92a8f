import { barY, dot } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { chartSvg } from "../../src/report/chart.ts";

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const data = [
  { hour: 1, energy: 3 },
  { hour: 2, energy: -1 },
];

test("a chart is SVG text that can stand as a file, drawn without a browser", async () => {
  const svg = await chartSvg({ marks: [barY(data, { x: "hour", y: "energy" })] }, document);
  expect(svg).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg.match(/<rect /g)).toHaveLength(2);
  expect(svg.trimEnd().endsWith("</svg>")).toBe(true);
});

test("a chart that would need HTML around it is refused", async () => {
  const options = { marks: [dot(data, { x: "hour", y: "energy" })], title: "Energy" };
  await expect(chartSvg(options, document)).rejects.toThrow("is HTML, not SVG");
});
