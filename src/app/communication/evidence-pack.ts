// The evidence pack of one customer and a time: frozen papers, every message with its delivery, files as
// they came, the whole record, and a manifest that anybody can check.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../../core/ledger/chain.ts";
import { ownNameIn } from "../../core/own-names.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { evidenceWords } from "../../core/words/communication.ts";
import { fillSentence, type Language } from "../../core/words/word.ts";
import { booksById } from "../../db/books.ts";
import {
  type CommunicationRow,
  selectChainHeads,
  selectCommunication,
  selectEvidenceFiles,
  selectEvidenceMessages,
  selectEvidenceStatements,
} from "../../db/communication.ts";
import { selectComparisons } from "../../db/comparisons.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { selectStatementCustomers } from "../../db/statement-source.ts";
import { selectStatement } from "../../db/statements.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type EvidencePack, openEvidencePack, packName } from "../../exporters/evidence-pack.ts";
import type { Actor } from "../actor.ts";
import { downloadComparison } from "../comparison/download-comparison.ts";
import type { Comparer } from "../comparison/make-comparison.ts";
import type { Deps } from "../deps.ts";
import { loadFrozenPaper, printPaper } from "../statements/paper.ts";
import { nextDay } from "./read-communication.ts";
import { recordWorkbook } from "./record-workbook.ts";

/** More papers than this make no pack a court reads; a shorter time does. */
const mostStatements = 300;
const mostEvents = 20_000;

export type EvidenceAsk = {
  readonly booksId: number;
  readonly timeZone: string;
  readonly customerId: number;
  readonly from: string;
  readonly to: string;
  readonly language: Language;
};

export type EvidenceRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "evidence_too_large"; readonly limit: number };

export type PackedEvidence = { readonly name: string; readonly pieces: readonly Uint8Array[] };

export async function packEvidence(
  deps: Deps,
  actor: Actor,
  ask: EvidenceAsk,
): Promise<Result<PackedEvidence, EvidenceRefusal>> {
  const found = await loadEvidence(deps, actor, ask);
  if (!found.ok) return found;
  const evidence = found.value;
  const pieces: Uint8Array[] = [];
  const pack = openEvidencePack((piece) => pieces.push(piece));
  const at = deps.clock.now().toISOString();
  const names = {
    organisation: evidence.organisation,
    customer: evidence.customer,
    from: ask.from,
    to: ask.to,
    at,
    by: actor.name,
  };
  addText(pack, "README.txt", {
    what: "readme",
    text: fillSentence(evidenceWords.readme, ask.language, names),
  });
  addRecord(pack, evidence.record, ask.language);
  for (const message of evidence.messages) {
    addText(pack, `messages/${message.id}.txt`, { what: "message", text: messageText(message) });
  }
  await addStatements(deps, actor, { pack, ids: evidence.statementIds });
  await addComparisons(deps, actor, { pack, ask, ids: evidence.comparisonIds });
  await addFiles(deps, pack, evidence);
  pack.end(
    { format: "qingzhang-evidence", version: 1, ...names, auditChain: evidence.heads },
    hashOf,
  );
  const name = `${packName(evidence.customer)} ${ask.from} ${ask.to}.zip`;
  return ok({ name, pieces });
}

async function loadEvidence(deps: Deps, actor: Actor, ask: EvidenceAsk) {
  const { orgId, memberId } = actor;
  const { booksId, customerId, timeZone } = ask;
  const time = {
    from: `${ask.from} 00:00 ${timeZone}`,
    to: `${nextDay(ask.to)} 00:00 ${timeZone}`,
  };
  const of = { orgId, booksId, customerId, ...time };
  return inOrganisation(deps.pool, orgId, async (db) => {
    const [customer] = await selectStatementCustomers(db, {
      orgId,
      booksId,
      customerIds: [customerId],
    });
    const books = await booksById(db, orgId, booksId);
    if (!customer || !books) return refuse({ code: "not_found" });
    const statementIds = await selectEvidenceStatements(db, of);
    if (statementIds.length > mostStatements) {
      return refuse({ code: "evidence_too_large", limit: mostStatements });
    }
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "evidence.pack",
        subjectKind: "customer",
        subjectId: customerId,
        detail: { from: ask.from, to: ask.to, statements: statementIds.length },
      },
    ]);
    const filter = { isSharedOnly: false, beforeId: null, limit: mostStatements };
    const comparisons = await selectComparisons(db, of, { customerId, pattern: "%", ...filter });
    const everything = { sources: null, sides: null, pattern: "%", before: null };
    return ok({
      organisation: ownNameIn(books, ask.language),
      customer: customer.name,
      statementIds,
      comparisonIds: comparisons.filter(({ from }) => from !== null).map(({ id }) => id),
      messages: await selectEvidenceMessages(db, of),
      files: await selectEvidenceFiles(db, of),
      record: await selectCommunication(db, { ...of, ...everything, limit: mostEvents }),
      heads: await selectChainHeads(db, orgId),
    });
  });
}

type Evidence = Extract<Awaited<ReturnType<typeof loadEvidence>>, { ok: true }>["value"];

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function addBytes(
  pack: EvidencePack,
  path: string,
  {
    what,
    bytes,
    kept,
  }: { readonly what: string; readonly bytes: Uint8Array; readonly kept?: string },
): void {
  const own = kept === undefined ? {} : { keptSha256: kept };
  pack.add({ path, what, sha256: hashOf(bytes), ...own }, bytes);
}

function addText(
  pack: EvidencePack,
  path: string,
  { what, text }: { readonly what: string; readonly text: string },
): void {
  addBytes(pack, path, { what, bytes: new TextEncoder().encode(text) });
}

function addRecord(
  pack: EvidencePack,
  record: readonly CommunicationRow[],
  language: Language,
): void {
  const oldestFirst = record.toReversed();
  const plain = oldestFirst.map(({ at: _, ...row }) => row);
  addText(pack, "record.json", { what: "record", text: `${JSON.stringify(plain, null, 2)}\n` });
  const bytes = Buffer.concat(recordWorkbook(oldestFirst, language));
  addBytes(pack, "record.xlsx", { what: "record", bytes: new Uint8Array(bytes) });
}

function messageText(message: Evidence["messages"][number]): string {
  const head = [
    `Channel: ${message.channel}`,
    `To: ${message.toName} <${message.toAddress}>`,
    `Subject: ${message.subject}`,
    `Message-ID: ${message.messageId}`,
    `State: ${message.state}`,
  ];
  const log = message.events.map(({ at, act, detail }) => `${at} ${act} ${JSON.stringify(detail)}`);
  return `${head.join("\n")}\n\n${message.body}\n\n--\n${log.join("\n")}\n`;
}

/** The paper as it was frozen; its data hash to the hash that stands on the paper. */
async function addStatements(
  deps: Deps,
  { orgId }: Actor,
  { pack, ids }: { readonly pack: EvidencePack; readonly ids: readonly number[] },
): Promise<void> {
  for (const id of ids) {
    const found = await inOrganisation(deps.pool, orgId, async (db) => {
      const statement = await selectStatement(db, orgId, id);
      return statement && { statement, paper: await loadFrozenPaper(db, orgId, statement) };
    });
    if (!found) continue;
    const { statement, paper } = found;
    const path = `statements/${packName(statement.no)}`;
    const data = new TextEncoder().encode(canonicalJson(statement.snapshot));
    addBytes(pack, `${path}.json`, { what: "snapshot", bytes: data, kept: statement.sha256 });
    addBytes(pack, `${path}.pdf`, { what: "statement", bytes: await printPaper(paper) });
  }
}

async function addComparisons(
  deps: Deps,
  { orgId, memberId, name }: Actor,
  of: { readonly pack: EvidencePack; readonly ask: EvidenceAsk; readonly ids: readonly number[] },
): Promise<void> {
  const { booksId, language } = of.ask;
  const who: Comparer = { orgId, booksId, side: "us", name, memberId, customerId: null };
  for (const id of of.ids) {
    for (const format of ["pdf", "xlsx"] as const) {
      const file = await downloadComparison(deps, who, { id, format, language });
      if (!file.ok) continue;
      const bytes = new Uint8Array(Buffer.concat(file.value.pieces));
      addBytes(of.pack, `comparisons/${packName(file.value.name)}`, { what: "comparison", bytes });
    }
  }
}

/** As they came; the hash taken on the day they came stands beside. */
async function addFiles(deps: Deps, pack: EvidencePack, evidence: Evidence): Promise<void> {
  for (const { id, name, storedAs, sha256 } of evidence.files) {
    const bytes = new Uint8Array(await readFile(join(deps.dataFolder, storedAs)));
    addBytes(pack, `files/${id} ${packName(name)}`, { what: "file", bytes, kept: sha256 });
  }
  for (const row of evidence.record) {
    if (row.source !== "reply") continue;
    for (const [at, file] of attachmentsOf(row).entries()) {
      const bytes = new Uint8Array(await readFile(join(deps.dataFolder, file.storedAs)));
      const path = `replies/${row.id}-${at + 1} ${packName(file.name)}`;
      addBytes(pack, path, { what: "reply", bytes, kept: file.sha256 });
    }
  }
}

type Attachment = { readonly name: string; readonly storedAs: string; readonly sha256: string };

/** What was left out when the mail came has no place where it is stored. */
function attachmentsOf({ detail }: CommunicationRow): Attachment[] {
  const files = Array.isArray(detail["files"]) ? (detail["files"] as readonly unknown[]) : [];
  return files.flatMap((file) => {
    if (typeof file !== "object" || file === null) return [];
    const has = "name" in file && "storedAs" in file && "sha256" in file;
    if (!has) return [];
    const { name, storedAs, sha256 } = file;
    const isStored = typeof storedAs === "string" && storedAs !== "";
    return isStored ? [{ name: String(name), storedAs, sha256: String(sha256) }] : [];
  });
}
