// Takes the other side's ledger in and compares it with ours. Either side may hand it in; what our own
// ledger says is always read by the program itself, never through the visitor's eyes.
import { join } from "node:path";
import { dayIn } from "../../clock.ts";
import type { ChoicesOnWire } from "../../contract/comparisons.ts";
import { columnMapping } from "../../contract/imports.ts";
import { assert } from "../../core/assert.ts";
import { numbersOfTheirsOnly, withForeign } from "../../core/comparison/compare.ts";
import type { BookedEntry } from "../../core/comparison/period.ts";
import { isoDate } from "../../core/date.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { booksById } from "../../db/books.ts";
import {
  type OurLedgerRow,
  selectAccountCurrency,
  selectNumbersOfOthers,
  selectOurLedger,
} from "../../db/comparison-source.ts";
import {
  type ComparisonRow,
  insertComparison,
  insertComparisonEvent,
  lockComparison,
  selectComparison,
  selectLedgerMappings,
  storeUnread,
  updateComparison,
} from "../../db/comparisons.ts";
import type { Db } from "../../db/pool.ts";
import { beyondPortal } from "../../db/portal-scope.ts";
import { selectStatementCustomers } from "../../db/statement-source.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { ColumnMapping } from "../../importers/importer.ts";
import { customerAccounts } from "../../reports/customer-ledger.ts";
import type { Deps } from "../deps.ts";
import { ReadingFailed } from "../importing/read-in-thread.ts";
import type { ReceivedFile } from "../importing/start-import.ts";
import { compareApart } from "./compare-apart.ts";
import { type ComparingOrder, type ComparisonChoices, mostEntries } from "./comparing.ts";
import { keepAnswers } from "./keep-answers.ts";
import { loadOpenItems } from "./load-open-items.ts";
import { type BookedOn, storeCompared } from "./store-compared.ts";
import { splitChoices, type ToldEntries } from "./stored-choices.ts";

/** Who hands in, reads, answers: one of us, or the customer behind a session of the portal. */
export type Comparer = {
  readonly orgId: number;
  readonly booksId: number;
  readonly side: "us" | "customer";
  readonly name: string;
  readonly memberId: number | null;
  /** Null: any customer of the books. */
  readonly customerId: number | null;
};

export type ComparisonRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "comparison_state"; readonly state: string }
  | { readonly code: "comparison_signed" }
  | { readonly code: "comparison_too_large"; readonly limit: number }
  | { readonly code: "comparison_unreadable"; readonly name: string };

export type LedgerToCompare = {
  readonly customerId: number;
  readonly currency: string | null;
  readonly file: ReceivedFile;
  readonly choices: ChoicesOnWire;
};

export async function makeComparison(
  deps: Deps,
  who: Comparer,
  input: LedgerToCompare,
): Promise<Result<{ readonly id: number }, ComparisonRefusal>> {
  const { file, customerId } = input;
  if (who.customerId !== null && who.customerId !== customerId)
    return refuse({ code: "not_found" });
  const made = await inOrganisation(deps.pool, who.orgId, async (db) => {
    const [customer] = await selectStatementCustomers(db, { ...who, customerIds: [customerId] });
    const books = await booksById(db, who.orgId, who.booksId);
    if (!customer || !books) return null;
    const { homeCurrency } = books;
    const account = { orgId: who.orgId, booksId: who.booksId, customerId, homeCurrency };
    const currency = input.currency ?? (await selectAccountCurrency(db, account));
    return insertNew(db, who, { ...input, currency, file });
  });
  if (made === null) return refuse({ code: "not_found" });
  const done = await compareStored(deps, who, made);
  return done.ok ? ok({ id: made }) : done;
}

function insertNew(
  db: Db,
  who: Comparer,
  ledger: LedgerToCompare & { readonly currency: string },
  told: readonly ToldEntries[] = [],
): Promise<number> {
  const { customerId, currency, file, choices } = ledger;
  const { mapping, ...said } = choices;
  return insertComparison(db, {
    orgId: who.orgId,
    booksId: who.booksId,
    customerId,
    currency,
    side: who.side,
    fileName: file.name,
    sha256: file.sha256,
    fileBytes: file.sizeBytes,
    storedAs: file.storedAs,
    mapping: mapping ?? null,
    layout: mapping?.layout ?? "",
    choices: told.length === 0 ? said : { ...said, told },
    memberId: who.memberId,
    byName: who.name,
    isShared: who.side === "customer",
  });
}

/** The same file once more, with columns, period or opening as a person says: takes the place of the first.
 * What our people said of the readings stays said, unless `told` is given in its place. */
export async function compareAgain(
  deps: Deps,
  who: Comparer,
  input: {
    readonly id: number;
    readonly choices: ChoicesOnWire;
    readonly told?: readonly ToldEntries[];
  },
): Promise<Result<{ readonly id: number }, ComparisonRefusal>> {
  const made = await inOrganisation(deps.pool, who.orgId, async (db) => {
    const found = mayChange(await lockComparison(db, who.orgId, input.id), who);
    if (!found.ok) return found;
    const { customerId, currency, fileName, sha256, fileBytes, storedAs, isShared } = found.value;
    const file = {
      name: fileName,
      sha256: Buffer.from(sha256, "hex"),
      sizeBytes: fileBytes,
      storedAs,
    };
    const mapping = columnMapping.safeParse(found.value.mapping);
    const kept = mapping.success ? { mapping: mapping.data } : {};
    const before = splitChoices(found.value.choices);
    const choices = { ...kept, ...before.choices, ...input.choices };
    const ledger = { customerId, currency, file, choices };
    const id = await insertNew(db, who, ledger, input.told ?? before.told);
    await updateComparison(db, who.orgId, id, { isShared });
    await updateComparison(db, who.orgId, input.id, { state: "superseded", replacedById: id });
    const event = { comparisonId: input.id, act: "read_again", side: who.side, actor: who.name };
    await insertComparisonEvent(db, who, { ...event, memberId: who.memberId, detail: { id } });
    return ok(id);
  });
  if (!made.ok) return made;
  const done = await compareStored(deps, who, made.value);
  if (!done.ok) return done;
  await inOrganisation(deps.pool, who.orgId, (db) =>
    keepAnswers(db, who.orgId, { before: input.id, after: made.value }),
  );
  return ok({ id: made.value });
}

/** Not signed, not ended, and this side's to see. */
export function mayChange(
  found: ComparisonRow | null,
  who: Comparer,
): Result<ComparisonRow, ComparisonRefusal> {
  const isForeign =
    found?.booksId !== who.booksId ||
    (who.customerId !== null && (found.customerId !== who.customerId || !found.isShared));
  if (isForeign) return refuse({ code: "not_found" });
  const { state } = found;
  if (state !== "open" && state !== "unread") return refuse({ code: "comparison_state", state });
  if (found.ourSignature || found.theirSignature) return refuse({ code: "comparison_signed" });
  return ok(found);
}

async function compareStored(
  deps: Deps,
  who: Comparer,
  id: number,
): Promise<Result<null, ComparisonRefusal>> {
  const started = deps.clock.monotonicMs();
  const source = await beyondPortal(() => loadSource(deps, who, id));
  if (source.ours.length >= mostEntries) {
    return refuse({ code: "comparison_too_large", limit: mostEntries });
  }
  const { row, today, ownNames, mappings } = source;
  const sender = who.customerId === null ? `members of ${who.orgId}` : `customer ${who.customerId}`;
  try {
    const order: ComparingOrder = {
      path: join(deps.dataFolder, row.storedAs),
      fileName: row.fileName,
      currency: row.currency,
      today,
      ownNames,
      mappings,
      choices: choicesOf(row),
      ours: source.ours.map(bookedEntry),
      openItems: null,
    };
    const first = await compareApart(sender, order);
    const open =
      first.state === "wants_open_items"
        ? await beyondPortal(() => loadOpenItems(deps, { ...who, ...row, asOf: first.asOf }))
        : null;
    const answer =
      open === null ? first : await compareApart(sender, { ...order, openItems: open.openItems });
    assert(answer.state !== "wants_open_items", "it was given them");
    const seconds = Math.round(deps.clock.monotonicMs() - started) / 1000;
    if (answer.state === "unread") {
      const { mapping, sample, problems } = answer;
      await inOrganisation(deps.pool, who.orgId, (db) =>
        storeUnread(db, who.orgId, id, { mapping, sample, problems, seconds }),
      );
      return ok(null);
    }
    if (answer.state === "too_large") {
      return refuse({ code: "comparison_too_large", limit: mostEntries });
    }
    const numbers = numbersOfTheirsOnly(answer.groups, answer.theirs.entries);
    const foreign = await beyondPortal(() =>
      inOrganisation(deps.pool, who.orgId, (db) =>
        selectNumbersOfOthers(db, { ...who, customerId: row.customerId, numbers }),
      ),
    );
    const groups = withForeign(answer.groups, answer.theirs.entries, new Set(foreign));
    await storeCompared(deps, who, {
      row,
      answer: { ...answer, groups },
      ours: open?.bookedOn ?? bookedOn(source.ours),
      seconds,
    });
    return ok(null);
  } catch (error) {
    if (!(error instanceof ReadingFailed)) throw error;
    return refuse({ code: "comparison_unreadable", name: row.fileName });
  }
}

async function loadSource(deps: Deps, who: Comparer, id: number) {
  return inOrganisation(deps.pool, who.orgId, async (db) => {
    const row = await selectComparison(db, who.orgId, id);
    const books = await booksById(db, who.orgId, who.booksId);
    assert(row !== null, "it was just written");
    assert(books !== null, "the books of a comparison are there");
    const { orgId, booksId } = who;
    const { customerId, currency } = row;
    const of = { orgId, booksId, customerId, currency, accounts: customerAccounts };
    return {
      row,
      today: isoDate(dayIn(books.timeZone, deps.clock.now())),
      ownNames: books.ownNames.length > 0 ? books.ownNames : [books.name],
      ours: await selectOurLedger(db, { ...of, limit: mostEntries }),
      mappings: await loadMappings(db, orgId, row),
    };
  });
}

/** As a person mapped this very file; else as the same layout was read before. */
async function loadMappings(
  db: Db,
  orgId: number,
  row: ComparisonRow,
): Promise<(readonly [string, ColumnMapping])[]> {
  const known = [...(await selectLedgerMappings(db, orgId)), row.mapping];
  return known.flatMap((mapping) => {
    const read = columnMapping.safeParse(mapping);
    return read.success ? [[read.data.layout, read.data] as const] : [];
  });
}

function choicesOf({ choices }: ComparisonRow): ComparisonChoices {
  const split = splitChoices(choices);
  const { from, to, theirOpening, party, mode } = split.choices;
  return {
    ...(from === undefined ? {} : { from: isoDate(from) }),
    ...(to === undefined ? {} : { to: isoDate(to) }),
    ...(theirOpening === undefined ? {} : { theirOpening }),
    ...(party === undefined ? {} : { party }),
    ...(mode === undefined ? {} : { mode }),
    told: split.told,
  };
}

function bookedOn(rows: readonly OurLedgerRow[]): Map<string, BookedOn> {
  return new Map(rows.map((row) => [String(row.entryId), row]));
}

const moneyEvents = new Set(["J07", "J08", "J09", "J11", "J20", "J27", "J28", "J29", "J38", "J43"]);

function bookedEntry(row: OurLedgerRow): BookedEntry {
  const isMoney = moneyEvents.has(row.event);
  return {
    id: String(row.entryId),
    date: isoDate(row.date),
    bookedOn: isoDate(row.bookedOn),
    no: row.no,
    refs: [row.refs],
    memo: row.memo,
    minor: row.minor,
    kind: isMoney ? "money" : row.itemId === null ? null : "document",
  };
}
