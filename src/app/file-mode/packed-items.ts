// Open items in shared columns, and each of them as the engine reads it: a view of its row.
import type { IsoDate } from "../../core/date.ts";
import type { MatchableKind, MatchItem } from "../../core/matching/input.ts";
import type { Rate } from "../../core/money.ts";
import {
  openTexts,
  packNumbers,
  packTexts,
  packValues,
  type TextColumn,
  type ValueColumn,
} from "./columns.ts";

type Texts = "itemNo" | "orderNo" | "deliveryNo" | "linkedNo" | "memo";
type Names = "customerNo" | "currency" | "contractNo" | "statementNo" | "taxRate";
type Amounts = "amountMinor" | "openMinor" | "discountMinor" | "retentionMinor" | "disputedMinor";
type Dates = "issueDate" | "dueDate" | "discountDate" | "retentionDue";

export type PackedItems = {
  readonly count: number;
  readonly texts: Readonly<Record<Texts, TextColumn>>;
  readonly names: Readonly<Record<Names, ValueColumn<string>>>;
  readonly amounts: Readonly<Record<Amounts, Float64Array<SharedArrayBuffer>>>;
  readonly dates: Readonly<Record<Dates, ValueColumn<IsoDate | null>>>;
  readonly kind: ValueColumn<MatchableKind>;
  readonly bookingRate: { readonly codes: Uint32Array; readonly values: readonly (Rate | null)[] };
  readonly statementConfirmed: Float64Array<SharedArrayBuffer>;
};

export function packItems(items: readonly MatchItem[]): PackedItems {
  const text = (name: Texts) => packTexts(items, (item) => item[name]);
  const value = (name: Names) => packValues(items, (item) => item[name]);
  const amount = (name: Amounts) => packNumbers(items, (item) => item[name]);
  const date = (name: Dates) => packValues(items, (item) => item[name]);
  return {
    count: items.length,
    texts: {
      itemNo: text("itemNo"),
      orderNo: text("orderNo"),
      deliveryNo: text("deliveryNo"),
      linkedNo: text("linkedNo"),
      memo: text("memo"),
    },
    names: {
      customerNo: value("customerNo"),
      currency: value("currency"),
      contractNo: value("contractNo"),
      statementNo: value("statementNo"),
      taxRate: value("taxRate"),
    },
    amounts: {
      amountMinor: amount("amountMinor"),
      openMinor: amount("openMinor"),
      discountMinor: amount("discountMinor"),
      retentionMinor: amount("retentionMinor"),
      disputedMinor: amount("disputedMinor"),
    },
    dates: {
      issueDate: date("issueDate"),
      dueDate: date("dueDate"),
      discountDate: date("discountDate"),
      retentionDue: date("retentionDue"),
    },
    kind: packValues(items, (item) => item.kind),
    bookingRate: packRates(items),
    statementConfirmed: packNumbers(items, (item) => Number(item.statementConfirmed)),
  };
}

function packRates(items: readonly MatchItem[]): PackedItems["bookingRate"] {
  const rates = new Map<string, Rate | null>();
  const { codes, values } = packValues(items, ({ bookingRate: rate }) => {
    if (rate === null) return "";
    const key = `${rate.from} ${rate.to} ${rate.numerator} ${rate.denominator}`;
    rates.set(key, rate);
    return key;
  });
  return { codes, values: values.map((key) => rates.get(key) ?? null) };
}

/** The items as the engine takes them; a text is decoded when it is asked for. */
export function openItems(packed: PackedItems): readonly MatchItem[] {
  const columns = openColumns(packed);
  return Array.from({ length: packed.count }, (_, row) => new ItemView(columns, row));
}

type ItemColumns = ReturnType<typeof openColumns>;

function openColumns(packed: PackedItems) {
  const { texts } = packed;
  return {
    packed,
    itemNo: openTexts(texts.itemNo),
    orderNo: openTexts(texts.orderNo),
    deliveryNo: openTexts(texts.deliveryNo),
    linkedNo: openTexts(texts.linkedNo),
    memo: openTexts(texts.memo),
  };
}

function valueAt<Value>(
  { codes, values }: { readonly codes: Uint32Array; readonly values: readonly Value[] },
  row: number,
): Value {
  return values[codes[row]!]!;
}

class ItemView implements MatchItem {
  private readonly columns: ItemColumns;
  private readonly row: number;
  /** Asked for again and again: numbers order the items. */
  private number: string | undefined = undefined;

  constructor(columns: ItemColumns, row: number) {
    this.columns = columns;
    this.row = row;
  }

  get itemNo(): string {
    this.number ??= this.columns.itemNo(this.row);
    return this.number;
  }
  get kind(): MatchableKind {
    return valueAt(this.columns.packed.kind, this.row);
  }
  get customerNo(): string {
    return valueAt(this.columns.packed.names.customerNo, this.row);
  }
  get currency(): string {
    return valueAt(this.columns.packed.names.currency, this.row);
  }
  get amountMinor(): number {
    return this.columns.packed.amounts.amountMinor[this.row]!;
  }
  get openMinor(): number {
    return this.columns.packed.amounts.openMinor[this.row]!;
  }
  get issueDate(): IsoDate | null {
    return valueAt(this.columns.packed.dates.issueDate, this.row);
  }
  get dueDate(): IsoDate | null {
    return valueAt(this.columns.packed.dates.dueDate, this.row);
  }
  get orderNo(): string {
    return this.columns.orderNo(this.row);
  }
  get contractNo(): string {
    return valueAt(this.columns.packed.names.contractNo, this.row);
  }
  get deliveryNo(): string {
    return this.columns.deliveryNo(this.row);
  }
  get statementNo(): string {
    return valueAt(this.columns.packed.names.statementNo, this.row);
  }
  get statementConfirmed(): boolean {
    return this.columns.packed.statementConfirmed[this.row] === 1;
  }
  get linkedNo(): string {
    return this.columns.linkedNo(this.row);
  }
  get memo(): string {
    return this.columns.memo(this.row);
  }
  get bookingRate(): Rate | null {
    return valueAt(this.columns.packed.bookingRate, this.row);
  }
  get discountDate(): IsoDate | null {
    return valueAt(this.columns.packed.dates.discountDate, this.row);
  }
  get discountMinor(): number {
    return this.columns.packed.amounts.discountMinor[this.row]!;
  }
  get retentionMinor(): number {
    return this.columns.packed.amounts.retentionMinor[this.row]!;
  }
  get retentionDue(): IsoDate | null {
    return valueAt(this.columns.packed.dates.retentionDue, this.row);
  }
  get taxRate(): string {
    return valueAt(this.columns.packed.names.taxRate, this.row);
  }
  get disputedMinor(): number {
    return this.columns.packed.amounts.disputedMinor[this.row]!;
  }
}
