/** Names, labels and numbers in TeX. */
import { oneLine, shortNumber } from "./readable.ts";

const greekNames = [
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu",
  "nu xi pi rho sigma tau upsilon phi chi psi omega",
  "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega",
].flatMap((names) => names.split(" "));
const greekLetters = [..."αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ"];

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
};

/** `\lambda` for "lambda" and for "λ"; null for anything else. */
function greek(name: string): string | null {
  const k = greekLetters.indexOf(name);
  const known = k < 0 ? greekNames.find((own) => own === name) : greekNames[k];
  return known === undefined ? null : `\\${known}`;
}

/** Any text as upright text, with what TeX would take for a command escaped. */
export function texText(text: string): string {
  const written = Array.from(oneLine(text), (character) => {
    const letter = greekLetters.includes(character) ? `$${greek(character)}$` : character;
    return escapes[character] ?? letter;
  });
  return `\\text{${written.join("")}}`;
}

/** The name of a quantity: a letter or a Greek one as it is, a word upright. */
export function texName(name: string): string {
  if (/^[A-Za-z]$/.test(name)) return name;
  return greek(name) ?? texSet(name);
}

/** The name of a set, a relation or a member. */
export function texSet(name: string): string {
  if (/^\d+$/.test(name)) return name;
  return /^[A-Za-z0-9]+$/.test(name) ? `\\mathrm{${name}}` : texText(name);
}

/** The letter of an index, with the primes that tell it from others. */
export function texIndex(letter: string): string {
  const [, base, primes] = /^(.*?)('*)$/s.exec(letter)!;
  if (/^[A-Za-z]$/.test(base!)) return letter;
  if (/^[A-Za-z]\d+$/.test(base!)) return `${base![0]}_{${base!.slice(1)}}${primes}`;
  const word = greek(base!) ?? `\\mathit{${base!.replace(/[$_]/g, "\\$&")}}`;
  return `${word}${primes}`;
}

export function texNumber(value: number): string {
  const [digits, exponent] = shortNumber(value).split("e");
  if (exponent === undefined) return digits!;
  return `${digits} \\cdot 10^{${Number(exponent)}}`;
}
