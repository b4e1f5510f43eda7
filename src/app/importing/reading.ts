// What passes between the server and the thread that reads a file: the order to read, the context it
// is judged by, and what comes back. Plain data only, so that it can cross threads.
import type { AccountStanding, ContentKind, ImportChoices } from "../../contract/imports.ts";
import type { CurrencyCode } from "../../core/currency.ts";
import type { IsoDate } from "../../core/date.ts";
import type { Rate } from "../../core/money.ts";
import type {
  BalanceProof,
  ColumnMapping,
  ImportProblem,
  InterimMessage,
} from "../../importers/importer.ts";

/** What the books know, as far as a file is judged by it. */
export type ReadingContext = {
  readonly homeCurrency: CurrencyCode;
  /** Today in the books' time zone. */
  readonly asOf: IsoDate;
  readonly closedThrough: IsoDate | null;
  readonly ownTaxIds: readonly string[];
  readonly ownNames: readonly string[];
  readonly accounts: readonly KnownAccount[];
  readonly customers: readonly ContextCustomer[];
  readonly customerAccounts: readonly { readonly customerId: number; readonly value: string }[];
  readonly rates: readonly { readonly date: IsoDate; readonly rate: Rate }[];
  readonly mappings: readonly (readonly [string, ColumnMapping])[];
};

export type KnownAccount = {
  readonly id: number;
  readonly accountNo: string;
  readonly currency: CurrencyCode;
  /** Null: an account of these books; else the name of the books it is in. */
  readonly otherBooks: string | null;
};

export type ContextCustomer = {
  readonly id: number;
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  readonly provisional: boolean;
};

export type ReadingOrder = {
  readonly path: string;
  readonly fileName: string;
  readonly choices: ImportChoices;
  readonly context: ReadingContext;
  /** Chunks sent and acknowledged, so that the reader never runs far ahead of the database. */
  readonly flow: SharedArrayBuffer;
};

/** A statement of the file and where it belongs; amounts in minor units. */
export type PlannedStatement = {
  readonly key: string;
  readonly account: string;
  readonly accountName: string;
  readonly bank: string;
  readonly currency: CurrencyCode;
  readonly statementNo: string;
  /** A message whose entries come again in the statement of the day; "" for a statement. */
  readonly interim: InterimMessage | "";
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
  readonly inMinor: number;
  readonly outMinor: number;
  readonly lines: number;
  readonly proof: BalanceProof;
  readonly standing: AccountStanding;
  readonly accountId: number | null;
  readonly otherBooks: string | null;
};

export type PlannedCustomer = {
  /** "" when the file gives none: we number it. */
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
};

export type CustomerRecord = {
  readonly row: number;
  readonly no: string;
  readonly name: string;
  readonly taxId: string;
  readonly terms: string;
  readonly paymentHabit: string;
  readonly parentNo: string;
  readonly aliases: readonly string[];
  readonly accounts: readonly string[];
  readonly paysFor: readonly string[];
  /** The customer of the books this row is about; null = a new one. */
  readonly knownId: number | null;
  readonly extra: Readonly<Record<string, string>>;
};

export type RateRecord = {
  readonly date: IsoDate;
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  readonly rate: string;
  readonly unit: 1 | 100;
};

export type OwnRecord = { readonly account: string; readonly name: string };

export type RowState = "ready" | "refused" | "left_out";
export type SampleRow = {
  readonly place: { readonly sheet?: string; readonly row?: number };
  readonly state: RowState;
  readonly cells: readonly string[];
};

/** What kind of rows are staged, for the receiver to make the right table before any row comes. */
export type StagedKind = "lines" | "items" | "none";

export type ReadingSummary = {
  readonly format: string;
  readonly encoding: string;
  readonly contentKind: ContentKind;
  readonly mapping: ColumnMapping | null;
  readonly problems: readonly ImportProblem[];
  /** Rows that passed and were handed over. */
  readonly ready: number;
  readonly refused: number;
  readonly leftOut: number;
  readonly ignored: number;
  readonly statements: readonly PlannedStatement[];
  readonly newCustomers: readonly PlannedCustomer[];
  readonly customers: readonly CustomerRecord[];
  readonly rates: readonly RateRecord[];
  readonly own: readonly OwnRecord[];
  readonly columns: readonly { readonly field: string; readonly raw: string | null }[];
  readonly sample: readonly SampleRow[];
  readonly closedRows: number;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
};

export type ReaderMessage =
  | { readonly type: "progress"; readonly rows: number }
  | { readonly type: "staged"; readonly kind: StagedKind }
  | { readonly type: "chunk"; readonly bytes: Uint8Array; readonly rows: number }
  | { readonly type: "summary"; readonly summary: ReadingSummary };
