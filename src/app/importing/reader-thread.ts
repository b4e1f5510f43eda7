// Runs in a thread of its own: reads one file, judges its rows and hands them over in the text format
// of COPY. It holds no connection and no secret; whatever a file does to it, the server goes on.
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../../core/assert.ts";
import { copyChunks } from "../../db/bulk-insert.ts";
import type { ColumnMapping, ParsedFile } from "../../importers/importer.ts";
import { parseFile } from "../../importers/registry.ts";
import { RowJudge } from "./judge-rows.ts";
import type { Plan } from "./plan.ts";
import { planItems } from "./plan-items.ts";
import { planLines } from "./plan-lines.ts";
import { planCustomers, planOwn, planRates } from "./plan-master-data.ts";
import type { ReaderMessage, ReadingOrder, ReadingSummary } from "./reading.ts";

/** Pieces that may wait for the database before this thread waits too (64 KiB each). */
const piecesAhead = 32;

assert(parentPort !== null, "runs as a thread");
const port = parentPort;
// the one that starts this thread puts it there: read-in-thread.ts
const order = workerData as ReadingOrder;
const flow = new Int32Array(order.flow);

function send(message: ReaderMessage, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

const parsed = parse();
const plan = planOf(parsed);
send({ type: "staged", kind: plan.staged });
sendRows();
send({ type: "summary", summary: summaryOf() });

function parse(): ParsedFile {
  const { context, choices, fileName, path } = order;
  const mappings = new Map<string, ColumnMapping>(context.mappings);
  if (choices.mapping) mappings.set(choices.mapping.layout, choices.mapping);
  return parseFile(fileName, readFileSync(path), {
    homeCurrency: context.homeCurrency,
    asOf: context.asOf,
    ownTaxIds: context.ownTaxIds,
    mappings,
    ...(choices.expect === undefined ? {} : { expect: choices.expect }),
    ...(choices.encoding === undefined ? {} : { encoding: choices.encoding }),
    ...(choices.edits === undefined ? {} : { edits: choices.edits.map(plainEdit) }),
    onProgress: (rows) => send({ type: "progress", rows }),
  });
}

/** Without `undefined` in it, as exact optional properties want. */
function plainEdit({ sheet, ...edit }: NonNullable<ReadingOrder["choices"]["edits"]>[number]) {
  return sheet === undefined ? edit : { ...edit, sheet };
}

function planOf({ content, problems }: ParsedFile): Plan {
  const { context, choices } = order;
  const judge = new RowJudge(context, choices);
  const about = { context, choices, judge, problems };
  switch (content.kind) {
    case "statements":
      return planLines(content.statements, about);
    case "items":
      return planItems(content.items, about);
    case "customers":
      return planCustomers(content.customers, about);
    case "rates":
      return planRates(content.rates, about);
    case "own":
      return planOwn(content.own, about);
  }
}

function sendRows(): void {
  const encoder = new TextEncoder();
  let sent = 0;
  for (const text of copyChunks(plan.rows())) {
    const bytes = encoder.encode(text);
    send({ type: "chunk", bytes, rows: countLines(text) }, [bytes.buffer]);
    sent += 1;
    waitUntilTaken(sent);
  }
}

function waitUntilTaken(sent: number): void {
  for (;;) {
    const taken = Atomics.load(flow, 0);
    if (sent - taken < piecesAhead) return;
    Atomics.wait(flow, 0, taken);
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function summaryOf(): ReadingSummary {
  const found = plan.summary();
  const leftOut = order.choices.leftOut ?? [];
  const isLeftOut = (place: { readonly sheet?: string; readonly row?: number }) =>
    leftOut.some((row) => row.row === place.row && (row.sheet ?? place.sheet) === place.sheet);
  const own = parsed.problems.filter(
    (problem) => problem.severity !== "row" || leftOut.length === 0 || !isLeftOut(problem.place),
  );
  const problems = [...own, ...found.problems];
  const refusedRows = new Set(
    problems
      .filter((problem) => problem.severity === "row")
      .map((problem) => `${problem.place.sheet ?? ""} ${problem.place.row ?? ""}`),
  );
  return {
    format: parsed.format,
    encoding: parsed.encoding,
    contentKind: parsed.content.kind,
    mapping: parsed.mapping,
    problems,
    ready: found.ready,
    refused: refusedRows.size,
    leftOut: leftOut.length,
    ignored: parsed.ignoredRows,
    statements: found.statements ?? [],
    newCustomers: found.newCustomers ?? [],
    customers: found.customers ?? [],
    rates: found.rates ?? [],
    own: found.own ?? [],
    ...found.sample(parsed.mapping),
    closedRows: found.closedRows,
    periodFrom: found.periodFrom,
    periodTo: found.periodTo,
  };
}
