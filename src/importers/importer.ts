// A bank statement format or a list of open items, read from bytes. One file a format; the list is
// registry.ts. Pure: bytes in, records and problems out; nothing is ever dropped silently.
import type { CurrencyCode } from "../core/currency.ts";
import type { IsoDate } from "../core/date.ts";
import type { ItemKind } from "../core/item-kinds.ts";
import type { TableKind } from "./column-names.ts";

/** Where in the file, as a person would find it. */
export type SourcePlace = {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
};

/** A problem with one row (refused, the rest stays) or with the file (`fatal`: nothing can be used). */
export type ImportProblem = {
  /** snake_case, stable; worded in core/words. */
  readonly code: string;
  readonly severity: "fatal" | "row" | "warning";
  readonly place: SourcePlace;
  /** What stands there, at most 120 characters. */
  readonly excerpt: string;
  /**
   * Values for the sentence: e.g. { value: "1,2O3.50", position: 4, character: "O" }. A refused item
   * row that names its customer carries `customerNo`: that customer's list is incomplete.
   */
  readonly fields: Readonly<Record<string, string | number>>;
  /** What a library said about it, in its own words: for the program's log, shown to nobody. */
  readonly detail?: string;
};

/** One entry of a statement. Amount + = money in to the account. */
export type StatementEntry = {
  readonly place: SourcePlace;
  /** The file's own id of the entry (column `line_id`); absent where the format has none. */
  readonly lineId?: string;
  readonly bookingDate: IsoDate;
  readonly valueDate: IsoDate | null;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly payerName: string;
  readonly payerAccount: string;
  /** All memo-like parts, " · " between. */
  readonly memo: string;
  /** The bank's own reference, if it gives one. */
  readonly bankRef: string;
  readonly endToEnd: string;
  /** Balance after this entry where the file shows one. */
  readonly balanceMinor: bigint | null;
  /** A structured creditor reference (RF, QRR), if any. */
  readonly reference: string;
  /** Columns with no home of their own, kept as evidence. */
  readonly extra: Readonly<Record<string, string>>;
};

/** proven: the balances hold; broken: they do not; unproven: the file shows none. */
export type BalanceProof =
  | {
      readonly state: "proven";
      readonly by: "opening_closing" | "running_balance" | "control_totals";
    }
  | { readonly state: "broken"; readonly differenceMinor: bigint; readonly place: SourcePlace }
  | { readonly state: "unproven" };

/** Messages whose entries come again in the statement of the day. */
export type InterimMessage = "camt.052" | "camt.054" | "mt942" | "bai2" | "wechat_bill";

export type Statement = {
  /** Absent for a statement. */
  readonly interim?: InterimMessage;
  /** As the file says it; "" where it does not. */
  readonly account: string;
  readonly accountName: string;
  readonly bank: string;
  readonly currency: CurrencyCode;
  readonly statementNo: string;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly openingMinor: bigint | null;
  readonly closingMinor: bigint | null;
  readonly entries: readonly StatementEntry[];
  readonly proof: BalanceProof;
};

/** An open item as a file gives it (columns: src/cli/reconcile.md). Amounts in the item's currency. */
export type ItemRow = {
  readonly place: SourcePlace;
  readonly itemNo: string;
  readonly kind: ItemKind;
  readonly customerNo: string;
  readonly customerName: string;
  readonly customerTaxId: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  readonly taxMinor: bigint | null;
  readonly issueDate: IsoDate | null;
  readonly dueDate: IsoDate | null;
  readonly orderNo: string;
  readonly contractNo: string;
  readonly deliveryNo: string;
  readonly statementNo: string;
  readonly statementConfirmed: boolean;
  readonly linkedNo: string;
  readonly memo: string;
  /** Decimal text, home units per one unit of currency; "" = unknown. */
  readonly bookingRate: string;
  readonly discountDate: IsoDate | null;
  readonly discountMinor: bigint;
  readonly retentionMinor: bigint;
  readonly retentionDue: IsoDate | null;
  readonly taxRate: string;
  readonly disputedMinor: bigint;
  readonly extra: Readonly<Record<string, string>>;
};

export type CustomerRow = {
  readonly place: SourcePlace;
  readonly customerNo: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly taxId: string;
  readonly bankAccounts: readonly string[];
  readonly paysFor: readonly string[];
  readonly parentNo: string;
  readonly paymentHabit: string;
  readonly terms: string;
  readonly extra: Readonly<Record<string, string>>;
};

export type RateRow = {
  readonly place: SourcePlace;
  readonly date: IsoDate;
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  readonly rate: string;
  readonly unit: 1 | 100;
};

export type OwnRow = {
  readonly place: SourcePlace;
  readonly account: string;
  readonly name: string;
};

/** Which of our columns a raw column was taken for; shown in the preview, kept per layout. */
export type ColumnMapping = {
  /** Identifies a layout: hash of the normalised header cells. */
  readonly layout: string;
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: readonly {
    readonly index: number;
    readonly raw: string;
    readonly field: string | null;
    /** What stands under it, where a person must say what it is. */
    readonly samples?: readonly string[];
  }[];
};

export type ParsedContent =
  | { readonly kind: "statements"; readonly statements: readonly Statement[] }
  | { readonly kind: "items"; readonly items: readonly ItemRow[] }
  | { readonly kind: "customers"; readonly customers: readonly CustomerRow[] }
  | { readonly kind: "rates"; readonly rates: readonly RateRow[] }
  | { readonly kind: "own"; readonly own: readonly OwnRow[] };

export type ParsedFile = {
  /** Importer.format, e.g. "mt940", "cmb", "table". */
  readonly format: string;
  readonly encoding: string;
  readonly content: ParsedContent;
  readonly mapping: ColumnMapping | null;
  /** Every row that was refused or needs a look; with a fatal one `content` is empty. */
  readonly problems: readonly ImportProblem[];
  /** Rows of the file that are no records (titles, totals, blank): counted so that nothing is lost. */
  readonly ignoredRows: number;
  /** Latest date in a column that `asOf` limits, refused rows included; absent: not known. */
  readonly latestDate?: IsoDate | null;
};

/** A cell whose text a person replaced in the preview; place as a problem names it. */
export type CellEdit = {
  readonly sheet?: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
};

export type ParseOptions = {
  readonly homeCurrency: CurrencyCode;
  /** Rejects dates later than a year after it, and dates before 2000. */
  readonly asOf: IsoDate;
  /** What the user says the file is; undefined = decide by content. */
  readonly expect?: ParsedContent["kind"];
  /** Our own tax ids: an invoice list with another seller is purchases. */
  readonly ownTaxIds?: readonly string[];
  /** A mapping the user made or corrected, by layout. */
  readonly mappings?: ReadonlyMap<string, ColumnMapping>;
  readonly encoding?: string;
  /** Cells to read as if the file said this (tables only). */
  readonly edits?: readonly CellEdit[];
  /**
   * Takes each sound row of a list of open items in place of `content.items`, which then stays empty;
   * equal keys are its own to find. Readers that have to see all rows first collect them all the same.
   */
  readonly onItem?: (item: ItemRow) => void;
  /** Called now and then with rows read so far; throwing from it stops the parse (cancel). */
  readonly onProgress?: (rows: number) => void;
};

/** The first bytes of a file, decoded once for all importers. */
export type FileHead = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly container: "text" | "zip" | "ole2" | "html" | "pdf" | "binary";
  /** Decoded text of the first 64 KiB ("" for binary containers). */
  readonly text: string;
  /** First rows of each sheet where the file holds tables. */
  readonly sheets: readonly HeadSheet[];
  /** What kind of table it is; null where it is none. */
  readonly tableKind: TableKind | null;
  /** Why its tables could not be opened, if so. */
  readonly fault: ImportProblem | null;
};

export type HeadSheet = {
  readonly name: string;
  readonly rows: readonly { readonly cells: readonly string[]; readonly row: number }[];
  /** Folded names of the columns under which it was recognised; empty where it was not. */
  readonly columns: ReadonlySet<string>;
};

export interface Importer {
  readonly format: string;
  /** What it makes of a file. */
  readonly content: ParsedContent["kind"];
  readonly title: { readonly zh: string; readonly en: string };
  readonly extensions: readonly string[];
  /** By content, never by extension. At most one importer of the registry may say yes. */
  recognises(head: FileHead): boolean;
  /** Total: never throws on any bytes (except what onProgress throws). */
  parse(bytes: Uint8Array, options: ParseOptions): ParsedFile;
}
