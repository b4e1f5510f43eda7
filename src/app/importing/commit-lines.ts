// Stores staged bank lines with their statements; every money-in line becomes a receipt of an unknown
// payer (J07). Known lines add nothing.

import { isoDate } from "../../core/date.ts";
import type { LedgerSettings } from "../../core/ledger/accounts.ts";
import { receiptUnidentified } from "../../core/ledger/events/receipts.ts";
import {
  bankAccountsOf,
  dropKnownLines,
  insertStatements,
  type NewStatement,
  nameBankAccounts,
  type StoredMoneyIn,
  storedMoneyIn,
  storeStagedLines,
} from "../../db/bank-lines-in.ts";
import { answerForReplaced, hasInterim, rememberMet, rememberTwins } from "../../db/line-twins.ts";
import type { Db } from "../../db/pool.ts";
import { insertReceipts, type NewReceiptRow } from "../../db/receipts-in.ts";
import {
  type ChainedRows,
  type ChainHead,
  chainEntries,
  entryChainHead,
  moveEntryChain,
  type NewEntry,
  type Recording,
  reserveIds,
  storeChained,
} from "../../db/recording.ts";
import { lineRow } from "../posting/posting-records.ts";
import { WriteBehind } from "../posting/write-behind.ts";
import type { Progress } from "./progress.ts";
import type { PlannedStatement } from "./reading.ts";
import { replaceLines } from "./replace-lines.ts";

/** Lines whose entries are stored at once; those of the next page are made meanwhile. */
const pageLines = 2_500;

export type LinesStored = {
  readonly stored: number;
  readonly known: number;
  readonly receipts: number;
  readonly entries: number;
};

export async function commitLines(
  client: Db,
  recording: Recording,
  input: {
    readonly batchId: number;
    readonly statements: readonly PlannedStatement[];
    readonly ledger: LedgerSettings;
    readonly expected: number;
  },
  progress: Progress,
): Promise<LinesStored> {
  const { orgId } = recording;
  const { batchId, ledger, expected } = input;
  const statements = await storeStatements(client, orgId, batchId, input.statements);
  const interim = input.statements.map((statement) => statement.interim);
  await rememberTwins(client, orgId, { batchId, interim });
  if (await mayMeet(client, orgId, interim)) await rememberMet(client, orgId, { batchId, interim });
  const known = await dropKnownLines(client, orgId);
  await replaceLines(client, recording, batchId);
  const lines = { batchId, ledger, expected, statements };
  const { stored, receipts } = await storeLines(client, recording, lines, progress);
  await answerForReplaced(client, recording, batchId);
  return { stored, known, receipts, entries: receipts };
}

/** Only where an interim message is on either side can one be met. */
async function mayMeet(client: Db, orgId: number, interim: readonly string[]): Promise<boolean> {
  return interim.some((name) => name !== "") || (await hasInterim(client, orgId));
}

/** Stores what is staged; `statements`: number in the staging → id in bank_statement. */
export async function storeLines(
  client: Db,
  recording: Recording,
  input: {
    readonly batchId: number;
    readonly ledger: LedgerSettings;
    readonly expected: number;
    readonly statements: ReadonlyMap<number, number>;
  },
  progress: Progress,
): Promise<{ readonly stored: number; readonly receipts: number }> {
  const { orgId, booksId, recordedAt } = recording;
  const { batchId, statements } = input;
  const into = { orgId, booksId, batchId, recordedAt, statements };
  const stored = await storeStagedLines(client, into);
  const accounts = await bankAccountsOf(client, orgId);
  const originOf = new Map(accounts.map((account) => [account.id, account.origin]));
  const books = { ledger: input.ledger, originOf };
  let receipts = 0;
  let head = await entryChainHead(client, recording);
  const behind = new WriteBehind();
  try {
    for (let page = await readPage(client, 0); page.lines.length > 0; ) {
      await progress.report("posting", receipts, input.expected);
      const made = makeReceipts(recording, page, { ...books, head });
      head = made.chained.head;
      receipts += page.lines.length;
      await behind.free();
      page = await readPage(client, page.last);
      behind.begin(() => storeReceipts(client, recording, made));
    }
  } finally {
    await behind.free();
  }
  await moveEntryChain(client, recording, head);
  return { stored, receipts };
}

type Page = {
  readonly lines: readonly StoredMoneyIn[];
  readonly entryIds: readonly number[];
  readonly receiptIds: readonly number[];
  /** Where the next page begins. */
  readonly last: number;
};

async function readPage(client: Db, after: number): Promise<Page> {
  const lines = await storedMoneyIn(client, { after, limit: pageLines });
  const entryIds = await reserveIds(client, "entry", lines.length);
  const receiptIds = await reserveIds(client, "receipt", lines.length);
  return { lines, entryIds, receiptIds, last: lines.at(-1)?.n ?? after };
}

async function storeStatements(
  client: Db,
  orgId: number,
  batchId: number,
  planned: readonly PlannedStatement[],
): Promise<ReadonlyMap<number, number>> {
  const placed = [...planned.entries()].flatMap(([n, statement]) => {
    const { accountId, bank, accountName: name } = statement;
    return accountId === null ? [] : [{ n, row: statementRow(statement, accountId), bank, name }];
  });
  const ids = await insertStatements(
    client,
    orgId,
    batchId,
    placed.map(({ row }) => row),
  );
  const named = placed.map(({ row, bank, name }) => ({ accountId: row.bankAccountId, bank, name }));
  await nameBankAccounts(client, orgId, named);
  return new Map(placed.map(({ n }, index) => [n, ids[index]!]));
}

function statementRow(statement: PlannedStatement, bankAccountId: number): NewStatement {
  const { proof } = statement;
  return {
    bankAccountId,
    statementNo: statement.statementNo,
    interim: statement.interim,
    from: statement.from,
    to: statement.to,
    openingMinor: statement.openingMinor,
    closingMinor: statement.closingMinor,
    proof: proof.state,
    proofBy: proof.state === "proven" ? proof.by : "",
    differenceMinor: proof.state === "broken" ? Number(proof.differenceMinor) : null,
  };
}

type MadeReceipts = { readonly chained: ChainedRows; readonly receipts: readonly NewReceiptRow[] };

function makeReceipts(
  recording: Recording,
  { lines, entryIds, receiptIds }: Page,
  books: {
    readonly ledger: LedgerSettings;
    readonly originOf: ReadonlyMap<number, "ours" | "gl">;
    readonly head: ChainHead;
  },
): MadeReceipts {
  const ids = lines.map((_, index) => ({
    entryId: entryIds[index]!,
    receiptId: receiptIds[index]!,
  }));
  const entries = lines.map((line, index) => receiptEntry(line, ids[index]!, books));
  return {
    chained: chainEntries(books.head, recording, entries),
    receipts: lines.map((line, index) => receiptRow(line, ids[index]!)),
  };
}

async function storeReceipts(
  client: Db,
  recording: Recording,
  { chained, receipts }: MadeReceipts,
): Promise<void> {
  await storeChained(client, chained);
  await insertReceipts(client, recording, receipts);
}

type ReceiptIds = { readonly entryId: number; readonly receiptId: number };

function receiptEntry(
  line: StoredMoneyIn,
  { entryId, receiptId }: ReceiptIds,
  books: {
    readonly ledger: LedgerSettings;
    readonly originOf: ReadonlyMap<number, "ours" | "gl">;
  },
): NewEntry {
  const businessDate = isoDate(line.bookingDate);
  const accountingDate = isoDate(line.accountingDate);
  const origin = books.originOf.get(line.bankAccountId) ?? "ours";
  const { entry } = receiptUnidentified(
    { books: books.ledger, businessDate, accountingDate, origin },
    {
      receiptId: String(receiptId),
      currency: line.currency,
      amountMinor: BigInt(line.amountMinor),
      homeMinor: BigInt(line.homeMinor),
      businessDate,
      accountingDate,
      bankAccountId: String(line.bankAccountId),
      payerAccount: line.payerAccount,
      payerName: line.payerName,
    },
  );
  return {
    id: entryId,
    event: "J07",
    origin,
    businessDate,
    accountingDate,
    narrationKey: entry?.narration.key ?? "",
    narrationFields: entry?.narration.fields ?? {},
    sourceKind: "bank_line",
    sourceId: line.id,
    reversesId: null,
    rule: "",
    lines: (entry?.lines ?? []).map(lineRow),
  };
}

function receiptRow(line: StoredMoneyIn, { entryId, receiptId }: ReceiptIds): NewReceiptRow {
  return {
    id: receiptId,
    bankLineId: line.id,
    bankAccountId: line.bankAccountId,
    date: line.bookingDate,
    currency: line.currency,
    amountMinor: line.amountMinor,
    homeMinor: line.homeMinor,
    bookingRate: line.bookingRate,
    payerName: line.payerName,
    entryId,
  };
}
