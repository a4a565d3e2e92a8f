/** The command line in a worker thread: the other side of interruptible.ts. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type CommandLineOptions, runCommandLine } from "./command-line.ts";
import type { Host } from "./host.ts";
import type { Message, Start } from "./interruptible.ts";

/** Does what the main thread has started this one for. */
export async function serve(options: CommandLineOptions): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error("The command line is served in worker threads only.");
  const { args, flag, width, styled, showsProgress }: Start = workerData;
  const send = (message: Message) => port.postMessage(message);
  const host: Host = {
    write: (text) => send({ kind: "write", text }),
    writeError: (text) => send({ kind: "writeError", text }),
    ...(width === undefined ? {} : { width }),
    styled,
    progress: showsProgress ? (text) => send({ kind: "progress", text }) : null,
  };
  send({ kind: "end", code: await runCommandLine(args, host, { ...options, signal: sharedSignal(flag, port) }) });
}

/** A signal that sees the flag also while its thread is too busy to hear of it. */
function sharedSignal(flag: Int32Array, port: MessagePort): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const isAborted = Object.getOwnPropertyDescriptor(AbortSignal.prototype, "aborted")!.get!.bind(signal);
  const aborted = (): boolean => {
    if (!isAborted() && Atomics.load(flag, 0) === 1) controller.abort();
    return isAborted();
  };
  Object.defineProperty(signal, "aborted", { get: aborted });
  Object.defineProperty(signal, "throwIfAborted", {
    value: () => {
      if (aborted()) throw signal.reason;
    },
  });
  port.on("message", aborted).unref();
  return signal;
}
