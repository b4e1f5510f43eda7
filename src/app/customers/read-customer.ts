// A customer's page: master data, the figures per currency and the tie of the aged items to the
// ledger, all by records at a viewpoint (ACCOUNTING §4, §6).
import type { CustomerFigures, CustomerHead, CustomerPage } from "../../contract/customers.ts";
import { addDays, type IsoDate, isoDate } from "../../core/date.ts";
import { isPassedBill } from "../../core/item-kinds.ts";
import {
  type AccountKey,
  billAccounts,
  isReceivableAccount,
  receivableAccounts,
} from "../../core/ledger/accounts.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { overdueBuckets } from "../../core/terms/ages.ts";
import { describeTerms } from "../../core/terms/describe-terms.ts";
import { parseTerms } from "../../core/terms/parse-terms.ts";
import {
  type AccountBalanceRow,
  type CustomerMaster,
  type CustomerViewpoint,
  type ItemAtRow,
  selectBalancesAt,
  selectCustomer,
  selectItemsAt,
  selectUnappliedAt,
  type UnappliedRow,
} from "../../db/customer-page.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { type AgedItem, ageItems, bucketCodes } from "../../reports/aging.ts";
import type { Deps } from "../deps.ts";
import type { HomeBooks } from "./list-customers.ts";

export type CustomerRequest = {
  readonly customerId: number;
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
};

export async function readCustomer(
  deps: Deps,
  books: HomeBooks,
  request: CustomerRequest,
): Promise<Result<CustomerPage, { readonly code: "not_found" }>> {
  const { customerId } = request;
  const asOf = isoDate(request.asOf ?? books.today);
  const knownAt = request.knownAt ?? null;
  const at = { orgId: books.orgId, booksId: books.booksId, customerId, asOf, knownAt };
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const master = await selectCustomer(db, books, customerId);
    if (master === null) return refuse({ code: "not_found" });
    const items = await selectItemsAt(db, at);
    const unapplied = await selectUnappliedAt(db, at);
    const balances = await selectBalancesAt(db, at, tiedAccounts);
    return ok({
      customer: headOnWire(master),
      asOf,
      knownAt,
      homeCurrency: books.homeCurrency,
      figures: figuresOf({ at, items, unapplied, balances }, books.homeCurrency),
    });
  });
}

/** 1122 and 2203.01: what the tie compares with. */
const tiedAccounts: readonly AccountKey[] = [...receivableAccounts, "on_account"];

export function headOnWire(master: CustomerMaster): CustomerHead {
  const { ownerId, ownerName, parentId, parentName, formerNames, terms, ...rest } = master;
  const parsed = terms === "" ? null : parseTerms(terms);
  return {
    ...rest,
    terms,
    formerNames: [...formerNames],
    owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? "" },
    parent: parentId === null ? null : { id: parentId, name: parentName ?? "" },
    termsInWords: parsed?.ok
      ? { zh: describeTerms(parsed.value, "zh"), en: describeTerms(parsed.value, "en") }
      : null,
  };
}

type Records = {
  readonly at: CustomerViewpoint;
  readonly items: readonly ItemAtRow[];
  readonly unapplied: readonly UnappliedRow[];
  readonly balances: readonly AccountBalanceRow[];
};

/** One a currency, the home currency first; a customer without any records has zeros at home. */
function figuresOf(records: Records, homeCurrency: string): CustomerFigures[] {
  const { items, unapplied, balances } = records;
  const present = [...items, ...unapplied, ...balances].map(({ currency }) => currency);
  const others = [...new Set(present)].filter((currency) => currency !== homeCurrency).sort();
  const isAtHome = present.includes(homeCurrency) || others.length === 0;
  return [...(isAtHome ? [homeCurrency] : []), ...others].map((currency) =>
    figuresIn(
      {
        at: records.at,
        items: items.filter((item) => item.currency === currency),
        unapplied: unapplied.filter((money) => money.currency === currency),
        balances: balances.filter((balance) => balance.currency === currency),
      },
      { currency, homeCurrency },
    ),
  );
}

function figuresIn(
  { at, items, unapplied, balances }: Records,
  { currency, homeCurrency }: { readonly currency: string; readonly homeCurrency: string },
): CustomerFigures {
  const asOf = isoDate(at.asOf);
  const who = { customerId: String(at.customerId), customerName: "", currency };
  const claims = items.filter(({ account }) => isReceivableAccount(account as AccountKey));
  const [row] = ageItems({
    asOf,
    basis: "due",
    items: claims.map((item) => agedItem(item, who)),
    unapplied: unapplied.map(({ minor, homeMinor }) => ({
      ...who,
      amountMinor: BigInt(minor),
      homeMinor: BigInt(homeMinor),
    })),
  });
  const money = (minor: bigint) => formatMinor(minor, currency);
  const bucket = (code: string) => row?.buckets.get(code)?.amountMinor ?? 0n;
  const net = row?.net ?? { amountMinor: 0n, homeMinor: 0n };
  const book = sumOf(balances);
  const openOf = (belongs: (item: ItemAtRow) => boolean) =>
    items.filter(belongs).reduce((sum, { openMinor }) => sum + BigInt(openMinor), 0n);
  return {
    currency,
    receivable: money(row?.receivable.amountMinor ?? 0n),
    overdue: money(overdueBuckets.reduce((sum, { code }) => sum + bucket(code), 0n)),
    unapplied: money(row?.unapplied.amountMinor ?? 0n),
    advances: money(-openOf(({ kind }) => kind === "advance")),
    bills: money(openOf(({ account }) => billNames.has(account))),
    billsPassedOn: money(
      openOf(({ account, kind }) => billNames.has(account) && isPassedBill(kind)),
    ),
    retentions: money(openOf(({ account }) => account === "contract_asset")),
    disputed: money(row?.disputedMinor ?? 0n),
    buckets: bucketCodes("due").map((code) => ({ code, amount: money(bucket(code)) })),
    unlinkedCredits: money(row?.unlinkedCredits.amountMinor ?? 0n),
    net: money(net.amountMinor),
    book: money(book.minor),
    difference: money(net.amountMinor - book.minor),
    homeDifference: formatMinor(net.homeMinor - book.homeMinor, homeCurrency),
    weeks: weeksDue(claims, asOf).map((week) => ({ ...week, amount: money(week.amount) })),
  };
}

const billNames: ReadonlySet<string> = new Set(billAccounts);

function agedItem(
  item: ItemAtRow,
  who: Pick<AgedItem, "customerId" | "customerName" | "currency">,
): AgedItem {
  return {
    ...who,
    itemId: String(item.id),
    amountMinor: BigInt(item.openMinor),
    homeMinor: BigInt(item.openHomeMinor),
    disputedMinor: BigInt(item.disputedMinor),
    dueDate: item.dueDate === null ? null : isoDate(item.dueDate),
    issueDate: isoDate(item.issueDate),
    ageFrom: isoDate(item.ageFrom),
    unlinkedCredit: item.kind === "credit_note" && !item.isLinked,
  };
}

function sumOf(balances: readonly AccountBalanceRow[]): { minor: bigint; homeMinor: bigint } {
  return {
    minor: balances.reduce((sum, { minor }) => sum + BigInt(minor), 0n),
    homeMinor: balances.reduce((sum, { homeMinor }) => sum + BigInt(homeMinor), 0n),
  };
}

const weeksShown = 8;

function weeksDue(
  claims: readonly ItemAtRow[],
  asOf: IsoDate,
): { from: IsoDate; to: IsoDate; amount: bigint }[] {
  return Array.from({ length: weeksShown }, (_, week) => {
    const from = addDays(asOf, week * 7 + 1);
    const to = addDays(asOf, week * 7 + 7);
    const amount = claims
      .filter(({ dueDate }) => dueDate !== null && dueDate >= from && dueDate <= to)
      .reduce((sum, { openMinor }) => sum + BigInt(openMinor), 0n);
    return { from, to, amount };
  });
}
