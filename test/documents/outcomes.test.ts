import { expect, test } from "vitest";
import { loadFeeder } from "../../cases/texts.node.ts";
import {
  type FoundTopology,
  powerFlowDocument,
  programAnswerDocument,
  topologyDocument,
} from "../../src/documents/index.ts";
import { type Flow, feeder, powerFlow } from "../../src/feeder/index.ts";
import { documentText, tableCsv } from "../../src/report/index.ts";
import { programOf } from "../program-of.ts";

const net = feeder(await loadFeeder("case33bw"));
const flow = powerFlow(net) as Flow;

test("a power flow is an answer, and that there is none a proper no", () => {
  expect(powerFlowDocument(flow).outcome).toBe("answer");
  const none = powerFlowDocument(powerFlow(net, { scale: 9 }), 9);
  expect([none.outcome, Object.keys(none.json)]).toEqual(["no", expect.arrayContaining(["status", "share_of_load"])]);
});

test("all branches stand in the CSV of a power flow, the closed ones in its text", () => {
  const document = powerFlowDocument(flow);
  const branches = document.parts.find((part) => part.kind === "table" && part.file === "branches.csv");
  expect(branches?.kind === "table" && tableCsv(branches).split("\n")).toHaveLength(1 + 37 + 1);
  expect(documentText(document)).not.toMatch(/\n21-8 /);
  expect(documentText(document)).toContain("(5 open: 21-8,");
});

test.each([
  ["infeasible", "no"],
  ["unbounded", "no"],
  ["time limit", "limit"],
  ["numerical trouble", "limit"],
] as const)("a program that ends with %s is a document with the outcome %s", (status, outcome) => {
  const program = programOf({ costs: [1], rows: [[0, [1], 1]] });
  const ended = { status, reason: "for a reason.", seconds: 1, explain: async () => [] };
  const document = programAnswerDocument(program, ended, { title: "a.lp", explanation: ["c and x conflict"] });
  expect([document.outcome, document.json]).toMatchObject([outcome, { status, objective: null }]);
  expect(documentText(document)).toContain(
    `status      ${status}\nreason      for a reason.\nconflict    c and x conflict\n`,
  );
});

const found: FoundTopology = {
  method: "milp",
  feeder: net,
  initialLoss: flow.totalActiveLoss,
  status: "optimal",
  closed: net.closed,
  flow,
  bound: 202,
  gap: 1e-9,
  seconds: 1.23,
  details: {},
};

test("a topology that is proven best is an answer; the best that is known before a limit is shown as that", () => {
  const proven = topologyDocument(found);
  expect(proven.outcome).toBe("answer");
  expect(documentText(proven)).toMatch(/gap +below 0\.001 %\nseconds +1\.2/);
  const limited = topologyDocument({ ...found, status: "time limit", reason: "enough.", bound: null, gap: null });
  expect(limited.outcome).toBe("limit");
  expect(documentText(limited)).toMatch(
    /best losses known +202\.677 kW\nno radial topology loses less than +not proven/,
  );
  expect(Object.keys(limited.json)).not.toContain("gap");
});

test("a topology without proof is an answer that says so; what the search counted is said in place of a gap", () => {
  const unproven = { status: "not proven", reason: "nobody asked.", bound: null, gap: null } as const;
  const document = topologyDocument({ ...found, ...unproven, details: { "long exchanges": 3 } });
  expect([document.outcome, document.json]).toMatchObject([
    "answer",
    { status: "not proven", reason: "nobody asked.", bound_kW: null, long_exchanges: 3 },
  ]);
  expect(documentText(document)).toMatch(/status +not proven: nobody asked\./);
  expect(documentText(document)).toMatch(/long exchanges +3/);
});
