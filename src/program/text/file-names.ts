/** Names for LP and MPS files: legal in both, in every reader tried, unique, and as near to the model's names as that allows. */
import { type NameTable, nameOf } from "../names.ts";

/** Longest name written; CPLEX stops at 255. */
const LONGEST = 200;

/** Words that a reader takes for a keyword, a section, or the name of a right-hand side or bound set. */
const RESERVED = new Set(
  `free inf infinity nan min max minimize maximize minimise maximise minimum maximum st s.t. subject such that bound bounds
   gen general generals int integer integers bin binary binaries semi semis sec sos sos1 sos2 end obj lazy user
   name rows columns rhs rng ranges bnd objsense objname quadobj qmatrix qsection sets indicators endata marker`.split(
    /\s+/,
  ),
);

/**
 * What must not begin a name: a digit or point, an exponent ("e9"), and what the C library reads as a number, which is
 * how HiGHS turns "inflow" into infinity and "nanny" into NaN. "range(" belongs to the LP writer.
 */
const LIKE_A_NUMBER = /^(?:[\d.]|e(?:\d|$)|inf|nan|range\()/i;

/** Names of members 0 .. size - 1: `net load[bus 2, 18]` becomes `net_load(bus_2,18)`, a second one `net_load(bus_2,18)~2`. */
export function fileNames(table: NameTable, size: number): string[] {
  const copies = new Map<string, number>();
  return Array.from({ length: size }, (_, member) => unused(legalName(nameOf(table, member)), copies));
}

/** A model's name as LP and MPS files can hold it. */
export function legalName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll(", ", ",")
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replace(/[^\w.,()#%&?!@{}~]/g, "_")
    .slice(0, LONGEST);
  return plain === "" || plain.startsWith("(") || LIKE_A_NUMBER.test(plain) || RESERVED.has(plain.toLowerCase())
    ? `_${plain}`
    : plain;
}

/** The name itself, or with the first number that makes it new; `copies` counts how often each name was given. */
function unused(name: string, copies: Map<string, number>): string {
  let count = copies.get(name) ?? 0;
  let free = name;
  while (count > 0 && copies.has(free)) free = `${name}~${++count}`;
  copies.set(name, Math.max(count, 1));
  copies.set(free, copies.get(free) ?? 1);
  return free;
}
