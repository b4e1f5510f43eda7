// Open items as the engine takes them: each (kind, customer, number) once, signs as their kind
// wants them, sorted, so that the order of rows decides nothing.
import { assert } from "../../core/assert.ts";
import { type ItemKind, itemKinds, matchableKinds } from "../../core/item-kinds.ts";
import type { MatchableKind, MatchItem } from "../../core/matching/input.ts";
import { formatMinor, parseRate, type Rate } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { compareText } from "../../exporters/reconcile-result.ts";
import type { ItemRow } from "../../importers/importer.ts";
import type { ItemOwner, RowLists, RowProblem } from "./row-lists.ts";
import { safeMinor } from "./safe-minor.ts";

export type ItemsInput = {
  readonly file: string;
  readonly rows: readonly ItemRow[];
  readonly homeCurrency: string;
  /** The customer a row is of, where the row itself says no number. */
  readonly customerNoOf: (owner: ItemOwner) => string;
  readonly lists: RowLists;
};

type PlacedItem = { readonly item: MatchItem; readonly row: ItemRow };

/** The items in the order of the result; customers of refused rows are marked in the lists. */
export function collectItems(input: ItemsInput): readonly MatchItem[] {
  const { lists } = input;
  const placed: PlacedItem[] = [];
  for (const row of input.rows) {
    const item = toItem(row, input);
    if (item.ok) {
      placed.push({ item: item.value, row });
      continue;
    }
    lists.refuse(item.error);
    lists.refusedOwners.push(row);
  }
  placed.sort((a, b) => compareItems(a.item, b.item));
  const items: MatchItem[] = [];
  for (let start = 0, end = 1; start < placed.length; start = end, end += 1) {
    const first = placed[start]!;
    while (end < placed.length && compareItems(placed[end]!.item, first.item) === 0) end += 1;
    if (end === start + 1) {
      items.push(first.item);
      continue;
    }
    const group = placed.slice(start, end);
    group.sort((a, b) => (a.row.place.row ?? 0) - (b.row.place.row ?? 0));
    const id = first.item.itemNo;
    if (group.every(({ row }) => isSameRow(row, first.row))) {
      items.push(group[0]!.item);
      for (const { row } of group.slice(1)) {
        lists.skip(problemOf(row, input, "repeated_row", { id }));
      }
      continue;
    }
    lists.refusedOwners.push(first.row);
    for (const { row } of group) {
      lists.refuse(problemOf(row, input, "duplicate_row", { id }));
    }
  }
  return items;
}

/** Ordered as the result lists them. */
function compareItems(a: MatchItem, b: MatchItem): number {
  return (
    compareText(a.kind, b.kind) ||
    compareText(a.itemNo, b.itemNo) ||
    compareText(a.customerNo, b.customerNo)
  );
}

/** unmatchable_kind, amount_too_large: in order of precedence. The reader has checked the rest. */
function toItem(row: ItemRow, input: ItemsInput): Result<MatchItem, RowProblem> {
  const { kind } = row;
  if (!isMatchable(kind)) return refuse(problemOf(row, input, "unmatchable_kind", { kind }));
  const amountMinor = safeMinor(row.amountMinor);
  if (amountMinor === null) {
    const amount = formatMinor(row.amountMinor, row.currency);
    return refuse(problemOf(row, input, "amount_too_large", { amount }));
  }
  const isAsKindWants = row.amountMinor > 0n === itemKinds[kind].sign > 0;
  assert(isAsKindWants, `${kind} ${row.itemNo} of ${row.amountMinor} passed its reader`);
  const bookingRate = bookingRateOf(row, input.homeCurrency);
  return ok(matchItem(row, input, { kind, amountMinor, bookingRate }));
}

/** The other amounts are parts of `amount`: within the safe range where it is. */
function matchItem(
  row: ItemRow,
  input: ItemsInput,
  known: Pick<MatchItem, "kind" | "amountMinor" | "bookingRate">,
): MatchItem {
  return {
    itemNo: row.itemNo,
    kind: known.kind,
    customerNo: input.customerNoOf(row),
    currency: row.currency,
    amountMinor: known.amountMinor,
    openMinor: Number(row.openMinor),
    issueDate: row.issueDate,
    dueDate: row.dueDate,
    orderNo: row.orderNo,
    contractNo: row.contractNo,
    deliveryNo: row.deliveryNo,
    statementNo: row.statementNo,
    statementConfirmed: row.statementConfirmed,
    linkedNo: row.linkedNo,
    memo: evidenceText(row),
    bookingRate: known.bookingRate,
    discountDate: row.discountDate,
    discountMinor: Number(row.discountMinor),
    retentionMinor: Number(row.retentionMinor),
    retentionDue: row.retentionDue,
    taxRate: row.taxRate,
    disputedMinor: Number(row.disputedMinor),
  };
}

function isMatchable(kind: ItemKind): kind is MatchableKind {
  return (matchableKinds as readonly ItemKind[]).includes(kind);
}

/** Exact home units for one unit of the currency; null = unknown. */
function bookingRateOf(row: ItemRow, homeCurrency: string): Rate | null {
  if (row.bookingRate === "") return null;
  return parseRate(row.bookingRate, { from: row.currency, to: homeCurrency });
}

/** Columns without a home of their own are evidence too. */
function evidenceText(row: ItemRow): string {
  let text = row.memo;
  for (const key in row.extra) {
    const value = row.extra[key];
    if (value) text = text === "" ? value : `${text} · ${value}`;
  }
  return text;
}

function problemOf(
  row: ItemRow,
  { file, customerNoOf }: ItemsInput,
  code: RowProblem["code"],
  fields: RowProblem["fields"],
): RowProblem {
  const amount = formatMinor(row.amountMinor, row.currency);
  const parts = [row.itemNo, row.kind, customerNoOf(row), row.currency, amount, row.memo];
  return { file, place: row.place, excerpt: parts.join(" | ").slice(0, 120), code, fields };
}

/** Identical in every column, also those that mean nothing to us. */
function isSameRow(a: ItemRow, b: ItemRow): boolean {
  return rowContent(a) === rowContent(b);
}

function rowContent({ place: _place, ...columns }: ItemRow): string {
  return JSON.stringify(columns, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
