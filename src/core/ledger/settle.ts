// One receipt settles items: claimed where its payer was unknown, allocated, and what is left over
// posted with its code. Turns a decision into the postings of the journal table, in order.
import { assert } from "../assert.ts";
import { laterDate } from "../date.ts";
import { itemKinds } from "../item-kinds.ts";
import { divideHalfUp, formatGrouped, type Rate } from "../money.ts";
import { ok, type Result, refuse } from "../result.ts";
import { firstOpenDay, type Periods } from "./accounting-date.ts";
import type { LedgerSettings } from "./accounts.ts";
import {
  discount,
  fee,
  platformFee,
  platformFeeOf,
  roundingOver,
  roundingShort,
} from "./events/adjustments.ts";
import {
  type ApplyAdvanceRefusal,
  applyAdvance,
  overpaymentToAdvance,
  prepayment,
} from "./events/advances.ts";
import { type AllocationRefusal, allocation } from "./events/allocations.ts";
import { claim } from "./events/receipts.ts";
import { subtractBooked } from "./home-amount.ts";
import type { OpenItem, OpenReceipt, Posting, Use } from "./open.ts";
import type { Occasion } from "./posting.ts";
import { applyItemUse } from "./records.ts";

export type SettlePart = {
  readonly itemId: string;
  /** In the item's currency, with the sign of its kind. */
  readonly amountMinor: bigint;
  readonly receiptAmountMinor: bigint;
};

/** Off an item without money, or off the receipt onto no item. */
export type SettleResidual =
  | {
      readonly side: "item";
      readonly itemId: string;
      /** In the item's currency and direction. */
      readonly amountMinor: bigint;
      readonly code: "rounding" | "fee" | "discount" | "platform_fee";
      /** The day's rate of a foreign item; null = its booking rate. */
      readonly rate: Rate | null;
      /** By contract, of a fee. */
      readonly feeBearer: "us" | "customer";
    }
  | { readonly side: "receipt"; readonly amountMinor: bigint; readonly code: "rounding" }
  /** Kept back by the platform that paid: the parts share the gross (J27). */
  | { readonly side: "receipt"; readonly amountMinor: bigint; readonly code: "platform_fee" }
  | {
      readonly side: "receipt";
      readonly amountMinor: bigint;
      readonly code: "advance";
      readonly newItemId: string;
      readonly number: string;
    };

export type SettleRequest = {
  readonly receipt: OpenReceipt;
  /** Whose debt is paid; needed while the payer is unknown. */
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly parts: readonly SettlePart[];
  readonly residuals: readonly SettleResidual[];
  /** Ids for the advances that instalments (plan items) become, one for each such part. */
  readonly newAdvanceIds: readonly string[];
};

export type SettleContext = {
  readonly books: LedgerSettings;
  readonly periods: Periods;
  readonly items: Pick<ReadonlyMap<string, OpenItem>, "get">;
  /** Output VAT per cent of a plan item ("" = unknown), for the tax part of an advance. */
  readonly taxRateOf: (itemId: string) => string;
};

/** The postings in order, and what is left of the receipt and the items afterwards. */
export type Settled = {
  readonly postings: readonly CodedPosting[];
  readonly receipt: OpenReceipt;
  readonly items: ReadonlyMap<string, OpenItem>;
};

/** code: what a use that is no allocation is for (rounding, fee, discount, advance, plan). */
export type CodedPosting = { readonly posting: Posting; readonly code: string };

export type SettleRefusal =
  | { readonly code: "item_gone"; readonly itemId: string }
  | { readonly code: "customer_missing" }
  | AllocationRefusal
  | ApplyAdvanceRefusal
  | { readonly code: "fee_borne_by_customer" }
  /** Nothing is settled by it, or less than it is: the money alone does not tell the gross. */
  | { readonly code: "platform_fee_without_orders" }
  /** `amount` of the advance finds no open item beside it. */
  | { readonly code: "advance_exceeds_items"; readonly number: string; readonly amount: string }
  /** 应收冲应付 rests on a signed agreement and a second person (ACCOUNTING §8). */
  | { readonly code: "netting_needs_agreement"; readonly number: string };

export function settleReceipt(
  context: SettleContext,
  request: SettleRequest,
): Result<Settled, SettleRefusal> {
  const postings: CodedPosting[] = [];
  const items = new Map<string, OpenItem>();
  let receipt = request.receipt;
  const itemOf = (id: string) => items.get(id) ?? context.items.get(id);
  const keep = (posting: Posting, code: string) => {
    postings.push({ posting, code });
    receipt = restOfReceipt(receipt, posting.uses);
    takeFromItems(items, posting.uses, itemOf);
  };

  for (const { itemId } of request.parts) {
    if (!itemOf(itemId)) return refuse({ code: "item_gone", itemId });
  }
  if (receipt.account === "unidentified") {
    if (!request.customer) return refuse({ code: "customer_missing" });
    const { id: customerId, name: customerName } = request.customer;
    const amountMinor = receipt.amountMinor;
    const occasion = occasionOf(context, receipt, []);
    const claimed = claim(occasion, { receipt, customerId, customerName, amountMinor });
    if (!claimed.ok) {
      assert(claimed.error.code !== "already_identified", "it is unidentified");
      return refuse(claimed.error);
    }
    postings.push({ posting: claimed.value, code: "" });
    receipt = { ...receipt, account: "on_account", customerId, customerName };
  }

  const fees = request.residuals.filter(isKeptBack);
  const settledMinor = request.parts.reduce((sum, part) => sum + part.receiptAmountMinor, 0n);
  const keptMinor = fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  if (fees.length > 0 && settledMinor <= keptMinor) {
    return refuse({ code: "platform_fee_without_orders" });
  }
  for (const { amountMinor } of fees) {
    const kept = platformFee(occasionOf(context, receipt, []), { receipt, amountMinor });
    if (!kept.ok) return kept;
    keep(kept.value, "platform_fee");
  }

  const netted = applyAdvances(context, { receipt, parts: request.parts, itemOf });
  if (!netted.ok) return netted;
  for (const posting of netted.value.postings) keep(posting, "");

  const paid = netted.value.parts.filter((part) => isOnLedger(itemOf(part.itemId)));
  if (paid.length > 0) {
    const parts = paid.map((part) => ({ ...part, item: itemOf(part.itemId)! }));
    const occasion = occasionOf(
      context,
      receipt,
      parts.map((part) => part.item),
    );
    const allocated = allocation(occasion, { receipt, parts });
    if (!allocated.ok) return allocated;
    keep(allocated.value, "");
  }
  const instalments = netted.value.parts.filter((part) => !isOnLedger(itemOf(part.itemId)));
  for (const [index, part] of instalments.entries()) {
    const item = itemOf(part.itemId)!;
    const newItemId = request.newAdvanceIds[index];
    assert(newItemId !== undefined, "each instalment has an id for its advance");
    const taxMinor = taxInside(part.receiptAmountMinor, context.taxRateOf(part.itemId));
    const made = prepayment(occasionOf(context, receipt, [item]), {
      receipt,
      amountMinor: part.receiptAmountMinor,
      newItemId,
      number: `${item.number}-${newItemId}`,
      taxMinor,
    });
    if (!made.ok) return refuse(made.error);
    // the instalment is a memo without account: it shrinks beside the entry, as a record of its own
    const memo: Use = {
      of: "item",
      itemId: item.itemId,
      amountMinor: part.amountMinor,
      homeMinor: 0n,
    };
    keep({ ...made.value, uses: [...made.value.uses, memo] }, "plan");
  }
  for (const residual of request.residuals) {
    if (isKeptBack(residual)) continue;
    const made = postResidual(context, { receipt, residual, itemOf });
    if (!made.ok) return made;
    keep(made.value, residual.code);
  }
  return ok({ postings, receipt, items });
}

type KeptBack = Extract<SettleResidual, { side: "receipt"; code: "platform_fee" }>;

function isKeptBack(residual: SettleResidual): residual is KeptBack {
  return residual.side === "receipt" && residual.code === "platform_fee";
}

type Netted = { readonly postings: readonly Posting[]; readonly parts: readonly SettlePart[] };

/**
 * Advances among the parts settle the items beside them (J22); the receipt pays what is left of
 * those. 100,000 with an advance of 8,000 and 92,000 received: 8,000 by J22, 92,000 by J10.
 */
function applyAdvances(
  context: SettleContext,
  of: {
    readonly receipt: OpenReceipt;
    readonly parts: readonly SettlePart[];
    readonly itemOf: (id: string) => OpenItem | undefined;
  },
): Result<Netted, SettleRefusal> {
  const [only] = of.parts;
  const kindOfFirst = only && of.itemOf(only.itemId)?.kind;
  if (of.parts.length < 2 && kindOfFirst !== "payable" && kindOfFirst !== "advance") {
    return ok({ postings: [], parts: of.parts });
  }
  const left = new Map<string, SettlePart>();
  const lent = new Map<string, OpenItem>();
  const postings: Posting[] = [];
  const open = (id: string) => lent.get(id) ?? of.itemOf(id);
  for (const part of of.parts) {
    const kind = of.itemOf(part.itemId)?.kind;
    if (kind === "payable") {
      const number = of.itemOf(part.itemId)?.number ?? "";
      return refuse({ code: "netting_needs_agreement", number });
    }
    if (left.has(part.itemId)) {
      return refuse({ code: "item_twice", number: of.itemOf(part.itemId)?.number ?? "" });
    }
    if (kind !== "advance") left.set(part.itemId, part);
  }
  for (const part of of.parts) {
    const advance = open(part.itemId);
    if (advance?.kind !== "advance") continue;
    let rest = -part.amountMinor;
    /** What the receipt need not give, in its own currency. */
    let spared = -part.receiptAmountMinor;
    let isOtherCurrency = false;
    for (const target of [...left.values()]) {
      if (rest === 0n && spared === 0n) break;
      const item = open(target.itemId);
      if (!item || item.customerId !== advance.customerId || target.amountMinor <= 0n) continue;
      if (item.currency !== advance.currency) {
        isOtherCurrency = true;
        continue;
      }
      const amountMinor = target.amountMinor < rest ? target.amountMinor : rest;
      if (amountMinor > 0n) {
        const occasion = occasionOf(context, of.receipt, [advance, item]);
        const applied = applyAdvance(occasion, { advance: open(part.itemId)!, item, amountMinor });
        if (!applied.ok) return applied;
        postings.push(applied.value);
        takeFromItems(lent, applied.value.uses, open);
      }
      const remaining = lessAdvance(target, { amountMinor, spared });
      rest -= amountMinor;
      spared -= target.receiptAmountMinor - remaining.receiptAmountMinor;
      if (remaining.amountMinor === 0n) left.delete(target.itemId);
      else left.set(target.itemId, remaining);
    }
    if (rest !== 0n) return refuse(advanceLeft(advance, { rest, isOtherCurrency, of }));
  }
  return ok({ postings, parts: [...left.values()] });
}

/** Why not all of an advance could be applied to the items beside it. */
function advanceLeft(
  advance: OpenItem,
  left: {
    readonly rest: bigint;
    readonly isOtherCurrency: boolean;
    readonly of: Parameters<typeof applyAdvances>[1];
  },
): SettleRefusal {
  const { itemOf, parts } = left.of;
  const claims = parts.filter((part) => part.amountMinor > 0n).map((part) => itemOf(part.itemId));
  const isOwn = (item: OpenItem | undefined) => item?.customerId === advance.customerId;
  if (left.isOtherCurrency) return { code: "other_currency" };
  if (claims.length > 0 && !claims.some(isOwn)) return { code: "other_customer" };
  const { number, currency } = advance;
  return { code: "advance_exceeds_items", number, amount: formatGrouped(left.rest, currency) };
}

/**
 * Of an item an advance settles in full the receipt gives nothing; of the one it settles in part, what
 * the advance does not spare it, so that the receipt gives the sum of the parts in its own currency.
 */
function lessAdvance(
  part: SettlePart,
  { amountMinor, spared }: { readonly amountMinor: bigint; readonly spared: bigint },
): SettlePart {
  const isCovered = amountMinor === part.amountMinor;
  return {
    ...part,
    amountMinor: part.amountMinor - amountMinor,
    receiptAmountMinor: isCovered ? 0n : part.receiptAmountMinor - spared,
  };
}

/** Instalments are memo items: no account, no entry of their own. */
function isOnLedger(item: OpenItem | undefined): boolean {
  return item !== undefined && itemKinds[item.kind].account !== null;
}

/** Business date: the later of receipt and items. Accounting date: the first open day from there. */
function occasionOf(
  context: SettleContext,
  receipt: OpenReceipt,
  items: readonly OpenItem[],
): Occasion {
  let { businessDate, accountingDate } = receipt;
  for (const item of items) {
    businessDate = laterDate(businessDate, item.issueDate);
    accountingDate = laterDate(accountingDate, item.accountingDate);
  }
  accountingDate = firstOpenDay(context.periods, accountingDate);
  return { books: context.books, businessDate, accountingDate, origin: "ours" };
}

function postResidual(
  context: SettleContext,
  {
    receipt,
    residual,
    itemOf,
  }: {
    readonly receipt: OpenReceipt;
    readonly residual: Exclude<SettleResidual, KeptBack>;
    readonly itemOf: (id: string) => OpenItem | undefined;
  },
): Result<Posting, SettleRefusal> {
  if (residual.side === "receipt") {
    const occasion = occasionOf(context, receipt, []);
    const { amountMinor } = residual;
    if (residual.code === "rounding") return roundingOver(occasion, { receipt, amountMinor });
    return overpaymentToAdvance(occasion, {
      receipt,
      amountMinor,
      newItemId: residual.newItemId,
      number: residual.number,
    });
  }
  const item = itemOf(residual.itemId);
  if (!item) return refuse({ code: "item_gone", itemId: residual.itemId });
  const occasion = occasionOf(context, receipt, [item]);
  const input = { item, amountMinor: residual.amountMinor, rate: residual.rate };
  if (residual.code === "rounding") return roundingShort(occasion, input);
  if (residual.code === "discount") return discount(occasion, input);
  if (residual.code === "platform_fee") return platformFeeOf(occasion, input);
  const charged = fee(occasion, { ...input, borneBy: residual.feeBearer });
  if (!charged.ok) return charged;
  if (charged.value.kind !== "posted") return refuse({ code: "fee_borne_by_customer" });
  return ok(charged.value.posting);
}

function restOfReceipt(receipt: OpenReceipt, uses: readonly Use[]): OpenReceipt {
  const used = { amountMinor: 0n, homeMinor: 0n };
  for (const use of uses) {
    if (use.of !== "receipt" || use.receiptId !== receipt.receiptId) continue;
    used.amountMinor += use.amountMinor;
    used.homeMinor += use.homeMinor;
  }
  return subtractBooked(receipt, used);
}

/** Puts what is left of the items into `rest`, which `itemOf` looks at before anything else. */
function takeFromItems(
  rest: Map<string, OpenItem>,
  uses: readonly Use[],
  itemOf: (id: string) => OpenItem | undefined,
): void {
  for (const use of uses) {
    if (use.of !== "item") continue;
    const item = itemOf(use.itemId);
    if (item) rest.set(use.itemId, applyItemUse(item, use));
  }
}

/** VAT inside a gross amount at a per-cent rate written as text ("13"); 0 when unknown. */
function taxInside(grossMinor: bigint, rate: string): bigint {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate);
  if (!match) return 0n;
  const fraction = match[2] ?? "";
  const scaled = BigInt(match[1] + fraction);
  const hundred = 100n * 10n ** BigInt(fraction.length);
  return divideHalfUp(grossMinor * scaled, hundred + scaled);
}
