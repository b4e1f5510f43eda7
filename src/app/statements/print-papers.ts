// Papers of many statements in one go, as a job: printed by threads, put into one archive while they
// come, with a list of what is in it and each file's hash. The archive appears whole or not at all.
import { createHash } from "node:crypto";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { dayIn } from "../../clock.ts";
import type { PayAccount } from "../../core/pay-accounts.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById } from "../../db/books.ts";
import { selectTemplates, type TemplateRow } from "../../db/channel-settings.ts";
import { jobRunById } from "../../db/job-runs.ts";
import { selectPrintedAccounts } from "../../db/pay-accounts.ts";
import {
  finishPrintOrder,
  insertPrintOrder,
  type LetterRow,
  selectLetters,
  selectPrintable,
  selectPrintOrders,
} from "../../db/print-orders.ts";
import { type StatementRow, selectStatement } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { letterPdf } from "../../exporters/letter-pdf.ts";
import type { PdfDocument } from "../../exporters/statement-pdf.ts";
import { statementPdf } from "../../exporters/statement-pdf.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { type JobPayload, startJob } from "../jobs/start-job.ts";
import { csvLines, openArchive } from "./archive.ts";
import { paperName, paperOf } from "./paper.ts";
import { openPrinter, type Printer } from "./printer.ts";

/** Printed side by side and then written; more would only fill memory. */
const portion = 24;
const mostThreads = 4;

type Report = (progress: { phase: string; done: number; total: number }) => Promise<void>;

export type PrintRefusal = { readonly code: "nothing_to_print" };

export async function orderPapers(
  deps: Deps,
  actor: Actor,
  of: { readonly booksId: number; readonly statementIds: readonly number[] },
): Promise<Result<{ readonly orderId: number; readonly jobId: number }, PrintRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId } = of;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const statementIds = await selectPrintable(db, { orgId, booksId }, of.statementIds);
    if (statementIds.length === 0) return refuse({ code: "nothing_to_print" });
    const orderId = await insertPrintOrder(db, { orgId, booksId }, { statementIds, memberId });
    const work = { name: "print_papers", booksId, refId: orderId, queue: "print" };
    const job = await startJob(db, actor, work);
    return ok({ orderId, jobId: job.id });
  });
}

export async function printPapers(
  deps: Deps,
  payload: JobPayload,
  report: Report,
): Promise<Result<{ readonly papers: number }, { readonly code: "run_gone" }>> {
  const { orgId, booksId, runId } = payload;
  const found = await inOrganisation(deps.pool, orgId, async (db) => {
    const job = await jobRunById(db, orgId, runId);
    const [order] = job?.refId
      ? await selectPrintOrders(db, payload, { id: job.refId, limit: 1 })
      : [];
    const books = await booksById(db, orgId, booksId);
    const templates = await selectTemplates(db, orgId);
    return order && books ? { order, timeZone: books.timeZone, templates } : null;
  });
  if (found === null) return refuse({ code: "run_gone" });
  const { order } = found;
  const storedAs = join("files", String(orgId), "print", `${order.id}.zip`);
  const path = join(deps.dataFolder, storedAs);
  const desk = { deps, orgId, booksId, ...found };
  const papers = await writeArchive(desk, { path, ids: order.statementIds, report });
  const { size: sizeBytes } = await stat(path);
  await inOrganisation(deps.pool, orgId, (db) =>
    finishPrintOrder(db, orgId, { id: order.id, storedAs, sizeBytes, papers }),
  );
  return ok({ papers });
}

type Desk = {
  readonly deps: Deps;
  readonly orgId: number;
  readonly booksId: number;
  readonly timeZone: string;
  readonly templates: readonly TemplateRow[];
};

async function writeArchive(
  desk: Desk,
  of: { readonly path: string; readonly ids: readonly number[]; readonly report: Report },
): Promise<number> {
  const { path, ids, report } = of;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const partial = `${path}.part`;
  const archive = openArchive(partial);
  const printer = openPrinter(Math.min(mostThreads, availableParallelism()));
  const list = [["file", "statement", "customer", "currency", "closing", "address", "sha256"]];
  try {
    for (let from = 0; from < ids.length; from += portion) {
      const papers = await printPortion(desk, printer, ids.slice(from, from + portion));
      for (const paper of papers) {
        await archive.add(paper.name, paper.bytes);
        list.push(paper.cells);
      }
      const done = Math.min(from + portion, ids.length);
      await report({ phase: "printing", done, total: ids.length });
    }
    await archive.addText("list.csv", csvLines(list));
    await archive.end();
    await rename(partial, path);
    return list.length - 1;
  } finally {
    await printer.close();
    await rm(partial, { force: true });
  }
}

type Printed = { readonly name: string; readonly bytes: Uint8Array; readonly cells: string[] };

async function printPortion(
  desk: Desk,
  printer: Printer,
  ids: readonly number[],
): Promise<Printed[]> {
  const { deps, orgId } = desk;
  const { statements, letters, printed } = await inOrganisation(deps.pool, orgId, async (db) => {
    const rows: StatementRow[] = [];
    for (const id of ids) {
      const row = await selectStatement(db, orgId, id);
      if (row) rows.push(row);
    }
    const letters = await selectLetters(db, orgId, ids);
    return { statements: rows, letters, printed: await selectPrintedAccounts(db, desk) };
  });
  return Promise.all(
    statements.map(async (statement) => {
      const letter = letters.find(({ statementId }) => statementId === statement.id) ?? null;
      const bytes = await printer.print(documentOf(desk, statement, { letter, printed }));
      const name = `${paperName(statement.snapshot)}.pdf`;
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const { no, customer, currency, closing } = statement.snapshot;
      const cells = [name, no, customer.name, currency, closing, letter?.toAddress ?? "", sha256];
      return { name, bytes, cells };
    }),
  );
}

function documentOf(
  { templates, timeZone }: Desk,
  statement: StatementRow,
  by: { readonly letter: LetterRow | null; readonly printed: readonly PayAccount[] },
): PdfDocument {
  const { letter, printed } = by;
  const paper = statementPdf(paperOf({ templates, printed }, statement));
  if (letter === null) return paper;
  const day = dayIn(timeZone, letter.createdAt);
  return letterPdf(
    {
      sender: statement.snapshot.sender.name,
      to: {
        customer: statement.snapshot.customer.name,
        person: letter.toName,
        address: letter.toAddress,
      },
      language: statement.language,
      date: day,
      // the statement behind it has the amounts
      asked: [],
      subject: letter.subject,
      text: letter.body,
    },
    paper,
  );
}
