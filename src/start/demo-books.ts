// The demo books of the first start: made the way a user would make them. The files of an invented
// manufacturer go through the import, then the first reconciliation runs. A start that was cut off
// goes on where it stopped: a file that was imported is not imported twice.

import { fileModeFiles } from "../../demo/file-mode.ts";
import { generateBooks, seller } from "../../demo/generate.ts";
import { receivedFiles } from "../../demo/received-files.ts";
import type { Actor } from "../app/actor.ts";
import type { Deps } from "../app/deps.ts";
import { findImport } from "../app/importing/follow-imports.ts";
import { keepBytes } from "../app/importing/keep-pasted.ts";
import { chooseAccount, startCommit, startImport } from "../app/importing/start-import.ts";
import { findJob } from "../app/jobs/follow-job.ts";
import { startRun } from "../app/matching/run-reconciliation.ts";
import type { Auth } from "../app/people/auth.ts";
import { createFirstAdministrator } from "../app/people/create-first-administrator.ts";
import { readSummary } from "../app/workbench/read-workbench.ts";
import { dayIn } from "../clock.ts";
import { assert } from "../core/assert.ts";
import { type IsoDate, isoDate } from "../core/date.ts";
import { booksOf } from "../db/books.ts";
import { membershipsOfUser, organisationMadeAt } from "../db/members.ts";
import { beforeOrganisation, inOrganisation } from "../db/transaction.ts";
import { addDemoContacts } from "./demo-contacts.ts";
import { addDemoPayAccounts } from "./demo-pay-accounts.ts";
import type { Progress } from "./progress.ts";

export const demoLogin = {
  email: "demo@qingzhang.example",
  password: "qingzhang-demo",
  name: "王敏",
} as const;

/** As many lines as a mid-sized manufacturer's year: enough to see every case. */
const demoLines = 3_000;
const demoSeed = 20_260_101;
const pollMs = 40;

export type DemoResult = {
  readonly summary: Awaited<ReturnType<typeof readSummary>>;
  readonly seconds: string;
};

/** Null when the demo books were complete already. */
export async function ensureDemoBooks(
  deps: Deps & { readonly auth: Auth },
  progress: Progress,
  stopIfAsked: () => void,
): Promise<DemoResult | null> {
  const started = deps.clock.monotonicMs();
  const { actor, booksId } = await demoOrganisation(deps);
  const books = { orgId: actor.orgId, booksId };
  const before = await readSummary(deps, books);
  if (before.lastRun?.state === "done") {
    await addDemoPayAccounts(deps, actor, booksId);
    return null;
  }

  const asOf = await demoDay(deps, actor.orgId);
  const generated = generateBooks({ seed: demoSeed, lines: demoLines, asOf });
  const files = demoFiles(generated);
  for (const [index, file] of files.entries()) {
    progress.show({ zh: "演示数据", en: "Demo files" }, index, files.length);
    stopIfAsked();
    await importFile(deps, { actor, booksId }, file);
  }
  progress.show({ zh: "演示数据", en: "Demo files" }, files.length, files.length);
  await inOrganisation(deps.pool, actor.orgId, (db) => addDemoContacts(db, books));
  await addDemoPayAccounts(deps, actor, booksId);
  const jobId = await firstRun(deps, actor, booksId);
  await waitForJob(deps, { ...books, id: jobId }, (done, total) => {
    stopIfAsked();
    progress.show({ zh: "一键对账", en: "Reconciling" }, done, total);
  });
  progress.end();
  const seconds = ((deps.clock.monotonicMs() - started) / 1000).toFixed(1);
  return { summary: await readSummary(deps, books), seconds };
}

/**
 * The day the invented books end on: that of their organisation. A start that goes on after midnight
 * makes the same files again; those of another day would be a second year beside the first.
 */
export async function demoDay(deps: Pick<Deps, "pool">, orgId: number): Promise<IsoDate> {
  const madeAt = await inOrganisation(deps.pool, orgId, (db) => organisationMadeAt(db, orgId));
  return isoDate(dayIn("Asia/Shanghai", madeAt));
}

/** The job of the first reconciliation: the one a killed start left under way, or a new one. */
async function firstRun(deps: Deps, actor: Actor, booksId: number): Promise<number> {
  const { lastRun } = await readSummary(deps, { orgId: actor.orgId, booksId });
  if (lastRun?.state === "running" && lastRun.jobId !== null) return lastRun.jobId;
  const { jobId } = await startRun(deps, actor, booksId);
  return jobId;
}

async function demoOrganisation(
  deps: Deps & { readonly auth: Auth },
): Promise<{ actor: Actor & { readonly memberId: number }; booksId: number }> {
  const { userId } = await deps.auth.ensureAccount(demoLogin);
  const [membership] = await beforeOrganisation(deps.pool, { userId }, (db) =>
    membershipsOfUser(db, userId),
  );
  if (membership) {
    const [books] = await inOrganisation(deps.pool, membership.orgId, (db) =>
      booksOf(db, membership.orgId),
    );
    assert(books !== undefined, "an organisation begins with its books");
    return { actor: actorOf(membership.orgId, membership.memberId), booksId: books.id };
  }
  const made = await createFirstAdministrator(deps, {
    ...demoLogin,
    organisation: seller.name,
    isDemo: true,
    booksName: "演示账套",
    ownNames: [seller.name, seller.english],
    ownTaxIds: [seller.taxId],
    language: "zh",
  });
  return { actor: actorOf(made.orgId, made.memberId), booksId: made.booksId };
}

function actorOf(orgId: number, memberId: number): Actor & { readonly memberId: number } {
  return { orgId, memberId, role: "administrator", language: "zh", name: demoLogin.name };
}

type BytesFile = { readonly name: string; readonly bytes: Uint8Array };

/** Master data first: items name customers, foreign items need rates, lines need our accounts. */
function demoFiles(books: ReturnType<typeof generateBooks>): BytesFile[] {
  const lists = fileModeFiles(books).filter(
    ({ name }) => name === "rates.csv" || name === "own.csv",
  );
  const received = receivedFiles(books);
  const texts = lists.map(({ name, chunks }) => ({
    name,
    bytes: new TextEncoder().encode([...chunks].join("")),
  }));
  return [
    ...received.filter((file) => file.folder === "master"),
    ...texts,
    ...received.filter((file) => file.folder === "invoices"),
    ...received.filter((file) => file.folder === "bank"),
  ];
}

async function importFile(
  deps: Deps,
  { actor, booksId }: { readonly actor: Actor; readonly booksId: number },
  file: BytesFile,
): Promise<void> {
  const kept = await keepBytes(deps, actor.orgId, file);
  const { importId: id } = await startImport(deps, actor, { booksId, file: kept });
  assert(id !== null, `the demo file ${file.name} was taken in`);
  const at = { orgId: actor.orgId, booksId, id };
  const ready = await waitForImport(deps, at, ["previewed", "refused", "committed"]);
  assert(ready !== "refused", `the demo file ${file.name} can be read`);
  if (ready === "previewed") {
    await addUnknownAccounts(deps, actor, at);
    const commit = await startCommit(deps, actor, { booksId, id });
    assert(commit.ok, `the demo file ${file.name} can be imported`);
  }
  await waitForImport(deps, at, ["committed"]);
}

/** Foreign-currency accounts the file names and the books do not have yet, as a user would add them. */
async function addUnknownAccounts(
  deps: Deps,
  actor: Actor,
  at: { readonly orgId: number; readonly booksId: number; readonly id: number },
): Promise<void> {
  const card = await findImport(deps, at);
  assert(card.ok, "the import is there");
  const unknown = card.value.preview?.statements.filter((s) => s.standing === "unknown") ?? [];
  for (const { key, account, accountName, bank, currency } of unknown) {
    const create = {
      accountNo: account,
      name: accountName,
      bank,
      currency,
      origin: "ours",
    } as const;
    const { booksId, id } = at;
    const added = await chooseAccount(deps, actor, { booksId, id, statementKey: key, create });
    assert(added.ok, "a new account is taken");
    await waitForImport(deps, at, ["previewed"]);
  }
}

async function waitForImport(
  deps: Deps,
  at: { readonly orgId: number; readonly booksId: number; readonly id: number },
  states: readonly string[],
): Promise<string> {
  for (;;) {
    const card = await findImport(deps, at);
    assert(card.ok, "the import is there");
    if (states.includes(card.value.state)) return card.value.state;
    assert(card.value.state !== "discarded", "nobody discards the demo's files");
    await pause();
  }
}

async function waitForJob(
  deps: Deps,
  at: { readonly orgId: number; readonly booksId: number; readonly id: number },
  show: (done: number, total: number) => void,
): Promise<void> {
  for (;;) {
    const job = await findJob(deps, at);
    assert(job.ok, "the job is there");
    const { state, done, total, error } = job.value;
    if (state === "done") return;
    assert(state !== "failed" && state !== "cancelled", `the first reconciliation ended: ${error}`);
    show(done, total);
    await pause();
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pollMs));
}
