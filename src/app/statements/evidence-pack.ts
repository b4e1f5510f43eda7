// 证据包: the frozen papers of a customer's statements, what happened to each, what was sent and how the
// other side's servers answered, every visit and reply; with the hash of each file.
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { canonicalJson } from "../../core/ledger/chain.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectTemplates } from "../../db/channel-settings.ts";
import { selectCustomer } from "../../db/customer-page.ts";
import { selectDeliveries, selectStatementsOf, selectVisits } from "../../db/evidence.ts";
import { type ReplyRow, selectReplies } from "../../db/mail-replies.ts";
import {
  type StatementEventRow,
  type StatementLineRow,
  type StatementRow,
  selectStatement,
  selectStatementEvents,
  selectStatementLines,
} from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { type Archive, csvLines, openArchive } from "./archive.ts";
import { paperName, paperOf, printPaper } from "./paper.ts";
import type { PrintedArchive } from "./print-orders.ts";
import { openPrinter } from "./printer.ts";

type OfCustomer = { readonly orgId: number; readonly booksId: number; readonly customerId: number };
type Period = { readonly from: string; readonly to: string };

const mostReplies = 500;

type Stated = {
  readonly statement: StatementRow;
  readonly lines: readonly StatementLineRow[];
  readonly events: readonly StatementEventRow[];
};

export async function makeEvidencePack(
  deps: Deps,
  of: OfCustomer,
  period: Period,
): Promise<Result<PrintedArchive, { readonly code: "not_found" }>> {
  const facts = await loadFacts(deps, of, period);
  if (facts === null) return refuse({ code: "not_found" });
  const path = join(deps.dataFolder, "files", "incoming", `evidence-${randomUUID()}.zip`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await write(deps, openHashed(openArchive(path)), facts);
    const { size: sizeBytes } = await stat(path);
    const stream = createReadStream(path);
    // an open file can be read to its end after its name is gone
    stream.once("open", () => void rm(path, { force: true }));
    const { from, to } = period;
    return ok({ name: `evidence ${facts.customer} ${from} ${to}.zip`, sizeBytes, stream });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

type Facts = NonNullable<Awaited<ReturnType<typeof loadFacts>>>;

async function loadFacts(deps: Deps, of: OfCustomer, period: Period) {
  return inOrganisation(deps.pool, of.orgId, async (db) => {
    const customer = await selectCustomer(db, of, of.customerId);
    if (customer === null) return null;
    const stated: Stated[] = [];
    for (const id of await selectStatementsOf(db, of, period)) {
      const statement = await selectStatement(db, of.orgId, id);
      if (statement === null) continue;
      stated.push({
        statement,
        lines: await selectStatementLines(db, of.orgId, id),
        events: await selectStatementEvents(db, of.orgId, id),
      });
    }
    const replies = await selectReplies(db, of, {
      id: null,
      customerId: of.customerId,
      statementId: null,
      openOnly: false,
      pattern: "%",
      beforeId: null,
      limit: mostReplies,
    });
    return {
      customer: customer.name.replace(/[\\/:*?"<>|]/g, ""),
      stated,
      replies: replies.toReversed(),
      templates: await selectTemplates(db, of.orgId),
      deliveries: await selectDeliveries(db, of, period),
      visits: await selectVisits(db, of, period),
    };
  });
}

/** Notes the hash of whatever goes in. */
function openHashed(archive: Archive) {
  const hashes: string[][] = [["file", "bytes", "sha256"]];
  const note = (name: string, bytes: Uint8Array) => {
    const hash = createHash("sha256").update(bytes).digest("hex");
    hashes.push([name, String(bytes.length), hash]);
  };
  return {
    add: (name: string, bytes: Uint8Array) => {
      note(name, bytes);
      return archive.add(name, bytes);
    },
    addText: (name: string, text: string) => {
      note(name, new TextEncoder().encode(text));
      return archive.addText(name, text);
    },
    end: async () => {
      await archive.addText("hashes.csv", csvLines(hashes));
      await archive.end();
    },
  };
}

async function write(deps: Deps, pack: ReturnType<typeof openHashed>, facts: Facts): Promise<void> {
  const printer = openPrinter(2);
  try {
    for (const { statement } of facts.stated) {
      const { snapshot } = statement;
      const bytes = await printPaper(paperOf(facts.templates, statement), printer);
      await pack.add(`papers/${paperName(snapshot)}.pdf`, bytes);
      // the hash printed on the paper is taken over exactly this text
      await pack.addText(`snapshots/${snapshot.no}.json`, canonicalJson(snapshot));
    }
  } finally {
    await printer.close();
  }
  await pack.addText("statements.csv", csvLines(statementRows(facts.stated)));
  await pack.addText("answers.csv", csvLines(answerRows(facts.stated)));
  await pack.addText("trail.csv", csvLines(trailRows(facts.stated)));
  await pack.addText("deliveries.csv", csvLines(deliveryRows(facts)));
  await pack.addText("visits.csv", csvLines(visitRows(facts)));
  await pack.addText("replies.csv", csvLines(replyRows(facts.replies)));
  for (const { id, files } of facts.replies) {
    for (const [n, file] of files.entries()) {
      if (file.storedAs === "") continue;
      const bytes = await readFile(join(deps.dataFolder, file.storedAs));
      await pack.add(`replies/${id}-${n} ${file.name}`, bytes);
    }
  }
  await pack.end();
}

function statementRows(stated: readonly Stated[]): string[][] {
  return [
    ["no", "from", "to", "currency", "closing", "sha256", "confirmation", "answer"],
    ...stated.map(({ statement: s }) => [
      ...[s.no, s.from, s.to, s.currency, s.snapshot.closing, s.sha256, s.confirmation],
      JSON.stringify(s.answer),
    ]),
  ];
}

function answerRows(stated: readonly Stated[]): string[][] {
  return [
    ["statement", "line", "document", "open", "answer", "reason", "theirs", "note", "by", "at"],
    ...stated.flatMap(({ statement: s, lines }) =>
      lines.map((line) => [
        ...[s.no, String(line.n), line.no, formatMinor(line.openMinor, s.currency), line.state],
        line.reason,
        line.theirMinor === null ? "" : formatMinor(line.theirMinor, s.currency),
        ...[line.note, line.decidedBy, line.decidedAt?.toISOString() ?? ""],
      ]),
    ),
  ];
}

function trailRows(stated: readonly Stated[]): string[][] {
  return [
    ["statement", "at", "side", "who", "act", "line", "detail"],
    ...stated.flatMap(({ statement, events }) =>
      events.map((event) => [
        ...[statement.no, event.recordedAt.toISOString(), event.side, event.actor, event.act],
        ...[event.lineN === null ? "" : String(event.lineN), JSON.stringify(event.detail)],
      ]),
    ),
  ];
}

function deliveryRows({ deliveries }: Facts): string[][] {
  return [
    ["message", "at", "act", "channel", "kind", "to", "subject", "message_id", "detail"],
    ...deliveries.map((one) => [
      ...[String(one.id), one.at.toISOString(), one.act, one.channel, one.template],
      ...[one.to, one.subject, one.mailId, one.detail],
    ]),
  ];
}

function visitRows({ visits }: Facts): string[][] {
  return [
    ["at", "act", "refused", "from", "detail"],
    ...visits.map(({ at, act, isRefusal, address, detail }) => [
      ...[at.toISOString(), act, isRefusal ? "yes" : "", address, detail],
    ]),
  ];
}

function replyRows(replies: readonly ReplyRow[]): string[][] {
  return [
    ["id", "sent_at", "kind", "from", "subject", "placed_by", "statement", "text"],
    ...replies.map((one) => [
      ...[String(one.id), one.sentAt?.toISOString() ?? "", one.kind],
      ...[`${one.fromName} <${one.fromAddress}>`, one.subject, one.foundBy],
      ...[one.statementNo ?? "", one.body],
    ]),
  ];
}
