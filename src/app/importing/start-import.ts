// Takes files in and moves them on: read, read again with other choices, import, discard. Each step
// leaves a job; what a file is and what of it is new, the job finds out.

import type { ImportChoices, NewBankAccount, UploadOutcome } from "../../contract/imports.ts";
import { importChoices } from "../../contract/imports.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { bankAccountsOf, ensureBankAccount } from "../../db/bank-lines-in.ts";
import { latestJobsOf } from "../../db/import-jobs.ts";
import {
  type BatchRow,
  type BatchState,
  batchById,
  endCommitting,
  insertBatch,
  keepMapping,
  liveBatchOfFile,
  lockBatch,
  setBatchChoices,
  setBatchState,
} from "../../db/imports.ts";
import { requestCancel } from "../../db/job-runs.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { keepSourceFile } from "../../db/source-files.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { startJob } from "../jobs/start-job.ts";
import { isSameAccount } from "./account-number.ts";

export const importJobNames = ["read_file", "commit_import"] as const;

export type ReceivedFile = {
  readonly name: string;
  readonly sha256: Buffer;
  readonly sizeBytes: number;
  readonly storedAs: string;
};

/**
 * A file that was imported, or is being looked at, is not read twice: the answer points to it. One
 * that was refused is read again where it stands: the books may know more by now.
 */
export async function startImport(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly file: ReceivedFile;
    readonly choices?: ImportChoices;
    /** Read it again although it was imported before. */
    readonly again?: boolean;
  },
): Promise<UploadOutcome> {
  const { orgId, memberId } = actor;
  const { booksId, file } = input;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const kept = await keepSourceFile(client, orgId, { ...file, memberId });
    const live = await liveBatchOfFile(client, orgId, { booksId, fileId: kept.id });
    if (live !== null && input.again !== true) {
      const { id, state } = live;
      if (state !== "refused") return { fileName: file.name, importId: id, sameFile: true };
      if (input.choices) await setBatchChoices(client, orgId, id, input.choices);
      else await setBatchState(client, orgId, id, "reading");
      await startReading(client, actor, { booksId, id });
      return { fileName: file.name, importId: id, sameFile: false };
    }
    const choices = input.choices ?? {};
    const batch = { booksId, fileId: kept.id, memberId, choices };
    const importId = await insertBatch(client, orgId, batch);
    await startReading(client, actor, { booksId, id: importId });
    return { fileName: file.name, importId, sameFile: false };
  });
}

function startReading(
  client: Db,
  actor: Actor,
  { booksId, id }: { readonly booksId: number; readonly id: number },
) {
  return startJob(client, actor, { name: "read_file", booksId, refId: id, queue: "reading" });
}

type OfImport = { readonly booksId: number; readonly id: number };

export type ImportNotReady = { readonly code: "import_not_ready"; readonly state: BatchState };
export type ImportNotFound = { readonly code: "import_not_found" };

/** Choices may change until the file is imported; a reading under way is followed by another. */
const changeable: ReadonlySet<BatchState> = new Set(["reading", "previewed", "refused"]);

/** Keeps the choices and reads the file again; a mapping is remembered for its layout. */
export async function changeChoices(
  deps: Deps,
  actor: Actor,
  input: OfImport & { readonly choices: ImportChoices },
): Promise<Result<null, ImportNotFound | ImportNotReady>> {
  return inOrganisation(deps.pool, actor.orgId, async (client) => {
    const found = await lockedImport(client, actor.orgId, input, changeable);
    if (!found.ok) return found;
    const { mapping } = input.choices;
    if (mapping) {
      const kept = { layout: mapping.layout, mapping, memberId: actor.memberId };
      await keepMapping(client, actor.orgId, kept);
    }
    await setBatchChoices(client, actor.orgId, input.id, input.choices);
    await startReading(client, actor, input);
    return ok(null);
  });
}

/** Names the bank account of a statement in the file, or adds it to the books, and reads again. */
export async function chooseAccount(
  deps: Deps,
  actor: Actor,
  input: OfImport & {
    readonly statementKey: string;
    readonly accountId?: number | undefined;
    readonly create?: NewBankAccount | undefined;
  },
): Promise<Result<null, ImportNotFound | ImportNotReady | AccountNotFound>> {
  const { orgId } = actor;
  const { booksId } = input;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const found = await lockedImport(client, orgId, input, changeable);
    if (!found.ok) return found;
    const accountId = input.create
      ? await addAccount(client, actor, booksId, input.create)
      : (input.accountId ?? 0);
    const accounts = await bankAccountsOf(client, orgId);
    if (!accounts.some((account) => account.id === accountId && account.booksId === booksId)) {
      return refuse({ code: "bank_account_not_found" });
    }
    const choices = importChoices.parse(found.value.choices);
    const chosen = { ...choices.accounts, [input.statementKey]: accountId };
    await setBatchChoices(client, orgId, input.id, { ...choices, accounts: chosen });
    await startReading(client, actor, input);
    return ok(null);
  });
}

export type AccountNotFound = { readonly code: "bank_account_not_found" };

async function addAccount(
  client: Db,
  actor: Actor,
  booksId: number,
  account: NewBankAccount,
): Promise<number> {
  const { orgId, memberId } = actor;
  // Known from the list of own accounts under another spelling: the same account.
  const accounts = await bankAccountsOf(client, orgId);
  const same = accounts.find(
    (one) => one.booksId === booksId && isSameAccount(one.accountNo, account.accountNo),
  );
  const accountNo = same?.accountNo ?? account.accountNo;
  const spelled = { booksId, ...account, accountNo };
  const { id, created } = await ensureBankAccount(client, orgId, spelled);
  if (!created) return id;
  const recording = await beginRecording(client, { orgId, booksId, memberId });
  const subject = { subjectKind: "bank_account", subjectId: id };
  await storeAudit(client, recording, [
    { actor: actor.name, action: "bank_account_added", ...subject, detail: account },
  ]);
  return id;
}

/** Starts the import as a job; again from `committing` when its job was lost. */
export async function startCommit(
  deps: Deps,
  actor: Actor,
  input: OfImport,
): Promise<Result<{ readonly jobId: number }, ImportNotFound | ImportNotReady>> {
  const { orgId } = actor;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const ready: ReadonlySet<BatchState> = new Set(["reading", "previewed", "committing"]);
    const found = await lockedImport(client, orgId, input, ready);
    if (!found.ok) return found;
    const { state } = found.value;
    // A file that was previewed and is only being read again (rates came in) may go on.
    if (state === "reading" && found.value.contentKind === "") {
      return refuse({ code: "import_not_ready", state });
    }
    if (state === "committing" && (await liveJobOf(client, orgId, input.id, "commit_import"))) {
      return refuse({ code: "import_not_ready", state });
    }
    await setBatchState(client, orgId, input.id, "committing");
    const { booksId, id } = input;
    const job = await startJob(client, actor, { name: "commit_import", booksId, refId: id });
    return ok({ jobId: job.id });
  });
}

/** Stops the reading or the import of a file; of an import nothing stays. */
export async function cancelImport(
  deps: Deps,
  actor: Actor,
  input: OfImport,
): Promise<Result<null, ImportNotFound | ImportNotReady>> {
  const { orgId } = actor;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const batch = await batchById(client, orgId, input.id);
    if (batch?.booksId !== input.booksId) return refuse({ code: "import_not_found" });
    const jobId = await liveJobOf(client, orgId, input.id);
    if (jobId === null && !underWay.has(batch.state)) {
      return refuse({ code: "import_not_ready", state: batch.state });
    }
    const run = jobId === null ? null : await requestCancel(client, orgId, jobId);
    // Not begun yet, or its job was lost: nobody else will give it back.
    if (jobId === null || run?.state === "cancelled") await giveBack(client, orgId, batch);
    const { booksId } = input;
    await notifyLive(client, { orgId, booksId, topic: "imports", id: input.id });
    return ok(null);
  });
}

const underWay: ReadonlySet<BatchState> = new Set(["reading", "committing"]);

async function giveBack(client: Db, orgId: number, batch: BatchRow): Promise<void> {
  if (batch.state === "committing") await endCommitting(client, orgId, batch.id);
  if (batch.state === "reading") await setBatchState(client, orgId, batch.id, "discarded");
}

/** Takes a file off the page; nothing of it was imported. */
export async function discardImport(
  deps: Deps,
  actor: Actor,
  input: OfImport,
): Promise<Result<null, ImportNotFound | ImportNotReady>> {
  const { orgId } = actor;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const found = await lockedImport(client, orgId, input, changeable);
    if (!found.ok) return found;
    await setBatchState(client, orgId, input.id, "discarded");
    const { booksId, id } = input;
    await notifyLive(client, { orgId, booksId, topic: "imports", id });
    return ok(null);
  });
}

/** Reads an imported file once more, with the same choices: rows refused then may pass now. */
export async function readAgain(
  deps: Deps,
  actor: Actor,
  input: OfImport,
): Promise<Result<{ readonly importId: number }, ImportNotFound | ImportNotReady>> {
  const { orgId, memberId } = actor;
  return inOrganisation(deps.pool, orgId, async (client) => {
    const found = await lockedImport(client, orgId, input, new Set(["committed", "undone"]));
    if (!found.ok) return found;
    const { booksId, fileId, choices } = found.value;
    const importId = await insertBatch(client, orgId, { booksId, fileId, memberId, choices });
    await startReading(client, actor, { booksId, id: importId });
    return ok({ importId });
  });
}

async function lockedImport(
  client: Db,
  orgId: number,
  { booksId, id }: OfImport,
  states: ReadonlySet<BatchState>,
): Promise<Result<BatchRow, ImportNotFound | ImportNotReady>> {
  const state = await lockBatch(client, orgId, id);
  const batch = await batchById(client, orgId, id);
  if (state === null || batch?.booksId !== booksId) return refuse({ code: "import_not_found" });
  return states.has(state) ? ok(batch) : refuse({ code: "import_not_ready", state });
}

async function liveJobOf(
  client: Db,
  orgId: number,
  id: number,
  kind?: (typeof importJobNames)[number],
): Promise<number | null> {
  const kinds = kind === undefined ? importJobNames : [kind];
  const [job] = await latestJobsOf(client, orgId, { kinds, refIds: [id] });
  return job && (job.state === "queued" || job.state === "running") ? job.id : null;
}
