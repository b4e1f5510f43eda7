// The versioned table of what each piece of evidence is worth. Natural logarithms of odds (`who`,
// `cited`), probabilities of what a payer does (`habit`). A rule contributes features; only this
// table says how much they weigh. Shipped as a prior; books may learn their own, under a new version.

export type Weights = {
  readonly version: string;
  /** How much likelier the line's text is if this customer pays than if a stranger does. */
  readonly who: {
    readonly known: number;
    readonly account: number;
    readonly name: number;
    readonly alias: number;
    readonly memory: number;
    readonly taxId: number;
    readonly nameForm: number;
    readonly nameCut: number;
    readonly nameInMemo: number;
    readonly nameCore: number;
    /** A branch, a department: the firm behind it is the customer. */
    readonly nameUnit: number;
    readonly nameFuzzy: number;
    readonly nameSound: number;
    /** A name that two customers share. */
    readonly nameShared: number;
    readonly document: number;
    /** Declared payer-for: proven. */
    readonly paysFor: number;
    /** Parent, sister or child without a declaration. */
    readonly group: number;
    /** A known customer pays the debt of an unrelated one. */
    readonly unrelated: number;
    /** Nobody known pays a cited document: a person, an agent. */
    readonly stranger: number;
  };
  /** What a memo that names a number says against readings that leave it out. */
  readonly cited: {
    /** Number of ≥ 8 characters, or one that only this customer's papers carry. */
    readonly strong: number;
    readonly weak: number;
    /** Each further number of a list that a reading leaves out. */
    readonly someMissing: number;
    /** A month named in the memo. */
    readonly month: number;
    /** The memo says the money is paid ahead: against readings that settle what is due. */
    readonly ahead: number;
    /** Most that all numbers together may say. */
    readonly most: number;
  };
  /** How often a payer who is a customer does this. Shares; the rest is what we do not model. */
  readonly habit: Readonly<Record<Habit, number>>;
};

export type Habit =
  | "cited"
  | "citedGroup"
  | "citedPart"
  | "citedParts"
  | "citedOther"
  | "citedNet"
  | "citedOver"
  | "citedSubset"
  | "reference"
  | "single"
  | "undisputed"
  | "side"
  | "all"
  | "due"
  | "terms"
  | "dueAndCurrent"
  | "month"
  | "monthNamed"
  | "statement"
  | "contract"
  | "run"
  | "allButOne"
  | "net"
  | "netLinked"
  | "subset2"
  | "subset3"
  | "subset4"
  | "subset5"
  | "subset6"
  | "subsetNet"
  | "fullAndPart"
  | "severalReceipts"
  | "rounding"
  | "fee"
  | "discount"
  | "lateDiscount"
  | "retention"
  | "retentionUsual"
  | "deduction"
  | "crossCurrency"
  | "onAccount"
  | "over"
  | "slip"
  | "duplicate"
  | "advance"
  | "nothing";

export const shippedWeights: Weights = {
  version: "2026.2",
  who: {
    known: 14,
    account: 9.2,
    name: 8,
    alias: 7.6,
    memory: 7.6,
    taxId: 8,
    nameForm: 6.5,
    nameCut: 6,
    nameInMemo: 5,
    nameCore: 3.5,
    nameUnit: 4,
    nameFuzzy: 1.5,
    nameSound: 2,
    nameShared: 3,
    document: 0,
    paysFor: -0.7,
    group: -6.2,
    unrelated: -6,
    stranger: -3.9,
  },
  cited: { strong: 7, weak: 2.5, someMissing: 2, month: 1.7, ahead: 2.5, most: 16 },
  habit: {
    cited: 0.6,
    citedGroup: 0.1,
    citedPart: 0.15,
    citedParts: 0.05,
    citedOther: 0.0001,
    citedNet: 0.1,
    citedOver: 0.04,
    citedSubset: 0.02,
    reference: 0.3,
    single: 0.42,
    undisputed: 0.05,
    side: 0.05,
    all: 0.06,
    due: 0.06,
    terms: 0.02,
    dueAndCurrent: 0.03,
    month: 0.04,
    monthNamed: 0.4,
    statement: 0.12,
    contract: 0.03,
    run: 0.05,
    allButOne: 0.02,
    net: 0.05,
    netLinked: 0.3,
    subset2: 0.06,
    subset3: 0.03,
    subset4: 0.015,
    subset5: 0.008,
    subset6: 0.004,
    subsetNet: 0.01,
    fullAndPart: 0.02,
    severalReceipts: 0.03,
    rounding: 0.04,
    fee: 0.06,
    discount: 0.3,
    lateDiscount: 0.01,
    retention: 0.3,
    retentionUsual: 0.04,
    deduction: 0.05,
    crossCurrency: 0.2,
    onAccount: 0.04,
    over: 0.02,
    slip: 0.01,
    duplicate: 0.01,
    advance: 0.7,
    nothing: 0.03,
  },
};
