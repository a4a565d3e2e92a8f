/** mathjs as one file: loading its main entry reads some 1,500 modules and takes fifteen times as long. */
declare module "mathjs/lib/browser/math.js" {
  import type { MathJsInstance } from "mathjs";

  const math: MathJsInstance;
  export default math;
}
