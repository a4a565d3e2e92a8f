/** One WebAssembly runtime for all models, loaded when first needed, replaced after a crash. */

import imported, { type Highs, type InitOptions } from "highs";
import { ClearwattError } from "../../src/errors.ts";

type Load = (options?: InitOptions) => Promise<Highs>;

/** Under nodenext the default export of this package is typed as an object around the function that it is. */
function isLoad(value: unknown): value is Load {
  return typeof value === "function";
}

function load(options: InitOptions): Promise<Highs> {
  const loader: unknown = imported;
  if (!isLoad(loader)) throw new TypeError("the package highs does not export its loader as it did in 1.15");
  return loader(options);
}

const runtimes = new Map<string, Promise<Highs>>();

/** The runtime whose `.wasm` is at `wasmUrl`, or beside the package where that is not given. */
export function runtimeAt(wasmUrl: string | undefined): Promise<Highs> {
  const key = wasmUrl ?? "";
  const known = runtimes.get(key);
  if (known !== undefined) return known;
  const loading = load(wasmUrl === undefined ? {} : { locateFile: () => wasmUrl }).catch((error: unknown) => {
    throw new ClearwattError(
      `HiGHS's WebAssembly could not be loaded from ${wasmUrl ?? "beside its package"} (${String(error)}). ` +
        'Say where it is: highs({ wasmUrl }), with a bundler `import wasmUrl from "highs/runtime?url"`.',
      { code: "unreadable-file", data: { file: wasmUrl ?? "highs.wasm" } },
    );
  });
  runtimes.set(key, loading);
  // A load that failed (offline, say) may succeed the next time.
  loading.catch(() => runtimes.delete(key));
  return loading;
}

/** After a crash the memory of what was running is lost: the next model gets a fresh runtime. */
export async function abandonRuntime(crashed: Highs): Promise<void> {
  for (const [key, runtime] of runtimes) {
    if ((await runtime) === crashed) runtimes.delete(key);
  }
}

/** Whether an error is the end of the runtime (out of memory, an abort inside) and not an error of a call. */
export function isCrash(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError;
}
