// 账龄分析 as of a date and as known at an instant, with its proof against the ledger.
import {
  type AgingBasis,
  type AgingGroup,
  type AgingReport,
  bucketsOf,
} from "../../contract/aging.ts";
import { formatMinor } from "../../core/money.ts";
import { selectLastRecorded, selectReceivableBalance } from "../../db/aging.ts";
import type { Db } from "../../db/pool.ts";
import { joinWholeTables } from "../../db/statistics.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { likeText } from "../../db/workbench.ts";
import type { Deps } from "../deps.ts";
import { loadBooksContext } from "../posting/books-context.ts";
import { type AgingSum, loadAgingSums } from "./aging-sums.ts";

export type AgingRequest = {
  readonly orgId: number;
  readonly booksId: number;
  readonly asOf: string;
  /** Undefined = all that is known now. */
  readonly knownAt?: string | undefined;
  readonly basis: AgingBasis;
  readonly view: "original" | "home";
  readonly by?: AgingGroup | undefined;
  readonly q?: string | undefined;
};

export async function readAging(
  deps: Pick<Deps, "pool">,
  request: AgingRequest,
): Promise<AgingReport> {
  const { orgId, basis, view, asOf, by = "customer" } = request;
  const { home, knownAt } = await inOrganisation(deps.pool, orgId, async (db) => {
    const { ledger } = await loadBooksContext(db, request);
    const last = await selectLastRecorded(db, orgId);
    return { home: ledger.homeCurrency, knownAt: earlier(request.knownAt ?? last, last) };
  });
  const wholeTables = <T>(read: (db: Db) => Promise<T>) =>
    inOrganisation(deps.pool, orgId, async (db) => {
      await joinWholeTables(db);
      return read(db);
    });
  // a pair of dates is the same in every transaction: both sides of the proof are read at once
  const [sums, ledgerMinor] = await Promise.all([
    wholeTables((db) => loadAgingSums(db, { ...request, knownAt, byContract: by === "contract" })),
    wholeTables((db) => selectReceivableBalance(db, { ...request, knownAt })),
  ]);
  const shown = view === "home" ? inHome(home) : inOriginal;
  const q = likeText(request.q ?? "").toLowerCase();
  const wanted = q === "" ? sums : sums.filter((s) => fits(s, q));
  const agingMinor = sums
    .filter((s) => s.bucket !== "unapplied" && s.bucket !== "allowance")
    .reduce((total, s) => total + s.homeMinor, 0);
  return {
    asOf,
    knownAt,
    basis,
    view,
    by,
    rows: [
      ...Map.groupBy(wanted, (s) => `${groupOf(s, by, shown)} ${shown.currency(s)}`).values(),
    ].map((group) => ({
      customerId: by === "customer" ? group[0]!.customerId : null,
      customerNo: by === "customer" ? group[0]!.customerNo : "",
      name: by === "customer" ? group[0]!.customerName : groupOf(group[0]!, by, shown),
      currency: shown.currency(group[0]!),
      ...figures(group, { shown, basis }),
    })),
    totals: [...Map.groupBy(wanted, shown.currency)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, group]) => ({ currency, ...figures(group, { shown, basis }) })),
    proof: {
      aging: formatMinor(agingMinor, home),
      ledger: formatMinor(ledgerMinor, home),
      difference: formatMinor(agingMinor - ledgerMinor, home),
      currency: home,
    },
  };
}

/** An instant that is still to come is no fixed one: what is known is what was recorded. */
function earlier(asked: string, last: string): string {
  return Date.parse(asked) > Date.parse(last) ? last : asked;
}

function groupOf(sum: AgingSum, by: AgingGroup, shown: Shown): string {
  switch (by) {
    case "customer":
      return String(sum.customerId);
    case "owner":
      return sum.owner ?? "";
    case "department":
      return sum.department;
    case "region":
      return sum.region;
    case "contract":
      return sum.contractNo ?? "";
    case "currency":
      return shown.currency(sum);
  }
}

/** What of a sum is shown: as the documents say, or in home currency. */
type Shown = {
  readonly currency: (sum: AgingSum) => string;
  readonly minor: (sum: AgingSum) => number;
  readonly disputedMinor: (sum: AgingSum) => number;
};

const inOriginal: Shown = {
  currency: ({ currency }) => currency,
  minor: ({ minor }) => minor,
  disputedMinor: ({ disputedMinor }) => disputedMinor,
};

/** Disputed amounts have no home amount of their own; in the home view they are left to the documents. */
function inHome(home: string): Shown {
  return {
    currency: () => home,
    minor: ({ homeMinor }) => homeMinor,
    disputedMinor: ({ currency, disputedMinor }) => (currency === home ? disputedMinor : 0),
  };
}

function fits(sum: AgingSum, q: string): boolean {
  return sum.customerName.toLowerCase().includes(q) || sum.customerNo.toLowerCase().includes(q);
}

function figures(
  group: readonly AgingSum[],
  { shown, basis }: { readonly shown: Shown; readonly basis: AgingBasis },
) {
  const currency = shown.currency(group[0]!);
  const minorBy = new Map<string, number>();
  let disputed = 0;
  for (const sum of group) {
    minorBy.set(sum.bucket, (minorBy.get(sum.bucket) ?? 0) + shown.minor(sum));
    disputed += shown.disputedMinor(sum);
  }
  const of = (bucket: string) => minorBy.get(bucket) ?? 0;
  const inBuckets = bucketsOf(basis).map((bucket) => [bucket, of(bucket)] as const);
  const credits = of("credits");
  const unapplied = of("unapplied");
  const balance = inBuckets.reduce((total, [, minor]) => total + minor, credits);
  const text = (minor: number) => formatMinor(minor, currency);
  return {
    balance: text(balance),
    // every bucket is named, also those without money
    buckets: Object.fromEntries(inBuckets.map(([bucket, minor]) => [bucket, text(minor)])),
    unlinkedCredits: text(credits),
    unapplied: text(unapplied),
    net: text(balance - unapplied),
    disputed: text(disputed),
    allowance: text(of("allowance")),
  };
}
