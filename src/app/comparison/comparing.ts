// What passes between the server and the process that reads the other ledger and compares it with ours:
// plain data only, so that it can be sent.
import type {
  ComparedGroup,
  LedgerBalances,
  LedgerEntry,
} from "../../core/comparison/ledger-entry.ts";
import type { LedgerMode } from "../../core/comparison/open-items.ts";
import type { BookedEntry } from "../../core/comparison/period.ts";
import type { IsoDate } from "../../core/date.ts";
import type { BalanceProof, ColumnMapping, ImportProblem } from "../../importers/importer.ts";
import type { ToldEntries } from "./stored-choices.ts";

/** More entries on one account are no list two people go through. */
export const mostEntries = 100_000;

/** What a person said of the file. */
export type ComparisonChoices = {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** Their balance before the first row, as they count; where the table shows none. */
  readonly theirOpening?: string;
  /** Which supplier of a ledger of several. */
  readonly party?: string;
  /** Movements or open items; else as the table's columns say. */
  readonly mode?: LedgerMode;
  /** What belongs together or stands alone, where several readings were shown. */
  readonly told: readonly ToldEntries[];
};

export type ComparingOrder = {
  readonly path: string;
  readonly fileName: string;
  readonly currency: string;
  readonly today: IsoDate;
  readonly mappings: readonly (readonly [string, ColumnMapping])[];
  readonly ownNames: readonly string[];
  readonly choices: ComparisonChoices;
  readonly ours: readonly BookedEntry[];
  /** Asked for by the process once it knows of which day. */
  readonly openItems: { readonly asOf: IsoDate; readonly ours: readonly BookedEntry[] } | null;
};

export type ReadingFacts = {
  readonly rows: number;
  readonly refused: number;
  readonly ignored: number;
  /** The first of them. */
  readonly problems: readonly ImportProblem[];
  readonly proof: BalanceProof["state"];
  /** Their ledger counts the other way round than ours. */
  readonly isTurned: boolean;
  /** The table shows their opening balance, or a person gave it. */
  readonly isOpeningKnown: boolean;
  readonly parties: readonly string[];
  readonly party: string;
  readonly otherCurrencies: readonly string[];
  readonly mode: LedgerMode;
  /** Read as movements, though it may be a list of open items. */
  readonly mayBeOpenItems: boolean;
};

export type ComparedLedgers = {
  readonly state: "compared";
  readonly mapping: ColumnMapping | null;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly ours: LedgerBalances & { readonly entries: readonly LedgerEntry[] };
  readonly theirs: LedgerBalances & { readonly entries: readonly LedgerEntry[] };
  readonly groups: readonly ComparedGroup[];
  readonly reading: ReadingFacts;
};

/** The columns are still to be named, or nothing of the file can be used. */
export type UnreadLedger = {
  readonly state: "unread";
  readonly mapping: ColumnMapping | null;
  readonly sample: readonly (readonly string[])[];
  readonly problems: readonly ImportProblem[];
};

/** A list of open items: it is compared with ours of the same day. */
export type WantsOpenItems = { readonly state: "wants_open_items"; readonly asOf: IsoDate };

/** More than mostEntries; they are not even sent. */
export type TooLarge = { readonly state: "too_large" };

/** A mistake of ours, not of the file; where it was made. */
export type ComparingFault = { readonly state: "bug"; readonly stack: string };

export type ComparingAnswer = ComparedLedgers | UnreadLedger | WantsOpenItems | TooLarge;
