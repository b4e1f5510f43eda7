// Open items as the engine takes them: each (kind, customer, number) once, signs as their kind
// wants them, sorted, so that the order of rows decides nothing.
import { assert } from "../../core/assert.ts";
import { type ItemKind, itemKinds, matchableKinds } from "../../core/item-kinds.ts";
import type { MatchableKind, MatchItem } from "../../core/matching/input.ts";
import { formatMinor, parseRate, type Rate } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { compareText } from "../../exporters/reconcile-result.ts";
import type { ItemRow, SourcePlace } from "../../importers/importer.ts";
import { keepTexts, type TextKeeping } from "./own-text.ts";
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

/** The items in the order of the result; owners of refused rows are noted in the lists. */
export function collectItems(input: ItemsInput): readonly MatchItem[] {
  const items: MatchItem[] = [];
  const texts = keepTexts();
  for (const row of input.rows) {
    const item = toItem(row, input, texts);
    if (item.ok) {
      items.push(item.value);
      continue;
    }
    input.lists.refuse(item.error);
    input.lists.refusedOwners.push(row);
  }
  return withoutDuplicates(sortItems(items), input);
}

/** Kind by kind: to set a million items apart costs less than to compare kinds at each step. */
function sortItems(items: readonly MatchItem[]): readonly MatchItem[] {
  const byKind = Map.groupBy(items, ({ kind }) => kind);
  const kinds = [...byKind.keys()].sort(compareText);
  const sorted: MatchItem[] = [];
  for (const kind of kinds) {
    for (const item of byKind.get(kind)!.sort(compareOfKind)) sorted.push(item);
  }
  return sorted;
}

function compareOfKind(a: MatchItem, b: MatchItem): number {
  return compareText(a.itemNo, b.itemNo) || compareText(a.customerNo, b.customerNo);
}

/**
 * The reader has settled rows of one customer number and item number. Left are rows that name one
 * customer in two ways, by number and by name.
 */
function withoutDuplicates(sorted: readonly MatchItem[], input: ItemsInput): readonly MatchItem[] {
  const isRepeated = (item: MatchItem, place: number) =>
    place > 0 &&
    sorted[place - 1]!.kind === item.kind &&
    compareOfKind(sorted[place - 1]!, item) === 0;
  const repeated = new Set(sorted.filter(isRepeated).map(itemKey));
  if (repeated.size === 0) return sorted;
  const keyOf = (row: ItemRow) => itemKey({ ...row, customerNo: input.customerNoOf(row) });
  const groups = Map.groupBy(input.rows, keyOf);
  for (const key of repeated) if (settleGroup(groups.get(key)!, input)) repeated.delete(key);
  const kept = sorted.filter((item) => !repeated.has(itemKey(item)));
  return kept.filter((item, place) => place === 0 || itemKey(item) !== itemKey(kept[place - 1]!));
}

function itemKey({ kind, itemNo, customerNo }: Pick<ItemRow, "kind" | "itemNo" | "customerNo">) {
  return `${kind}\u001f${itemNo}\u001f${customerNo}`;
}

/** Lists the rows; true where they are identical, so that one of them stays. */
function settleGroup(group: readonly ItemRow[], input: ItemsInput): boolean {
  const [first, ...others] = group.toSorted(({ place: a }, { place: b }) => rowOf(a) - rowOf(b));
  const id = first!.itemNo;
  if (others.every((row) => rowContent(row) === rowContent(first!))) {
    for (const row of others) input.lists.skip(problemOf(row, input, "repeated_row", { id }));
    return true;
  }
  input.lists.refusedOwners.push(first!);
  for (const row of group) input.lists.refuse(problemOf(row, input, "duplicate_row", { id }));
  return false;
}

function rowOf({ row }: SourcePlace): number {
  return row ?? 0;
}

/** unmatchable_kind, amount_too_large: in order of precedence. The reader has checked the rest. */
export function toItem(
  row: ItemRow,
  input: Omit<ItemsInput, "rows">,
  texts: TextKeeping,
): Result<MatchItem, RowProblem> {
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
  const customerNo = texts.shared(input.customerNoOf(row));
  return ok(matchItem(row, { kind, amountMinor, bookingRate, customerNo }, texts));
}

/** The other amounts are parts of `amount`: within the safe range where it is. */
function matchItem(
  row: ItemRow,
  known: Pick<MatchItem, "kind" | "amountMinor" | "bookingRate" | "customerNo">,
  { own, shared }: TextKeeping,
): MatchItem {
  return {
    itemNo: own(row.itemNo),
    kind: known.kind,
    customerNo: known.customerNo,
    currency: row.currency,
    amountMinor: known.amountMinor,
    openMinor: Number(row.openMinor),
    issueDate: row.issueDate,
    dueDate: row.dueDate,
    orderNo: own(row.orderNo),
    contractNo: own(row.contractNo),
    deliveryNo: own(row.deliveryNo),
    statementNo: own(row.statementNo),
    statementConfirmed: row.statementConfirmed,
    linkedNo: own(row.linkedNo),
    memo: own(evidenceText(row)),
    bookingRate: known.bookingRate,
    discountDate: row.discountDate,
    discountMinor: Number(row.discountMinor),
    retentionMinor: Number(row.retentionMinor),
    retentionDue: row.retentionDue,
    taxRate: shared(row.taxRate),
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
  { file, customerNoOf }: Omit<ItemsInput, "rows">,
  code: RowProblem["code"],
  fields: RowProblem["fields"],
): RowProblem {
  const amount = formatMinor(row.amountMinor, row.currency);
  const parts = [row.itemNo, row.kind, customerNoOf(row), row.currency, amount, row.memo];
  return { file, place: row.place, excerpt: parts.join(" | ").slice(0, 120), code, fields };
}

/** Every column, also those that mean nothing to us. */
function rowContent({ place: _place, ...columns }: ItemRow): string {
  return JSON.stringify(columns, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
