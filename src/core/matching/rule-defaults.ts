// What each rule template does when nobody has set anything: on or off, may it post, tolerance and
// parameters. The templates in src/rules describe these to people; the engine acts on them here.

export type RuleAction = "auto" | "suggest";

export type Tolerance = {
  /**
   * Decimal text by currency; "*" for every other one, in hundreds of its smallest units. The smaller
   * of abs and pct holds.
   */
  readonly abs?: Readonly<Record<string, string>>;
  /** Per cent as decimal text. */
  readonly pct?: string;
};

export const ruleDefaults = {
  R01: { action: "auto", tol: {}, params: { minLength: 8, ignoreMasked: true } },
  R02: { action: "auto", tol: {}, params: { suffixEquivalence: true } },
  R03: { action: "auto", tol: {}, params: { confirmations: 2 } },
  R04: {
    action: "suggest",
    tol: {},
    params: { similarityPercent: 92, gapPercent: 5, sound: true, withAmount: true },
  },
  R05: { action: "auto", tol: {}, params: { requireProof: true } },
  R06: { action: "auto", tol: {}, params: { minDigits: 4, byContract: true } },
  R07: { action: "auto", tol: {}, params: { minCharacters: 6 } },
  R08: { action: "auto", tol: {}, params: {} },
  R09: { action: "auto", tol: {}, params: {} },
  R10: { action: "auto", tol: {}, params: { minDigits: 8 } },
  R11: { action: "auto", tol: {}, params: {} },
  // Automatic: damage is read narrowly (DOMAIN §5.11), among the papers of a proven customer.
  R12: { action: "auto", tol: {}, params: { similarityPercent: 90 } },
  R13: { action: "auto", tol: {}, params: { issuedAfterReceiptDays: 30 } },
  R14: { action: "suggest", tol: {}, params: {} },
  R15: { action: "auto", tol: {}, params: { ranges: true, maxRange: 60 } },
  R16: { action: "auto", tol: {}, params: { minRows: 2 } },
  R17: { action: "auto", tol: {}, params: { maxAgeDays: 90 } },
  R18: { action: "auto", tol: {}, params: { minItems: 2 } },
  R19: { action: "auto", tol: {}, params: { graceDays: 0 } },
  R20: { action: "auto", tol: {}, params: { minItems: 2 } },
  R21: { action: "auto", tol: {}, params: { maxCurrent: 3 } },
  R22: { action: "auto", tol: {}, params: { unnamed: true } },
  R23: { action: "auto", tol: {}, params: { maxItems: 6, pool: 40, nodeBudget: 60_000 } },
  R24: { action: "auto", tol: {}, params: { days: 15, maxReceipts: 4 } },
  R25: { action: "auto", tol: {}, params: { tolerancePerMille: 5 } },
  R26: { action: "suggest", tol: {}, params: { allowPartial: true } },
  R27: {
    action: "auto",
    tol: { abs: { JPY: "100", "*": "1.00" }, pct: "0.1" },
    params: {},
  },
  R28: {
    action: "auto",
    tol: {
      abs: { CNY: "300.00", HKD: "400.00", JPY: "6000", TWD: "1500.00", "*": "50.00" },
      pct: "20",
    },
    params: { domestic: false },
  },
  R29: { action: "auto", tol: { abs: { JPY: "1", "*": "0.01" } }, params: { graceDays: 3 } },
  R30: { action: "auto", tol: {}, params: { tolerancePerMille: 10, absCapHome: 5_000 } },
  R31: { action: "auto", tol: {}, params: {} },
  R32: { action: "auto", tol: {}, params: { percents: [3, 5, 10] } },
  R33: { action: "auto", tol: {}, params: { preferLinked: true, maxCredits: 3 } },
  R34: { action: "auto", tol: {}, params: { maxPercent: 100 } },
  R35: { action: "auto", tol: {}, params: { maturityDays: 12, parts: true } },
  R36: { action: "auto", tol: {}, params: { reversalDays: 10 } },
} as const satisfies Record<
  string,
  {
    action: RuleAction;
    tol: Tolerance;
    params: Readonly<Record<string, number | boolean | readonly number[]>>;
  }
>;

export type RuleCode = keyof typeof ruleDefaults;

/** 8 → number, true → boolean, [3, 5] → readonly number[]. */
type Widened<V> = V extends number
  ? number
  : V extends boolean
    ? boolean
    : V extends readonly number[]
      ? readonly number[]
      : never;

export type RuleParams<C extends RuleCode> = {
  readonly [P in keyof (typeof ruleDefaults)[C]["params"]]: Widened<
    (typeof ruleDefaults)[C]["params"][P]
  >;
};
