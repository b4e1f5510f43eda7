// Turns "this debtor pays these items" into a bank line and its truth.
import type { DemoLine, LineTruth, TruthAllocation, TruthResidual } from "./books.ts";
import type { Debtor, OpenItem } from "./debtor.ts";
import { writeMemo } from "./memo.ts";
import type { PayerStyle, ReferenceStyle } from "./mix.ts";
import { writeName } from "./names/company-name.ts";
import type { World } from "./world.ts";

/** Money applied to an item, in the item's own direction (negative kinds too: ≥ 0). */
export type Part = {
  readonly open: OpenItem;
  readonly amount: number;
  /** In the line's currency where it differs from the item's. */
  readonly lineAmount?: number;
};

export type Payment = {
  readonly day: number;
  readonly kind: string;
  readonly parts: readonly Part[];
  readonly residuals?: readonly TruthResidual[];
  readonly style?: ReferenceStyle;
  /** Said instead of a reference, or after it. */
  readonly memo?: { text: string; style: string };
  readonly memoSuffix?: string;
  readonly payerStyle?: PayerStyle;
  readonly currency?: string;
};

/** Residual codes that settle the item without money once they are posted (src/cli/reconcile.md). */
export function isSettledByResidual(residual: TruthResidual): boolean {
  if (residual.side !== "item") return false;
  if (residual.code === "discount") return residual.difference === null;
  return residual.code === "rounding" || residual.code === "fee";
}

export function pay(world: World, debtor: Debtor, payment: Payment): DemoLine {
  const residuals = [...(payment.residuals ?? [])];
  const currency = payment.currency ?? debtor.customer.currency;
  const allocations = payment.parts.map(allocationOf);
  let amountMinor = 0;
  for (const allocation of allocations) amountMinor += allocation.lineAmountMinor;
  for (const residual of residuals)
    if (residual.side === "line") amountMinor += residual.amountMinor;
  settle(payment.parts, residuals);
  const items = payment.parts.map((part) => part.open);
  const memo =
    payment.memo ??
    writeMemo(world, debtor, {
      items,
      day: payment.day,
      ...(payment.style ? { style: payment.style } : {}),
    });
  const payer = presentPayer(world, debtor, payment.payerStyle);
  const forWhom = sayForWhom(world, debtor, payer.style);
  const line: DemoLine = {
    lineId: "",
    day: payment.day,
    currency,
    amountMinor,
    payerName: payer.name,
    payerAccount: payer.account,
    memo: memo.text + (payment.memoSuffix ?? "") + forWhom,
    summary: debtor.random.pick(["网银转账", "跨行汇款", "转账", "大额支付", "汇兑来账"]),
    bankRef: debtor.random.digits(16),
    own: ownAccountFor(world, debtor, currency),
  };
  addLine(world, line, {
    lineId: "",
    kind: payment.kind,
    reference: memo.style,
    payer: payer.style,
    receivable: true,
    category: null,
    payerNo: debtor.customer.customerNo,
    payerInMaster: payer.inMaster || forWhom !== "",
    allocations,
    residuals,
  });
  return line;
}

/** " 代深圳市砺芯电子有限公司付" where somebody else, or nobody, stands as the payer. */
function sayForWhom(world: World, { name, random }: Debtor, payerStyle: string): string {
  const { saidForWhom } = world.mix;
  const isOther = ["personal", "finance_company", "nameless"].includes(payerStyle);
  if (saidForWhom === 0 || !isOther || name.language === "en") return "";
  return random.chance(saidForWhom) ? ` 代${name.full}付` : "";
}

export function addLine(world: World, line: DemoLine, truth: LineTruth): void {
  world.lines.push(line);
  world.truth.push(truth);
}

function allocationOf(part: Part): TruthAllocation {
  const { item } = part.open;
  const sign = item.amountMinor < 0 ? -1 : 1;
  return {
    itemNo: item.itemNo,
    kind: item.kind,
    customerNo: item.customerNo,
    amountMinor: sign * part.amount,
    lineAmountMinor: sign * (part.lineAmount ?? part.amount),
  };
}

function settle(parts: readonly Part[], residuals: readonly TruthResidual[]): void {
  for (const part of parts) {
    part.open.left -= part.amount;
    for (const residual of residuals) {
      const isHere = residual.itemNo === part.open.item.itemNo && isSettledByResidual(residual);
      if (isHere) part.open.left -= residual.amountMinor;
    }
    if (part.open.left < 0) throw new Error(`over-settled ${part.open.item.itemNo}`);
  }
}

function ownAccountFor(world: World, debtor: Debtor, currency: string): number {
  const accounts = world.ownAccountsIn(currency);
  if (accounts.includes(debtor.own) && debtor.random.chance(0.85)) return debtor.own;
  return debtor.random.pick(accounts);
}

type PayerLook = { name: string; account: string; style: string; inMaster: boolean };

export function presentPayer(world: World, debtor: Debtor, wanted?: PayerStyle): PayerLook {
  const { random } = debtor;
  const style = wanted ?? random.weighted(world.mix.payers);
  const name = payerName(debtor, style);
  if (name === null) return presentPayer(world, debtor, "exact");
  const realAccount =
    style === "personal"
      ? debtor.personAccount
      : style === "finance_company"
        ? debtor.secondAccount
        : debtor.account;
  const account = hideAccount(world, debtor, style === "nameless" ? debtor.account : realAccount);
  const knownAccount = debtor.customer.bankAccounts.includes(account);
  const knownName = debtor.customer.name === name || debtor.customer.aliases.includes(name);
  const isOwnName = style !== "personal" && style !== "finance_company" && style !== "nameless";
  const isStranger = style === "former" && !knownName;
  return {
    name,
    account,
    style: knownAccount && style === "exact" ? "exact_with_account" : style,
    inMaster: knownAccount || knownName || (isOwnName && !isStranger),
  };
}

/** Null where the debtor has no such name. */
function payerName(debtor: Debtor, style: PayerStyle): string | null {
  switch (style) {
    case "former":
      return debtor.formerName || null;
    case "personal":
      return debtor.name.language === "en" ? null : debtor.person;
    case "finance_company":
      return debtor.financeCompany || null;
    case "nameless":
      return debtor.random.pick(["", "", "现金存入"]);
    default:
      return writeName(debtor.name, style, debtor.random);
  }
}

function hideAccount(world: World, debtor: Debtor, account: string): string {
  if (!debtor.random.chance(world.mix.accountHidden)) return account;
  if (debtor.random.chance(0.5)) return "";
  return `${account.slice(0, 4)}****${account.slice(-4)}`;
}
