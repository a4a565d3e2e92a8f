/** A worker that can load TypeScript. */
import { register } from "tsx/esm/api";

register();
const { serve } = await import("../../../cli/serve.ts");
await serve({});
