// Access to the cells of one table by field name, with the habits of its columns (decimal mark, day
// order) decided once from a sample. Faults become problems that name the column.
import type { CurrencyCode } from "../core/currency.ts";
import { addMonths, type IsoDate } from "../core/date.ts";
import {
  currencyInAmount,
  currencyOf,
  type DecimalMark,
  decideDecimalMark,
  isEmptyCell,
  readAmount,
} from "./amount.ts";
import {
  type DateOrder,
  decideDateOrder,
  EARLIEST_DATE,
  monthInTitle,
  readDate,
  readDayWithoutYear,
  type TitleMonth,
} from "./date-text.ts";
import type { ImportProblem, ParseOptions, SourcePlace } from "./importer.ts";
import { excerptOfCells, rowProblem, warning } from "./problem.ts";
import type { HeadRow } from "./table-layout.ts";
import type { TableRecords } from "./table-records.ts";

/** Distinct date texts remembered; files have a few hundred. */
const DATE_CACHE = 20_000;

/** A number that a spreadsheet turned into powers of ten: its last digits are gone. */
const damagedNumber = /^\d(?:[.,]\d+)?E\+?\d{2}$/i;

function isDamagedNumber(text: string): boolean {
  return text.length > 4 && damagedNumber.test(text);
}

/** 18 or more digits of which a spreadsheet kept 15 and wrote zeros for the rest. */
function endsInLostDigits(text: string): boolean {
  return text.length >= 18 && /^\d{15}0+$/.test(text);
}

/** A number may end in zeros by chance; a third of a column's numbers does not. */
function hasLostDigits(texts: readonly string[]): boolean {
  const long = [...new Set(texts.filter((text) => /^\d{18,}$/.test(text)))];
  const lost = long.filter(endsInLostDigits).length;
  return lost >= 2 && lost * 3 >= long.length;
}

type Cells = readonly string[];

/** The faults of one row; the row is refused when there is one. */
export type RowFaults = ImportProblem[];

export class TableCells {
  private readonly columns = new Map<string, readonly number[]>();
  private readonly heads: Cells;
  private readonly sheetNow: () => string;
  private readonly titleMonth: TitleMonth | null;
  private readonly marks = new Map<string, DecimalMark>();
  private readonly orders = new Map<string, DateOrder>();
  private readonly damagedColumns = new Set<string>();
  private readonly dates = new Map<string, IsoDate>();
  private readonly latest: IsoDate;
  private readonly spare: readonly number[];
  /** Latest date read where `asOf` sets the limit. */
  latestDate: IsoDate | null = null;
  /** Date fields whose day order no date of the sample shows. */
  readonly assumedOrders: readonly string[];

  constructor(
    table: TableRecords,
    options: ParseOptions,
    kinds: { amounts: readonly string[]; dates: readonly string[] },
  ) {
    this.heads = table.header.cells.map((cell) => cell.trim());
    this.sheetNow = () => table.sheetNow();
    this.titleMonth = monthInTitle(table.header.preamble);
    this.latest = options.asOf >= "9990" ? options.asOf : addMonths(options.asOf, 12);
    const fields = table.header.fields;
    fields.forEach((field, at) => {
      if (field !== null) this.columns.set(field, [...(this.columns.get(field) ?? []), at]);
    });
    this.spare = fields.flatMap((field, at) =>
      field === null && this.heads[at] !== "" ? [at] : [],
    );
    for (const field of this.columns.keys()) {
      if (hasLostDigits(this.columnTexts(table.sample, field))) this.damagedColumns.add(field);
    }
    this.decideMarks(table.sample, kinds.amounts);
    this.assumedOrders = this.decideOrders(table.sample, kinds.dates);
  }

  /** Amount columns of one table follow one habit: they vote together. */
  private decideMarks(sample: readonly HeadRow[], fields: readonly string[]): void {
    const texts = fields.flatMap((field) => this.columnTexts(sample, field));
    const mark = decideDecimalMark(texts) ?? ".";
    for (const field of fields) this.marks.set(field, mark);
  }

  private decideOrders(sample: readonly HeadRow[], fields: readonly string[]): string[] {
    const assumed: string[] = [];
    for (const field of fields) {
      const decision = decideDateOrder(this.columnTexts(sample, field));
      this.orders.set(field, decision.order);
      if (decision.assumed) assumed.push(field);
    }
    return assumed;
  }

  isMonthFirst(field: string): boolean {
    return this.orders.get(field) === "month_first";
  }

  columnTexts(sample: readonly HeadRow[], field: string): string[] {
    const at = this.index(field);
    return at < 0
      ? []
      : sample.map((row) => cleanText(row.cells[at])).filter((text) => text !== "");
  }

  has(field: string): boolean {
    return this.columns.has(field);
  }

  /** Column of a field, -1 where the table has none. */
  index(field: string): number {
    return this.columns.get(field)?.[0] ?? -1;
  }

  headOf(field: string): string {
    return this.heads[this.index(field)] ?? field;
  }

  text(cells: Cells, field: string): string {
    const at = this.index(field);
    return at < 0 ? "" : cleanText(cells[at]);
  }

  /** All columns of the field, empty ones and repetitions left out, " · " between. */
  joined(cells: Cells, field: string): string {
    const columns = this.columns.get(field);
    if (columns?.length === 1) {
      const text = cleanText(cells[columns[0] ?? 0]);
      return isEmptyCell(text) ? "" : text;
    }
    return this.all(cells, field).join(" · ");
  }

  all(cells: Cells, field: string): string[] {
    const texts: string[] = [];
    for (const at of this.columns.get(field) ?? []) {
      const text = cleanText(cells[at]);
      if (!isEmptyCell(text) && !texts.includes(text)) texts.push(text);
    }
    return texts;
  }

  /** Columns with no field, where filled. */
  extra(cells: Cells): Readonly<Record<string, string>> {
    if (this.spare.length === 0) return nothingExtra;
    let extra: Record<string, string> | null = null;
    for (const at of this.spare) {
      const text = cleanText(cells[at]);
      if (isEmptyCell(text)) continue;
      extra ??= {};
      const name = extraName(this.heads[at] ?? "");
      const before = extra[name];
      extra[name] = before === undefined || before === text ? text : `${before} · ${text}`;
    }
    return extra ?? nothingExtra;
  }

  place(row: number, field?: string): SourcePlace {
    const column = field === undefined ? {} : { column: this.headOf(field) };
    const sheet = this.sheetNow();
    return sheet === "" ? { row, ...column } : { sheet, row, ...column };
  }

  fault(
    faults: RowFaults,
    code: Parameters<typeof rowProblem>[0],
    at: { cells: Cells; row: number; field?: string; fields?: Record<string, string | number> },
  ): void {
    const value = at.field === undefined ? undefined : this.text(at.cells, at.field);
    faults.push(
      rowProblem(code, {
        place: this.place(at.row, at.field),
        excerpt: excerptOfCells(at.cells),
        fields: { ...(value === undefined ? {} : { value }), ...at.fields },
      }),
    );
  }

  /** Null when the cell is empty or at fault (then the fault is added). */
  date(
    cells: Cells,
    row: number,
    field: string,
    faults: RowFaults,
    limit: "limited" | "open" = "limited",
  ): IsoDate | null {
    const at = this.index(field);
    if (at < 0) return null;
    const raw = cells[at] ?? "";
    if (raw === "") return null;
    const known = this.dates.get(raw);
    let date = known ?? null;
    if (date === null) {
      if (isEmptyCell(raw.trim())) return null;
      date = this.readDay(raw, field);
      if (date === null) {
        this.fault(faults, "date_unreadable", { cells, row, field });
        return null;
      }
    }
    if (limit === "limited" && (this.latestDate === null || date > this.latestDate)) {
      this.latestDate = date;
    }
    if (date < EARLIEST_DATE || (limit === "limited" && date > this.latest)) {
      this.fault(faults, "date_out_of_range", {
        cells,
        row,
        field,
        fields: { latest: this.latest },
      });
      return null;
    }
    if (
      known === undefined &&
      limit === "limited" &&
      this.dates.size < DATE_CACHE &&
      this.sameOrders()
    ) {
      this.dates.set(raw, date);
    }
    return date;
  }

  private readDay(text: string, field: string): IsoDate | null {
    const full = readDate(cleanText(text), this.orders.get(field) ?? "day_first");
    if (full || !this.titleMonth) return full?.date ?? null;
    return readDayWithoutYear(text, this.titleMonth);
  }

  /** The cache is by text alone, so it serves only tables whose date columns agree. */
  private sameOrders(): boolean {
    return new Set(this.orders.values()).size <= 1;
  }

  /** Null when the cell is empty or at fault (then the fault is added). */
  amount(
    cells: Cells,
    row: number,
    field: string,
    currency: CurrencyCode,
    faults: RowFaults,
  ): bigint | null {
    const at = this.index(field);
    if (at < 0) return null;
    const raw = cells[at] ?? "";
    if (raw === "") return null;
    const text = raw.startsWith("=") ? cleanText(raw) : raw;
    const read = readAmount(text, currency, this.marks.get(field) ?? ".");
    if (read.ok) {
      if (read.currency === null || read.currency === currency) return read.minor;
      this.fault(faults, "currency_differs", { cells, row, field, fields: { currency } });
      return null;
    }
    if (isEmptyCell(text.trim())) return null;
    this.fault(faults, read.fault.code, { cells, row, field, fields: read.fault.fields });
    return null;
  }

  /** The currency an amount cell of the row names itself, for tables without a currency column. */
  currencyInside(cells: Cells, fields: readonly string[], expected: CurrencyCode): CurrencyCode {
    for (const field of fields) {
      const text = this.text(cells, field);
      if (!/[^\d.,\s+-]/.test(text)) continue;
      const currency = currencyInAmount(text, expected);
      if (currency !== null) return currency;
    }
    return expected;
  }

  /** The row's currency; the fallback where the column is missing or the cell empty. */
  currency(cells: Cells, row: number, faults: RowFaults, fallback: CurrencyCode): CurrencyCode {
    const text = this.text(cells, "currency");
    if (text === fallback || isEmptyCell(text)) return fallback;
    const currency = currencyOf(text);
    if (currency !== null) return currency;
    this.fault(faults, "currency_unknown", { cells, row, field: "currency" });
    return fallback;
  }

  /** Has a spreadsheet cut the digits of this identifier? */
  isDamaged(field: string, text: string): boolean {
    if (isDamagedNumber(text)) return true;
    return this.damagedColumns.has(field) && endsInLostDigits(text);
  }

  /** An identifier: refused where a spreadsheet has turned it into a number. */
  identifier(cells: Cells, row: number, field: string, faults: RowFaults): string {
    const text = this.text(cells, field);
    if (this.isDamaged(field, text)) {
      this.fault(faults, "excel_damaged_number", { cells, row, field });
    }
    return text;
  }
}

/** Says of each date column how its dates were read, where they may be read two ways. */
export function assumedOrderWarnings(reader: TableCells): ImportProblem[] {
  return reader.assumedOrders.map((field) =>
    warning(reader.isMonthFirst(field) ? "month_first_assumed" : "date_order_assumed", {
      place: { column: reader.headOf(field) },
    }),
  );
}

/** A header may be any text; this one would set the prototype of the record. */
function extraName(head: string): string {
  return head === "__proto__" ? "proto" : head;
}

const nothingExtra: Readonly<Record<string, string>> = Object.freeze({});

/** Blanks and the marks banks pad with taken off: TAB inside quotes, backtick, Excel's apostrophe, ="…". */
export function cleanText(cell: string | undefined): string {
  if (cell === undefined || cell === "") return "";
  const text = cell.trim();
  const first = text.charCodeAt(0);
  if (first === 39 || first === 96) return text.slice(1).trim();
  return first === 61 ? (/^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text) : text;
}
