/**
 * The command line in a thread of its own. A solver in WebAssembly keeps its thread busy, and no signal would be heard
 * there; here Ctrl-C raises a flag that both threads share, which solvers look at between their steps. What does not stop
 * by itself within a moment, or is interrupted twice, is stopped.
 */
import { Worker } from "node:worker_threads";
import type { Host } from "./host.ts";

/** The exit code of an interrupted command: as shells have it, 128 and the number of SIGINT. */
export const interrupted = 130;

/** Milliseconds that an interrupted command has to end by itself. */
const patience = 1000;

/** What the thread is told. */
export interface Start {
  readonly args: readonly string[];
  /** 1 once the command is to stop. */
  readonly flag: Int32Array;
  readonly width: number | undefined;
  readonly styled: boolean;
  readonly showsProgress: boolean;
}

/** What the thread tells. */
export type Message =
  | { readonly kind: "write" | "writeError" | "progress"; readonly text: string }
  | { readonly kind: "end"; readonly code: number };

/** Runs the command line in the module `script`, which calls `serve`. Returns the exit code. */
export async function runInterruptibly(script: URL, args: readonly string[], host: Host): Promise<number> {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { width, styled, progress } = host;
  const start: Start = { args, flag, width, styled, showsProgress: progress !== null };
  const worker = new Worker(script, { workerData: start });
  const ended = new Promise<number>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let hasFailed = false;
    const fail = (error: unknown, signal: AbortSignal) => {
      if (hasFailed) return;
      hasFailed = true;
      worker.removeAllListeners("message");
      resolve(failed(error, signal, args, host));
    };
    let hasSpoken = false;
    // What has begun to say how it ended is let finish, and does not say it twice.
    const stop = () => {
      if (hasSpoken) setTimeout(() => resolve(interrupted), patience);
      else fail(new Error("interrupted"), AbortSignal.abort());
    };
    process.on("SIGINT", () => {
      if (Atomics.exchange(flag, 0, 1) === 1) return stop();
      worker.postMessage("interrupt");
      timer = setTimeout(stop, patience);
    });
    worker.on("message", (message: Message) => {
      if (message.kind === "end") resolve(message.code);
      else host[message.kind]?.(message.text);
      if (message.kind === "progress") return;
      hasSpoken ||= message.kind === "write" || Atomics.load(flag, 0) === 1;
      clearTimeout(timer);
    });
    worker.on("error", (error) => fail(error, new AbortController().signal));
  });
  const code = await ended;
  await worker.terminate();
  return code;
}

/** What the command line itself says of errors, from outside of it. */
async function failed(error: unknown, signal: AbortSignal, args: readonly string[], host: Host): Promise<number> {
  const { reportFailure } = await import("./command-line.ts");
  return reportFailure(error, args, host, signal);
}
