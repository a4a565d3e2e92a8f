import { arch, cpus, platform } from "node:os";

/** Which machine and which Node. */
export function machine(): string {
  const { node, v8 } = process.versions;
  return `Node ${node}, V8 ${v8}, ${platform()} ${arch()}, ${cpus().length} x ${cpus()[0]?.model}`;
}
