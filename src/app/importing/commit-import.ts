// Imports a previewed file: reads it again in its thread, stages it, and stores what the books do not
// have, in one transaction. Cancelled or failed, nothing of it stays; run twice, it adds nothing.

import { type ImportResult, importChoices, importResult } from "../../contract/imports.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { accountNumbers, ensureBankAccount } from "../../db/bank-lines-in.ts";
import { addOwnNames, knownCustomers, lockCustomersIn, storeRates } from "../../db/customers-in.ts";
import {
  type BatchRow,
  batchById,
  endCommitting,
  lockBatch,
  markCommitted,
  replaceProblems,
} from "../../db/imports.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { isOutage } from "../../db/pool.ts";
import { beginRecording, type Recording, storeAudit } from "../../db/recording.ts";
import { refreshStatistics } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ImportProblem } from "../../importers/importer.ts";
import type { Deps } from "../deps.ts";
import { checkData } from "../differences/check-data.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { adoptAccounts } from "./adopt-accounts.ts";
import { commitCustomers } from "./commit-customers.ts";
import { commitItems } from "./commit-items.ts";
import { commitLines } from "./commit-lines.ts";
import { nameForm } from "./find-customer.ts";
import { withTwins } from "./find-twins.ts";
import { goOnAfter } from "./go-on-after.ts";
import { loadContext } from "./load-context.ts";
import type { Progress } from "./progress.ts";
import { todayOf } from "./read-import.ts";
import { ReadingFailed } from "./read-in-thread.ts";
import type { OwnRecord } from "./reading.ts";
import { type StagedFile, stageFile } from "./stage-file.ts";

export type CommitImportInput = {
  readonly orgId: number;
  readonly batchId: number;
  readonly memberId: number | null;
  readonly actor: string;
};

type Stored = Omit<ImportResult, "seconds" | "refused"> & {
  /** Rows that wait for a person, and are not stored. */
  readonly undecided: readonly ImportProblem[];
};
const nothing: Stored = {
  undecided: [],
  stored: 0,
  known: 0,
  receipts: 0,
  entries: 0,
  customersCreated: 0,
  updated: 0,
};

export async function commitImport(
  deps: Deps,
  input: CommitImportInput,
  progress: Progress,
): Promise<Result<ImportResult, CommitImportRefusal>> {
  const { orgId, batchId } = input;
  const started = deps.clock.monotonicMs();
  try {
    const done = await inOrganisation(deps.pool, orgId, async (client) => {
      if ((await lockBatch(client, orgId, batchId)) !== "committing") {
        return refuse({ code: "import_not_committing" });
      }
      const batch = await batchById(client, orgId, batchId);
      if (batch === null) return refuse({ code: "import_not_committing" });
      await lockCustomersIn(client, orgId);
      const staged = await stage(deps, client, { orgId, batch }, progress);
      const who = { orgId, booksId: batch.booksId, memberId: input.memberId };
      await progress.report("storing", 0, staged.summary.ready);
      const recording = await beginRecording(client, who);
      const { undecided, ...stored } = await store(client, recording, { batch, staged }, progress);
      const seconds = Math.ceil((deps.clock.monotonicMs() - started) / 100) / 10;
      const refused = staged.summary.refused + undecided.length;
      const result = withBefore(batch, { ...stored, refused, seconds });
      const { actor } = input;
      await finish(client, recording, { batch, staged, undecided, result, actor });
      return ok(result);
    });
    // the next file and the next page are planned for what is there now
    await inOrganisation(deps.pool, orgId, refreshStatistics).catch((error: unknown) =>
      deps.log.warn({ error }, "statistics were not refreshed"),
    );
    if (done.ok) await checkAfter(deps, input);
    return done;
  } catch (error) {
    // An outage is tried again by the job, from the same state.
    if (isOutage(error)) throw error;
    await backToPreview(deps, input);
    if (error instanceof ReadingFailed) return refuse({ code: error.code });
    throw error;
  }
}

/** What came in stays whatever the checks say; they say it on the page of data health. */
async function checkAfter(
  deps: Deps,
  { orgId, batchId, memberId }: CommitImportInput,
): Promise<void> {
  try {
    const batch = await inOrganisation(deps.pool, orgId, (db) => batchById(db, orgId, batchId));
    if (batch?.contentKind === "items" || batch?.contentKind === "customers") {
      await checkData(deps, { orgId, booksId: batch.booksId, memberId }, batchId);
    }
  } catch (error) {
    deps.log.warn({ error }, "the data was not checked");
  }
}

export type CommitImportRefusal = {
  readonly code: "import_not_committing" | "file_too_complex" | "file_too_slow" | "file_unreadable";
};

/** A file whose refused rows go on later shows what both imports of it stored. */
function withBefore(batch: BatchRow, result: ImportResult): ImportResult {
  const before = importResult.safeParse((batch.preview as { result?: unknown }).result); // jsonb object
  if (!before.success) return result;
  const { stored, receipts, entries, customersCreated, updated } = before.data;
  return {
    ...result,
    stored: stored + result.stored,
    known: result.known - stored,
    receipts: receipts + result.receipts,
    entries: entries + result.entries,
    customersCreated: customersCreated + result.customersCreated,
    updated: updated + result.updated,
  };
}

async function stage(
  deps: Deps,
  client: Db,
  { orgId, batch }: { readonly orgId: number; readonly batch: BatchRow },
  progress: Progress,
): Promise<StagedFile> {
  const { booksId, storedAs, fileName } = batch;
  const today = await todayOf(deps, client, { orgId, booksId });
  const context = await loadContext(client, { orgId, booksId, today });
  const choices = importChoices.parse(batch.choices);
  const { dataFolder } = deps;
  const file = { dataFolder, storedAs, fileName, choices, context };
  const of = { orgId, booksId };
  const staged = await adoptAccounts(client, of, await stageFile(client, file, progress));
  return withTwins(client, of, staged);
}

async function store(
  client: Db,
  recording: Recording,
  { batch, staged }: { readonly batch: BatchRow; readonly staged: StagedFile },
  progress: Progress,
): Promise<Stored> {
  const { orgId, booksId } = recording;
  const { summary } = staged;
  const batchId = batch.id;
  const expected = summary.ready;
  if (staged.kind === "lines") {
    const { ledger } = await loadBooksContext(client, { orgId, booksId });
    const { statements } = summary;
    const input = { batchId, statements, ledger, expected };
    return { ...nothing, ...(await commitLines(client, recording, input, progress)) };
  }
  if (staged.kind === "items") {
    const { ledger, periods } = await loadBooksContext(client, { orgId, booksId });
    const { newCustomers } = summary;
    const choices = importChoices.parse(batch.choices);
    const input = { batchId, newCustomers, ledger, periods, choices, expected };
    return { ...nothing, ...(await commitItems(client, recording, input, progress)) };
  }
  return storeMasterData(client, recording, staged);
}

async function storeMasterData(
  client: Db,
  recording: Recording,
  { summary }: StagedFile,
): Promise<Stored> {
  const { orgId, booksId } = recording;
  switch (summary.contentKind) {
    case "customers": {
      const { created, updated } = await commitCustomers(client, recording, summary.customers);
      const known = summary.customers.length - created - updated;
      return { ...nothing, stored: created, customersCreated: created, updated, known };
    }
    case "rates": {
      const { inserted, changed } = await storeRates(client, orgId, booksId, summary.rates);
      const known = summary.rates.length - inserted - changed;
      return { ...nothing, stored: inserted, updated: changed, known };
    }
    default:
      return storeOwn(client, recording, summary.own);
  }
}

async function storeOwn(
  client: Db,
  { orgId, booksId }: Recording,
  own: readonly OwnRecord[],
): Promise<Stored> {
  const names = [...new Set(own.map(({ name }) => name).filter((name) => name !== ""))];
  if (names.length > 0) await addOwnNames(client, orgId, booksId, names);
  const { homeCurrency: currency } = (await loadBooksContext(client, { orgId, booksId })).row;
  const known = await accountNumbers(client, orgId, booksId);
  let stored = 0;
  for (const { account, name } of own) {
    if (account === "" || known.has(account)) continue;
    const added = {
      booksId,
      accountNo: account,
      name,
      bank: "",
      currency,
      origin: "ours",
    } as const;
    if ((await ensureBankAccount(client, orgId, added)).created) stored += 1;
  }
  return { ...nothing, stored, known: own.length - stored };
}

async function finish(
  client: Db,
  recording: Recording,
  done: {
    readonly batch: BatchRow;
    readonly staged: StagedFile;
    readonly undecided: readonly ImportProblem[];
    readonly result: ImportResult;
    readonly actor: string;
  },
): Promise<void> {
  const { orgId, booksId } = recording;
  const { batch, staged, result } = done;
  const problems = await withCustomerNos(client, recording, staged);
  await replaceProblems(client, orgId, batch.id, [...problems, ...done.undecided]);
  const { stored: rowsNew, known: rowsKnown } = result;
  await markCommitted(client, orgId, batch.id, { result, rowsNew, rowsKnown });
  const detail = { file: batch.fileName, kind: staged.summary.contentKind, ...result };
  const subject = { subjectKind: "import", subjectId: batch.id };
  await storeAudit(client, recording, [
    { actor: done.actor, action: "import_committed", ...subject, detail },
  ]);
  await notifyLive(client, { orgId, booksId, topic: "imports", id: batch.id });
  await goOnAfter(client, recording, staged.summary.contentKind);
}

/**
 * A refused row that names its customer without a number gets the number the books know: nothing of
 * a customer whose items are incomplete is settled by amount alone (DOMAIN §7).
 */
async function withCustomerNos(
  client: Db,
  { orgId, booksId }: Recording,
  { summary }: StagedFile,
): Promise<readonly ImportProblem[]> {
  const isNameless = ({ severity, fields }: ImportProblem) =>
    severity === "row" && fields["customerNo"] === "" && fields["customerName"] !== "";
  if (summary.contentKind !== "items" || !summary.problems.some(isNameless)) {
    return summary.problems;
  }
  const customers = await knownCustomers(client, orgId, booksId);
  const noByName = new Map(customers.map(({ name, no }) => [nameForm(name), no]));
  return summary.problems.map((problem) => {
    const no = noByName.get(nameForm(String(problem.fields["customerName"] ?? "")));
    if (!isNameless(problem) || no === undefined) return problem;
    return { ...problem, fields: { ...problem.fields, customerNo: no } };
  });
}

/** The transaction is gone; what is left is the preview, to be imported again. */
async function backToPreview(deps: Deps, { orgId, batchId }: CommitImportInput): Promise<void> {
  await inOrganisation(deps.pool, orgId, async (client) => {
    await endCommitting(client, orgId, batchId);
    await notifyLive(client, { orgId, booksId: null, topic: "imports", id: batchId });
  });
}
