/** What the commands need of the place they run in, so that tests can stand in for a terminal. */

export interface Host {
  /** Standard output. */
  write(text: string): void;
  /** Standard error. */
  writeError(text: string): void;
  /** Columns of the terminal behind standard output; undefined where there is none, and nothing is wrapped. */
  readonly width?: number;
  /** Colours and bold: only on a terminal, and not with NO_COLOR. */
  readonly styled: boolean;
  /** Shows one line of progress in place of the one before, "" to clear it; null where standard error is no terminal. */
  readonly progress: ((line: string) => void) | null;
}

/** The process itself. A reader that goes away (`| head`) ends the output quietly. */
export function processHost(): Host {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // The command goes on, and ends with the exit code of what it finds.
      if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") return;
      // There may be no stream left to say it on.
      if (stream === stdout) stderr.write(`clearwatt: standard output cannot be written: ${error.message}\n`);
      process.exit(1);
    });
  }
  const show = (line: string) => void stderr.write(`\r\u001b[K${line.slice(0, (stderr.columns || 80) - 1)}`);
  return {
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    ...(stdout.isTTY ? { width: stdout.columns || 80 } : {}),
    styled: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
    progress: stderr.isTTY ? show : null,
  };
}

/** The table options of a host. */
export function tableOptions(host: Host): { readonly width?: number; readonly styled: boolean } {
  return host.width === undefined ? { styled: host.styled } : { width: host.width, styled: host.styled };
}
