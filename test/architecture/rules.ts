/** Which folder may import which, as docs/architecture.md draws it. */

/** Rooms of src by what they stand on; the names are folders, or files in src itself. */
const ground = ["errors"];
const program = ["program", ...ground];
const reformulation = ["reformulation", ...program];
const solving = ["solving", ...reformulation];
const language = ["language", ...solving];

const rooms: Record<string, readonly string[]> = {
  errors: [],
  csv: ground,
  random: [],
  program: ground,
  reformulation: program,
  solving: reformulation,
  language: solving,
  market: ["feeder", "pipeline", ...language],
  feeder: ["csv", "random", ...ground],
  auctions: language,
  agents: language,
  decomposition: language,
  games: language,
  pipeline: language,
  report: ["csv", "feeder", "language", "program", ...ground],
  documents: ["csv", "feeder", "market", "report", ...language],
};

const toolkit = Object.keys(rooms).map((room) => `src/${room}`);
const withoutReport = toolkit.filter((place) => place !== "src/report");

/** A place is a room of src ("src/language"), src's own index ("src/index"), or a top folder ("models"). */
export const mayImport: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    Object.entries(rooms).map(([room, below]) => [`src/${room}`, below.map((name) => `src/${name}`)]),
  ),
  "src/index": toolkit,
  solvers: ["src/solving", "src/reformulation", "src/program", "src/errors"],
  conformance: ["models", ...toolkit],
  models: ["src/index", ...withoutReport],
  cases: ["models", "src/index", ...toolkit],
  cli: ["cases", "models", "solvers", "src/index", ...toolkit],
};

const networks = ["src/feeder/data"];
const topology = ["src/feeder/topology", ...networks];

/** Rooms within a room, by what of it they may import: whoever enters by one of them loads no more. Each has an index. */
export const innerRooms: Record<string, readonly string[]> = {
  "src/feeder/data": [],
  "src/feeder/files": networks,
  "src/feeder/topology": networks,
  "src/feeder/flow": topology,
};

/** Packages that solve; only an adapter may know them. */
export const solverPackages: readonly string[] = ["highs", "glpk.js", "cvxjs", "scs-solver", "clarabel"];

/** Places whose every file may use Node's own modules; elsewhere only files named *.node.ts may. */
export const nodePlaces: readonly string[] = ["cli", "solvers"];
