// What the matching engine is given. The same for the books and for file mode: plain records, no
// ids of a database, no clock. Amounts are safe integers in minor units of the record's currency.
import type { CurrencyCode } from "../currency.ts";
import type { IsoDate } from "../date.ts";
import type { matchableKinds } from "../item-kinds.ts";
import type { Rate } from "../money.ts";
import type { Records } from "./records.ts";
import type { Weights } from "./weights.ts";

export type MatchableKind = (typeof matchableKinds)[number];

/** An open (or, with openMinor 0, a settled) item. Negative kinds carry negative amounts. */
export type MatchItem = {
  readonly itemNo: string;
  readonly kind: MatchableKind;
  readonly customerNo: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
  /** 0 = settled: used only to recognise duplicates and known numbers. */
  readonly openMinor: number;
  readonly issueDate: IsoDate | null;
  /** Null = unknown, never overdue. */
  readonly dueDate: IsoDate | null;
  readonly orderNo: string;
  readonly contractNo: string;
  readonly deliveryNo: string;
  readonly statementNo: string;
  readonly statementConfirmed: boolean;
  /** The blue invoice of a red one. */
  readonly linkedNo: string;
  readonly memo: string;
  /** Home units for one unit of the item's currency at booking; null = unknown. */
  readonly bookingRate: Rate | null;
  readonly discountDate: IsoDate | null;
  readonly discountMinor: number;
  readonly retentionMinor: number;
  readonly retentionDue: IsoDate | null;
  /** Per cent as text, "13"; "" = unknown. */
  readonly taxRate: string;
  readonly disputedMinor: number;
};

/** A claim that a factor 保理商 has bought and that is its money; with recourse it is ours to make good. */
export type Sale = {
  /** Its place among the items. */
  readonly item: number;
  readonly to: string;
  readonly on: IsoDate;
  readonly hasRecourse: boolean;
};

/** A bank line. Amount + = money in. */
export type MatchLine = {
  readonly lineId: string;
  readonly date: IsoDate;
  readonly valueDate: IsoDate | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly memo: string;
  readonly bankRef: string;
  readonly endToEnd: string;
  /** Our own account that was credited; "" = unknown. */
  readonly account: string;
  /** Set where a person already decided who pays (claimed receipts); restricts stage A. */
  readonly knownCustomerNo: string | null;
  /** Families of words the text bears (find-words.ts); missing: nobody has looked. */
  readonly words?: number;
  /** Rows of the payer's own advice that came beside the money (R16). */
  readonly remittance?: readonly RemittanceRow[];
};

/** The payer says how much is for which document. */
export type RemittanceRow = { readonly number: string; readonly amountMinor: number };

export type MatchCustomer = {
  readonly customerNo: string;
  readonly name: string;
  /** Former names, aliases. */
  readonly aliases: readonly string[];
  readonly taxId: string;
  readonly bankAccounts: readonly string[];
  /** Customers this one may pay for; counts as proven. */
  readonly paysFor: readonly string[];
  readonly parentNo: string;
  readonly paymentHabit: string;
  /** Learned from people: ln of how much likelier readings of a template are than usual. */
  readonly habits?: Readonly<Record<string, number>>;
};

export type MatchRate = { readonly date: IsoDate; readonly rate: Rate };

export type OwnAccount = {
  readonly account: string;
  readonly name: string;
  /** A collection account given to one customer, perhaps for one contract (R06). */
  readonly customerNo?: string;
  readonly contractNo?: string;
};

/** What was learned from people: `customerNo` pays under this account or name. */
export type MatchMemory = {
  readonly kind: "account" | "name";
  readonly value: string;
  readonly customerNo: string;
  readonly confirmations: number;
};

/** Per rule: switched on or off, automatic or suggest only, tolerance and parameters. */
export type RuleSetting = {
  readonly code: string;
  readonly enabled?: boolean;
  readonly action?: "auto" | "suggest";
  readonly tol?: { readonly abs?: Readonly<Record<CurrencyCode, string>>; readonly pct?: string };
  readonly params?: Readonly<Record<string, unknown>>;
  readonly scope?: {
    readonly customer?: readonly string[];
    readonly bank?: readonly string[];
    readonly currency?: readonly string[];
  };
};

export type MatchInput = {
  readonly homeCurrency: CurrencyCode;
  readonly asOf: IsoDate;
  readonly items: readonly MatchItem[];
  readonly lines: readonly MatchLine[];
  /** Claims that were sold; absent: none. */
  readonly sales?: readonly Sale[];
  /** Lines decided before whose receipt money out may take back (退票); none outside the books. */
  readonly booked?: readonly MatchLine[];
  readonly customers: readonly MatchCustomer[];
  readonly rates: readonly MatchRate[];
  readonly own: readonly OwnAccount[];
  readonly memory: readonly MatchMemory[];
  readonly rules: readonly RuleSetting[];
  /** Settled items count for the duplicate test this many days back (R36 c). */
  readonly closedDays: number;
  /** At most this many wrong automatic lines per thousand. */
  readonly maxWrongPerMille: number;
  /** Calibrated on the books' own labels; absent = the shipped prior for maxWrongPerMille. */
  readonly threshold?: number;
  /** What we owe the payer is netted only by a signed agreement: such a reading waits for a person. */
  readonly nettingByAgreement?: boolean;
  /** Customers with a refused item row: no automatic allocation by amount alone. */
  readonly incompleteCustomers: ReadonlySet<string>;
  /** Another table than the shipped one (file mode `--weights`, learned weights of the books). */
  readonly weights?: Weights;
};

/** The same with records that need not all be there at once. */
export type BookInput = Omit<MatchInput, "items" | "lines"> & {
  readonly items: Records<MatchItem>;
  readonly lines: Records<MatchLine>;
};
