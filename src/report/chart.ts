/** Charts by Observable Plot as SVG text: in a browser with its own document, elsewhere with one that is handed in. */
import { ClearwattError } from "../errors.ts";

/** Colours that stay apart for colour-blind readers (Okabe and Ito 2008). */
export const palette: readonly string[] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9"];

const style = { fontFamily: "system-ui, 'DejaVu Sans', sans-serif", fontSize: "12px", background: "white" };

/**
 * The SVG text of a chart that can stand as a file of its own. Direct labels take the place of Plot's legends, titles
 * and captions: those are HTML around the SVG and would be lost, so a chart that asks for one is refused.
 *
 * `options` are those of Plot's `plot`; write `satisfies PlotOptions` behind them to have them checked. Their type is not
 * named here, because the declarations of Plot need packages that it does not install.
 */
export async function chartSvg(options: object, document: Document): Promise<string> {
  const { plot } = await import("@observablehq/plot"); // heavy: only for who draws
  const element = plot({ style, ...options, document });
  if (element.tagName.toLowerCase() !== "svg") {
    throw new ClearwattError(
      "A chart with a legend, title or caption is HTML, not SVG: label the marks with a text mark instead.",
      { code: "unsupported", data: { what: "HTML of a chart" } },
    );
  }
  element.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  element.setAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element.outerHTML}\n`;
}
