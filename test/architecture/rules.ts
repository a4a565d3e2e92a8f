/** Which folder may import which, as docs/architecture.md draws it. */

/** Rooms of src by what they stand on; the names are folders, or files in src itself. */
const ground = ["errors"];
const program = ["program", ...ground];
const solving = ["solving", ...program];
const language = ["language", ...solving];

const rooms: Record<string, readonly string[]> = {
  errors: [],
  csv: ground,
  random: [],
  program: ground,
  solving: program,
  language: solving,
  feeder: ["csv", "random", "report", ...language],
  auctions: language,
  agents: language,
  decomposition: language,
  games: language,
  pipeline: language,
  report: ["csv", "language", "program", ...ground],
  documents: ["csv", "feeder", "report", ...language],
};

const toolkit = Object.keys(rooms).map((room) => `src/${room}`);
const withoutReport = toolkit.filter((place) => place !== "src/report");

/** A place is a room of src ("src/language"), src's own index ("src/index"), or a top folder ("models"). */
export const mayImport: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    Object.entries(rooms).map(([room, below]) => [`src/${room}`, below.map((name) => `src/${name}`)]),
  ),
  "src/index": toolkit,
  solvers: ["src/solving", "src/program", "src/errors"],
  models: ["src/index", ...withoutReport],
  cases: ["models", "src/index", ...toolkit],
  cli: ["cases", "models", "solvers", "src/index", ...toolkit],
};

/** Packages that solve; only an adapter may know them. */
export const solverPackages: readonly string[] = ["highs", "glpk.js", "cvxjs", "scs-solver", "clarabel"];

/** Places whose every file may use Node's own modules; elsewhere only files named *.node.ts may. */
export const nodePlaces: readonly string[] = ["cli", "solvers"];
