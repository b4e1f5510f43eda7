// The proofs of ACCOUNTING §6, each with both sides computed from different records: what items,
// receipts and uses say against what the posting lines say.
import { billAccounts, isReceivableAccount, receivableAccounts } from "../core/ledger/accounts.ts";
import { type Balance, balancesBy, linesAt, zeroBalance } from "../core/ledger/balance.ts";
import type { PostingLine } from "../core/ledger/posting.ts";
import { itemsAt, type LedgerRecords, receiptsAt, type Viewpoint } from "../core/ledger/records.ts";
import type { Sentence } from "../core/words/word.ts";
import { ageItems, agingInput } from "./aging.ts";

const proofTitles = {
  aging_is_1122: { zh: "账龄合计 = 应收账款 1122", en: "Aging = receivables 1122" },
  unapplied_is_2203_01: {
    zh: "未核销收款 = 预收账款 2203.01",
    en: "Unapplied receipts = 2203.01",
  },
  unidentified_is_2241_01: {
    zh: "待认领款项 = 其他应付款 2241.01",
    en: "Unidentified receipts = 2241.01",
  },
  bills_are_1121: { zh: "在手票据 = 应收票据 1121", en: "Bills in hand = 1121" },
  contract_assets_are_1141: {
    zh: "质保金 = 合同资产 1141",
    en: "Retentions = contract assets 1141",
  },
  advances_tie: { zh: "预收 = 2205、2203.02", en: "Advances = 2205, 2203.02" },
  deposits_tie: { zh: "保证金 = 2241.03", en: "Deposits held = 2241.03" },
  held_for_factors_ties: { zh: "代收保理款 = 2241.04", en: "Held for factors = 2241.04" },
  written_off_is_register: {
    zh: "已核销坏账 = 备查簿",
    en: "Written-off claims = the register",
  },
} as const satisfies Record<string, Sentence>;

export type ProofCode = keyof typeof proofTitles;

/** One comparison; it holds when both sides are equal in currency and home amount. */
export type Proof = {
  readonly code: ProofCode;
  /** "" where the proof is not by customer. */
  readonly customerId: string;
  readonly currency: string;
  readonly records: Balance;
  readonly ledger: Balance;
};

export function holds({ records, ledger }: Proof): boolean {
  return records.amountMinor === ledger.amountMinor && records.homeMinor === ledger.homeMinor;
}

/** Proofs 1 and 2, for every customer and currency. */
export function ledgerProofs(data: LedgerRecords, viewpoint: Viewpoint): Proof[] {
  return [
    ...agingProofs(data, viewpoint),
    ...accountProofs(data, viewpoint),
    ...registerProof(data, viewpoint),
  ];
}

/** Proof 1: the aging of each customer is the balance of 1122, its unapplied money that of 2203.01. */
function agingProofs(data: LedgerRecords, viewpoint: Viewpoint): Proof[] {
  const aged = ageItems(agingInput(data, viewpoint, "due"));
  const lines = linesAt(data.entries, viewpoint);
  const receivable = new Map(
    aged.map((row) => [`${row.customerId} ${row.currency}`, row.receivable]),
  );
  const unapplied = new Map(
    aged.map((row) => [`${row.customerId} ${row.currency}`, row.unapplied]),
  );
  return [
    ...compare(
      "aging_is_1122",
      receivable,
      byCustomer(lines, ({ account }) => isReceivableAccount(account)),
    ),
    ...compare(
      "unapplied_is_2203_01",
      unapplied,
      negated(byCustomer(lines, ({ account }) => account === "on_account")),
    ),
  ];
}

function byCustomer(
  lines: readonly PostingLine[],
  belongs: (line: PostingLine) => boolean,
): Map<string, Balance> {
  return balancesBy(lines, (line) =>
    belongs(line) ? `${line.customerId ?? ""} ${line.currency}` : null,
  );
}

type AccountProof = {
  readonly code: ProofCode;
  readonly accounts: ReadonlySet<string>;
};

const itemProofs: readonly AccountProof[] = [
  { code: "bills_are_1121", accounts: new Set(["bill", "bill_trade"]) },
  { code: "contract_assets_are_1141", accounts: new Set(["contract_asset"]) },
  { code: "deposits_tie", accounts: new Set(["deposit_held"]) },
  { code: "held_for_factors_ties", accounts: new Set(["agency"]) },
  { code: "advances_tie", accounts: new Set(["advance", "advance_plain"]) },
];

/** Proof 2 and what stands beside the aging: each kind of item ties to its own account. */
function accountProofs(data: LedgerRecords, viewpoint: Viewpoint): Proof[] {
  const lines = linesAt(data.entries, viewpoint);
  const items = itemsAt(data, viewpoint).filter(
    ({ kind, isDerecognised }) => kind !== "written_off" && isDerecognised !== true,
  );
  const unidentified = receiptsAt(data, viewpoint).filter(
    ({ account }) => account === "unidentified",
  );
  return [
    ...compare(
      "unidentified_is_2241_01",
      sumBy(unidentified.map((receipt) => ({ ...receipt, customerId: "" }))),
      negated(byCustomer(lines, ({ account }) => account === "unidentified")),
    ),
    ...itemProofs.flatMap(({ code, accounts }) => {
      const open = items.filter(({ account }) => accounts.has(account)).map(withoutTax);
      return compare(
        code,
        sumBy(open),
        byCustomer(lines, ({ account }) => accounts.has(account)),
      );
    }),
  ];
}

/** An advance in 2205 stands there without the tax that rests in 2221.10. */
function withoutTax<I extends Balance & { readonly tax?: Balance }>(item: I): I {
  const { tax } = item;
  if (!tax) return item;
  return {
    ...item,
    amountMinor: item.amountMinor - tax.amountMinor,
    homeMinor: item.homeMinor - tax.homeMinor,
  };
}

/** Written-off claims not recovered are exactly the register 备查簿. */
function registerProof(data: LedgerRecords, viewpoint: Viewpoint): Proof[] {
  const register = itemsAt(data, viewpoint).filter(({ kind }) => kind === "written_off");
  const written = linesAt(data.entries, viewpoint).filter(
    ({ entry, account }) =>
      (entry.event === "J37" || entry.event === "J39") && claimAccounts.has(account),
  );
  return compare(
    "written_off_is_register",
    sumBy(register),
    negated(byCustomer(written, () => true)),
  );
}

/**
 * The claim's own side of a write-off or recovery. Under the SME standard a recovery leaves the
 * receipt on account in place of a restored claim.
 */
const claimAccounts: ReadonlySet<string> = new Set([
  ...receivableAccounts,
  ...billAccounts,
  "contract_asset",
  "on_account",
]);

function sumBy(
  amounts: readonly (Balance & { readonly customerId: string | null; readonly currency: string })[],
): Map<string, Balance> {
  const sums = new Map<string, Balance>();
  for (const { customerId, currency, amountMinor, homeMinor } of amounts) {
    const key = `${customerId ?? ""} ${currency}`;
    const sum = sums.get(key) ?? zeroBalance;
    sums.set(key, {
      amountMinor: sum.amountMinor + amountMinor,
      homeMinor: sum.homeMinor + homeMinor,
    });
  }
  return sums;
}

function negated(balances: ReadonlyMap<string, Balance>): Map<string, Balance> {
  return new Map(
    [...balances].map(([key, { amountMinor, homeMinor }]) => [
      key,
      { amountMinor: -amountMinor, homeMinor: -homeMinor },
    ]),
  );
}

function compare(
  code: ProofCode,
  records: ReadonlyMap<string, Balance>,
  ledger: ReadonlyMap<string, Balance>,
): Proof[] {
  const keys = [...new Set([...records.keys(), ...ledger.keys()])].sort();
  return keys.map((key) => {
    const [customerId = "", currency = ""] = key.split(" ");
    return {
      code,
      customerId,
      currency,
      records: records.get(key) ?? zeroBalance,
      ledger: ledger.get(key) ?? zeroBalance,
    };
  });
}
