/**
 * Market files: JSON that says what a market is, of which participants with which devices, on which network. The reader
 * takes texts, so that it runs wherever a text comes from.
 */
import { ClearwattError } from "../../src/errors.ts";
import type { Feeder } from "../../src/feeder/index.ts";
import { type GridLimits, type LocalMarket, type Scope, scope } from "../../src/market/index.ts";
import { networkKinds, resourceKinds } from "../catalogue.ts";
import { type NetworkKind, networkOf } from "../network/network-kind.ts";
import type { MarketDocument } from "./document.ts";
import { type Reading, readProfiles } from "./hourly.ts";
import { parsedJson, partOf } from "./json.ts";
import { openLimitedLines, readGridLimits } from "./limits.ts";
import { type Catalogues, marketSchema } from "./market-schema.ts";
import { isOpfScenario, marketOfScenario } from "./opf-scenario.ts";
import { type FileParticipant, readParticipants, tryDevices } from "./participants.ts";
import { problemsOf, refuseProblems } from "./problems.ts";

export interface MarketFileOptions extends Catalogues {
  /** The one that the file names, or another one in its place. */
  readonly feeder?: Feeder;
  /** Name of a network in the catalogue, in place of the file's. */
  readonly network?: string;
}

/** Its participants have their devices as data, too. */
export interface FileMarket extends LocalMarket {
  readonly participants: readonly FileParticipant[];
}

export interface MarketFile {
  /** Whether it was written as a scenario of an optimal power flow, the older shape. */
  readonly isScenario: boolean;
  readonly market: FileMarket;
  readonly description: string | null;
  /** Null where the file has buses of its own. */
  readonly feeder: Feeder | null;
  readonly limits: GridLimits;
  /** Of the market: "conic" where nothing is said and there is a feeder, "copper plate" where there is none. */
  readonly network: NetworkKind;
  /** What to know of the market, for people. */
  readonly notes: readonly string[];
}

/**
 * Reads a market file, or a scenario of an optimal power flow in its place. `texts` are those of the file itself and of the
 * files that it needs (`neededBy`), by their paths. Throws a ClearwattError with all that is wrong, each with its place.
 */
export function readMarketFile(
  file: string,
  texts: Readonly<Record<string, string>>,
  options: MarketFileOptions = {},
): MarketFile {
  const { feeder: net = null } = options;
  const { document, isScenario } = readDocument(file, texts, options);
  const feeder = feederOf(file, document, net);
  const empty = emptyScope(file, document, feeder);
  const reading: Reading = { file, texts, numHours: empty.hour.size, problems: [] };
  const profiles = readProfiles(reading, document.profiles);
  const limits = readGridLimits(reading, profiles, feeder, document.limits);
  const context = { reading, profiles, resources: options.resources ?? resourceKinds, feeder };
  const participants = readParticipants(context, document.participants);
  // Devices that stand upon what is wrong already would be refused for it again.
  if (reading.problems.length === 0 && !isScenario) tryDevices(context, document.participants, participants, empty);
  refuseProblems(file, "a market", reading.problems);
  const network = networkKind(file, options, document.network ?? (feeder === null ? "copper plate" : "conic"));
  const { name, hours, money } = document;
  const market = {
    name,
    buses: empty.bus.labels,
    hours: typeof hours === "number" ? hours : empty.hour.labels,
    hourLength: empty.hourLength,
    money,
    participants,
    network: networkOf(network, feeder, limits),
  };
  const notes = feeder === null ? [] : notesOf(document, isScenario ? "scenario" : "market", feeder, limits, network);
  return { isScenario, market, description: document.description ?? null, feeder, limits, network, notes };
}

function readDocument(
  file: string,
  texts: Readonly<Record<string, string>>,
  options: MarketFileOptions,
): { readonly document: MarketDocument; readonly isScenario: boolean } {
  const text = Object.hasOwn(texts, file) ? texts[file] : undefined;
  if (text === undefined)
    throw new ClearwattError(`The text of "${file}" was not handed in.`, { code: "missing-data", data: { file } });
  const found = parsedJson(file, text);
  if (partOf(found, "scenarios") !== undefined)
    throw new ClearwattError(`${file} holds several scenarios. Give a file with one of them.`, {
      code: "unsupported",
      data: { file, what: "several scenarios" },
    });
  if (isOpfScenario(file, found))
    return { document: marketOfScenario(file, found as object, options.feeder ?? null), isScenario: true };
  refuseProblems(file, "a market file", problemsOf(marketSchema(options), found));
  return { document: found as MarketDocument, isScenario: false };
}

function feederOf(file: string, { feeder: name, buses }: MarketDocument, net: Feeder | null): Feeder | null {
  if (buses !== undefined && (name !== undefined || net !== null))
    throw new ClearwattError(
      `${file} has buses of its own, and ${name === undefined ? `"${net!.name}" was handed in` : `names the feeder "${name}"`}. Leave away either: the buses of a feeder are those of the market.`,
      { code: "contradiction", data: { file, what: ["buses", "feeder"], found: name ?? net!.name } },
    );
  if (buses === undefined && net === null)
    throw new ClearwattError(
      name === undefined
        ? `${file} has neither a feeder nor buses. Give the name of a feeder, or a list of buses.`
        : `${file} names the feeder "${name}", which was not handed in. Read it, and give it as "feeder".`,
      { code: "missing-data", data: { file, what: "feeder", found: name } },
    );
  return net;
}

/** The sets of the market. Throws where a bus or an hour stands twice, or the length of hours makes no day. */
function emptyScope(
  file: string,
  { name, buses, hours, hourLength_h, money }: MarketDocument,
  feeder: Feeder | null,
): Scope {
  try {
    return scope({
      name,
      buses: feeder?.busNames ?? buses!.map(String),
      hours: typeof hours === "number" ? hours : hours.map(String),
      hourLength: hourLength_h ?? 1,
      money,
    });
  } catch (error) {
    if (error instanceof ClearwattError)
      throw new ClearwattError(`${file}: ${error.message}`, { code: error.code, data: { ...error.data, file } });
    throw error;
  }
}

function networkKind(file: string, { network, networks = networkKinds }: MarketFileOptions, own: string): NetworkKind {
  const name = network ?? own;
  const kind = networks.find((one) => one.name === name);
  if (kind !== undefined) return kind;
  throw new ClearwattError(
    `${file} is to be read with the network "${name}". These are: ${networks.map((one) => one.name).join(", ")}.`,
    { code: "unknown-name", data: { file, kind: "network", found: name, known: networks.map((one) => one.name) } },
  );
}

function notesOf(
  { feeder: written }: MarketDocument,
  what: string,
  feeder: Feeder,
  limits: GridLimits,
  { name, needsFeeder }: NetworkKind,
): string[] {
  // What is written as a path is not compared with the name that the file gives to its feeder.
  const isOther = written !== undefined && !/[./\\]/.test(written) && written !== feeder.name;
  const open = openLimitedLines(limits, feeder);
  return [
    ...feeder.notes,
    ...(isOther ? [`The ${what} was written for ${written}, and is solved on ${feeder.name}.`] : []),
    ...(open.length === 0 ? [] : [`Ratings without effect, for these lines are open: ${open.join(", ")}.`]),
    ...(needsFeeder || Object.keys(limits).length === 0 ? [] : [`The limits have no effect on the network "${name}".`]),
  ];
}
