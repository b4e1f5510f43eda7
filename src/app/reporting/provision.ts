// 计提: what a month's charge to the allowance would be, customer by customer, and its posting (J36).
// A second posting of a month books only what has changed since.
import type { ProvisionProposalOnWire } from "../../contract/reports.ts";
import { endOfMonth, type IsoDate, isoDate, type Month } from "../../core/date.ts";
import { type PeriodClosed, requestedDate } from "../../core/ledger/accounting-date.ts";
import { findAccount, type LedgerSettings } from "../../core/ledger/accounts.ts";
import { type ProvisionPart, provision } from "../../core/ledger/events/provision.ts";
import type { CodedPosting } from "../../core/ledger/settle.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { selectLastRecorded } from "../../db/aging.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import {
  selectAllowances,
  selectProvisionSetting,
  selectProvisions,
} from "../../db/report-provision.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { provide } from "../../reports/provide.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { storeAdjustment } from "../posting/store-adjustment.ts";
import { loadProvisionBase } from "./load-facts.ts";
import type { ReportBooks } from "./read-report.ts";

export type ProvisionRefusal =
  | { readonly code: "no_allowance_account" }
  | { readonly code: "period_not_over"; readonly month: string }
  | { readonly code: "nothing_to_provide"; readonly month: string }
  | { readonly code: "provision_changed"; readonly charge: string }
  | PeriodClosed;

type Line = {
  readonly customerId: number | null;
  readonly customerName: string;
  readonly requiredMinor: bigint;
  readonly allowanceMinor: bigint;
};

type Worked = {
  readonly end: IsoDate;
  readonly lines: readonly Line[];
  readonly missing: ReturnType<typeof provide>["missing"];
};

/** Later than anything recorded: the present setting. */
const always = "9999-12-31T00:00:00Z";

/** Lines of one entry: a list a person can still read. */
const partsPerEntry = 2_000;

async function work(db: Db, books: ReportBooks, month: Month): Promise<Worked> {
  await joinWholeTables(db);
  const { orgId, booksId, today, homeCurrency, timeZone } = books;
  const end = endOfMonth(isoDate(`${month}-01`));
  const knownAt = await selectLastRecorded(db, orgId);
  const request = { asOf: end, from: end, today, homeCurrency, timeZone, options: {} };
  const point = { orgId, booksId, asOf: end, knownAt, request };
  const provided = provide(await loadProvisionBase(db, point));
  const standing = await selectAllowances(db, point);
  const allowances = new Map(standing.map(({ customerId, minor }) => [customerId, BigInt(minor)]));
  const ids = new Set<number | null>([...provided.byCustomer.keys(), ...allowances.keys()]);
  const lines = [...ids].map((customerId) => ({
    customerId,
    customerName: customerId === null ? "" : (provided.names.get(customerId) ?? String(customerId)),
    requiredMinor: customerId === null ? 0n : (provided.byCustomer.get(customerId) ?? 0n),
    allowanceMinor: allowances.get(customerId) ?? 0n,
  }));
  return { end, lines, missing: provided.missing };
}

function chargeOf({ requiredMinor, allowanceMinor }: Line): bigint {
  return requiredMinor - allowanceMinor;
}

function sumOf(lines: readonly Line[], of: (line: Line) => bigint): bigint {
  return lines.reduce((sum, line) => sum + of(line), 0n);
}

/**
 * For closing a month: what is still to be charged. Null where the books do not provide: the standard
 * has no allowance, or nobody has set how.
 */
export async function provisionStanding(
  db: Db,
  books: { readonly orgId: number; readonly booksId: number; readonly homeCurrency: string },
  month: Month,
): Promise<{ readonly customers: number; readonly chargeMinor: bigint } | null> {
  const { ledger } = await loadBooksContext(db, books);
  const setting = await selectProvisionSetting(db, books, always);
  if (setting === null || findAccount(ledger, "allowance") === null) return null;
  const end = endOfMonth(isoDate(`${month}-01`));
  const { lines } = await work(db, { ...books, today: end, timeZone: "UTC" }, month);
  const changed = lines.filter((line) => chargeOf(line) !== 0n);
  return { customers: changed.length, chargeMinor: sumOf(changed, chargeOf) };
}

export async function previewProvision(
  deps: Deps,
  books: ReportBooks,
  month: Month,
): Promise<ProvisionProposalOnWire> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const { end, lines, missing } = await work(db, books, month);
    const { homeCurrency } = books;
    const text = (minor: bigint) => formatMinor(minor, homeCurrency);
    const done = await selectProvisions(db, books, month);
    return {
      month,
      date: end,
      homeCurrency,
      required: text(sumOf(lines, ({ requiredMinor }) => requiredMinor)),
      allowance: text(sumOf(lines, ({ allowanceMinor }) => allowanceMinor)),
      charge: text(sumOf(lines, chargeOf)),
      lines: lines
        .filter((line) => chargeOf(line) !== 0n)
        .toSorted((a, b) => (chargeOf(a) < chargeOf(b) ? 1 : -1))
        .map((line) => ({
          customerId: line.customerId,
          customerName: line.customerName,
          required: text(line.requiredMinor),
          allowance: text(line.allowanceMinor),
          charge: text(chargeOf(line)),
        })),
      missing: [...missing],
      done: done.map(({ decisionId, at, by }) => ({ decisionId, at: at.toISOString(), by })),
    };
  });
}

export async function postProvision(
  deps: Deps,
  actor: Actor,
  input: { readonly books: ReportBooks; readonly month: Month; readonly charge: string },
): Promise<Result<{ readonly decisionId: number }, ProvisionRefusal>> {
  const { books, month } = input;
  const { orgId, booksId, homeCurrency } = books;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId: actor.memberId });
    const { ledger, periods } = await loadBooksContext(db, recording);
    if (findAccount(ledger, "allowance") === null) return refuse({ code: "no_allowance_account" });
    const { end, lines } = await work(db, books, month);
    if (end > books.today) return refuse({ code: "period_not_over", month });
    const open = requestedDate(end, periods);
    if (!open.ok) return open;
    const charge = formatMinor(sumOf(lines, chargeOf), homeCurrency);
    if (charge !== input.charge) return refuse({ code: "provision_changed", charge });
    const postings = postingsOf(ledger, { end, month, lines });
    if (postings.length === 0) return refuse({ code: "nothing_to_provide", month });
    const detail = { adjustment: "provision", provision: month };
    const decisionId = await storeAdjustment(db, recording, { postings, detail });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "provision.post",
        subjectKind: "decision",
        subjectId: decisionId,
        detail: { month, charge },
      },
    ]);
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    return ok({ decisionId });
  });
}

function postingsOf(
  books: LedgerSettings,
  of: { readonly end: IsoDate; readonly month: Month; readonly lines: readonly Line[] },
): CodedPosting[] {
  const occasion = {
    books,
    businessDate: of.end,
    accountingDate: of.end,
    origin: "ours",
  } as const;
  const parts = of.lines
    .map(
      (line): ProvisionPart => ({
        customerId: line.customerId === null ? null : String(line.customerId),
        chargeMinor: chargeOf(line),
      }),
    )
    .filter(({ chargeMinor }) => chargeMinor !== 0n);
  const entries = Math.ceil(parts.length / partsPerEntry);
  return Array.from({ length: entries }, (_, n) =>
    provision(occasion, {
      month: of.month,
      parts: parts.slice(n * partsPerEntry, (n + 1) * partsPerEntry),
    }),
  ).flatMap((posting) => (posting === null ? [] : [{ posting, code: "provision" }]));
}
