// Open items in shared columns, and each of them as the engine reads it: a view of its row.
import { assert } from "../../core/assert.ts";
import { type IsoDate, parseIsoDate } from "../../core/date.ts";
import type { MatchableKind, MatchItem } from "../../core/matching/input.ts";
import type { Records } from "../../core/matching/records.ts";
import type { Rate } from "../../core/money.ts";
import { compareText } from "../../exporters/reconcile-result.ts";
import {
  builders,
  gather,
  inOrder,
  NumberBuilder,
  TextBuilder,
  ValueBuilder,
} from "./column-builders.ts";
import { openTexts, type TextColumn, type ValueColumn } from "./columns.ts";

const textNames = ["itemNo", "orderNo", "deliveryNo", "linkedNo", "memo"] as const;
const valueNames = ["customerNo", "currency", "contractNo", "statementNo", "taxRate"] as const;
const amountNames = [
  "amountMinor",
  "openMinor",
  "discountMinor",
  "retentionMinor",
  "disputedMinor",
] as const;
const dateNames = ["issueDate", "dueDate", "discountDate", "retentionDue"] as const;

/** Row after row the items of one customer, by kind and number: what is decided together lies together. */
export type PackedItems = {
  readonly count: number;
  /** The rows as the result lists them: by kind, number, customer. */
  readonly listed: Uint32Array;
  readonly texts: Readonly<Record<(typeof textNames)[number], TextColumn>>;
  readonly names: Readonly<Record<(typeof valueNames)[number], ValueColumn<string>>>;
  readonly amounts: Readonly<Record<(typeof amountNames)[number], Float64Array<SharedArrayBuffer>>>;
  readonly dates: Readonly<Record<(typeof dateNames)[number], ValueColumn<IsoDate | null>>>;
  readonly kind: ValueColumn<MatchableKind>;
  readonly bookingRate: { readonly codes: Uint32Array; readonly values: readonly (Rate | null)[] };
  readonly statementConfirmed: Float64Array<SharedArrayBuffer>;
};

/** Packs items one by one, in any order. */
export class ItemPacker {
  private count = 0;
  private readonly texts = builders(textNames, () => new TextBuilder());
  private readonly names = builders(valueNames, () => new ValueBuilder<string>());
  private readonly amounts = builders(amountNames, () => new NumberBuilder());
  private readonly dates = builders(dateNames, () => new ValueBuilder<IsoDate | null>());
  private readonly kind = new ValueBuilder<MatchableKind>();
  private readonly bookingRate = new ValueBuilder<Rate | null>();
  private readonly statementConfirmed = new NumberBuilder();

  add(item: MatchItem): void {
    this.count++;
    // Column by column and not in a loop over their names, which takes twice as long.
    const { texts, names, amounts, dates } = this;
    texts.itemNo.add(item.itemNo);
    texts.orderNo.add(item.orderNo);
    texts.deliveryNo.add(item.deliveryNo);
    texts.linkedNo.add(item.linkedNo);
    texts.memo.add(item.memo);
    names.customerNo.add(item.customerNo, same);
    names.currency.add(item.currency, same);
    names.contractNo.add(item.contractNo, same);
    names.statementNo.add(item.statementNo, same);
    names.taxRate.add(item.taxRate, same);
    amounts.amountMinor.add(item.amountMinor);
    amounts.openMinor.add(item.openMinor);
    amounts.discountMinor.add(item.discountMinor);
    amounts.retentionMinor.add(item.retentionMinor);
    amounts.disputedMinor.add(item.disputedMinor);
    dates.issueDate.add(item.issueDate ?? "", dateOrNull);
    dates.dueDate.add(item.dueDate ?? "", dateOrNull);
    dates.discountDate.add(item.discountDate ?? "", dateOrNull);
    dates.retentionDue.add(item.retentionDue ?? "", dateOrNull);
    const { kind, bookingRate } = item;
    this.kind.add(kind, () => kind);
    this.bookingRate.add(rateKey(bookingRate), () => bookingRate);
    this.statementConfirmed.add(Number(item.statementConfirmed));
  }

  /** Null where two items bear one number of one kind and customer: somebody has to look at them. */
  inOrder(): PackedItems | null {
    const sorted = this.sorted();
    if (sorted === null) return null;
    const { order, places: listed } = gather(sorted, (row) => this.names.customerNo.codeAt(row));
    return {
      count: this.count,
      listed,
      texts: inOrder(this.texts, order),
      names: inOrder(this.names, order),
      amounts: inOrder(this.amounts, order),
      dates: inOrder(this.dates, order),
      kind: this.kind.inOrder(order),
      bookingRate: this.bookingRate.inOrder(order),
      statementConfirmed: this.statementConfirmed.inOrder(order),
    };
  }

  /** The items in order, where it is known that no two bear one number. */
  settled(): PackedItems {
    const packed = this.inOrder();
    assert(packed !== null, "each item bears a number of its own");
    return packed;
  }

  /** By kind, number, customer: as the result lists them. */
  private sorted(): Uint32Array | null {
    const byKind = new Map<string, number[]>();
    for (let row = 0; row < this.count; row++) {
      const kind = this.kind.at(row);
      const rows = byKind.get(kind);
      if (rows) rows.push(row);
      else byKind.set(kind, [row]);
    }
    const compare = (a: number, b: number) =>
      this.texts.itemNo.compare(a, b) || this.compareCustomers(a, b);
    const order = new Uint32Array(this.count);
    let place = 0;
    for (const kind of [...byKind.keys()].sort(compareText)) {
      const rows = byKind.get(kind)!.sort(compare);
      for (let at = 0; at < rows.length; at++) {
        if (at > 0 && compare(rows[at - 1]!, rows[at]!) === 0) return null;
        order[place++] = rows[at]!;
      }
    }
    return order;
  }

  private compareCustomers(a: number, b: number): number {
    return compareText(this.names.customerNo.at(a), this.names.customerNo.at(b));
  }
}

function dateOrNull(text: string): IsoDate | null {
  return parseIsoDate(text);
}

function same(text: string): string {
  return text;
}

function rateKey(rate: Rate | null): string {
  return rate === null ? "" : `${rate.from} ${rate.to} ${rate.numerator} ${rate.denominator}`;
}

/** Records kept at a time: items worked on together stand in rows near each other. */
const mostViews = 1 << 12;

/** The items as the engine takes them; a text is decoded when it is asked for. */
export function openItems(packed: PackedItems): Records<MatchItem> {
  const columns = openColumns(packed);
  const { count } = packed;
  const views = new Array<ItemView | undefined>(mostViews).fill(undefined);
  return {
    length: count,
    at: (row) => {
      const known = views[row % mostViews];
      if (known?.row === row) return known;
      const view = new ItemView(columns, row);
      views[row % mostViews] = view;
      return view;
    },
    *[Symbol.iterator]() {
      for (let row = 0; row < count; row++) yield new ItemView(columns, row);
    },
  };
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
  readonly row: number;
  private readonly columns: ItemColumns;
  /** Asked for again and again: they order and group the items. */
  private number: string | undefined = undefined;
  private order: string | undefined = undefined;
  private delivery: string | undefined = undefined;

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
    this.order ??= this.columns.orderNo(this.row);
    return this.order;
  }
  get contractNo(): string {
    return valueAt(this.columns.packed.names.contractNo, this.row);
  }
  get deliveryNo(): string {
    this.delivery ??= this.columns.deliveryNo(this.row);
    return this.delivery;
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
