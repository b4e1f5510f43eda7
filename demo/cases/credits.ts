// Credit notes, advances and payables that a payment takes into account.
import { issueItem, itemToPay, type OpenItem, plausibleIssueDay } from "../debtor.ts";
import { pay } from "../payment.ts";
import { unitOf } from "../world.ts";
import { type DemoCase, type Desk, inFull, lineResidual, newItem, newItems } from "./case.ts";

/** An invoice less its own red invoice. */
export const creditLinked: DemoCase = (desk) => {
  const invoice = newItem(desk);
  const credit = negativeItem(desk, {
    kind: "credit_note",
    of: invoice,
    linkedNo: invoice.item.itemNo,
  });
  pay(desk.world, desk.debtor, {
    day: desk.day,
    kind: "credit_linked",
    parts: inFull([invoice, credit]),
  });
  return 1;
};

/** Some invoices less a red invoice that names none. */
export const creditUnlinked: DemoCase = (desk) => {
  const invoices = newItems(desk, desk.debtor.random.int(1, 3));
  const first = invoices[0];
  if (!first) return 0;
  const credit = negativeItem(desk, { kind: "credit_note", of: first, linkedNo: "" });
  pay(desk.world, desk.debtor, {
    day: desk.day,
    kind: "credit_unlinked",
    parts: inFull([...invoices, credit]),
  });
  return 1;
};

/** The customer is also our supplier and pays the balance. */
export const netting: DemoCase = (desk) => {
  const invoice = newItem(desk);
  const payable = negativeItem(desk, { kind: "payable", of: invoice, linkedNo: "" });
  const memo = { text: `货款抵应付${payable.item.itemNo}后余款`, style: "netting" };
  pay(desk.world, desk.debtor, {
    day: desk.day,
    kind: "netting",
    parts: inFull([invoice, payable]),
    memo,
  });
  return 1;
};

/** Money that came before this year's invoices is used up first. */
export const advanceUsed: DemoCase = (desk) => {
  const invoice = newItem(desk);
  const advance = negativeItem(desk, { kind: "advance", of: invoice, linkedNo: "" });
  pay(desk.world, desk.debtor, {
    day: desk.day,
    kind: "advance_used",
    parts: inFull([invoice, advance]),
  });
  return 1;
};

function negativeItem(
  desk: Desk,
  given: { kind: "credit_note" | "payable" | "advance"; of: OpenItem; linkedNo: string },
): OpenItem {
  const { world, debtor, day } = desk;
  const { random } = debtor;
  const { item } = given.of;
  const amount = Math.max(Math.round(item.amountMinor * (0.03 + 0.4 * random.fraction())), 1);
  return issueItem(world, debtor, {
    day: Math.min(item.issueDay + random.int(1, 10), day),
    kind: given.kind,
    amountMinor: -Math.min(amount, item.amountMinor - 1),
    orderNo: given.linkedNo === "" ? "" : item.orderNo,
    linkedNo: given.linkedNo,
    dueDay: null,
    memo: given.linkedNo === "" ? "" : `对应正数发票号码:${given.linkedNo}`,
  });
}

/** More than owed; the rest is theirs. */
export const overpayment: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const { random } = debtor;
  const open = itemToPay(world, debtor, day);
  const { currency } = open.item;
  const unit = unitOf(currency);
  const roundTo = 10 ** Math.max(Math.floor(Math.log10(open.left / unit)) - 1, 1) * unit;
  const up = Math.ceil(open.left / roundTo) * roundTo - open.left;
  const extra = random.chance(0.5) && up > 5 * unit ? up : random.int(2, 90) * 100 * unit;
  const residuals = [
    lineResidual(currency, { amountMinor: extra, code: "advance", difference: null }),
  ];
  pay(world, debtor, { day, kind: "overpayment", parts: inFull([open]), residuals });
  return 1;
};

/** A deposit on goods not yet invoiced within the window. */
export const advanceOnly: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const { currency } = debtor.customer;
  const amountMinor = debtor.random.int(10, 400) * 1_000 * unitOf(currency);
  const text = debtor.name.language === "en" ? "ADVANCE PAYMENT NEW ORDER" : "预付款 新订单";
  const memo = { text, style: "prepaid_word" };
  const residuals = [lineResidual(currency, { amountMinor, code: "advance", difference: null })];
  pay(world, debtor, { day, kind: "advance_only", parts: [], residuals, memo });
  return 1;
};

/** Paid first, invoiced up to four weeks later. */
export const prepayment: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const issueDay = day + debtor.random.int(2, 28);
  if (issueDay > world.asOfDay) return 0;
  const open = issueItem(world, debtor, { day: issueDay, dueDay: issueDay });
  const style = debtor.random.chance(0.5) ? "order" : "generic";
  pay(world, debtor, { day, kind: "prepayment", parts: inFull([open]), style });
  return 1;
};

/** Delivered and reconciled, not yet invoiced. */
export const delivery: DemoCase = (desk) => otherKind(desk, "delivery");
export const retentionRelease: DemoCase = (desk) => otherKind(desk, "retention");
export const bill: DemoCase = (desk) => otherKind(desk, "bill");
export const eReceivable: DemoCase = (desk) => otherKind(desk, "e_receivable");

const saidByKind = {
  delivery: "送货款",
  retention: "质保金",
  bill: "票据到期托收",
  e_receivable: "电子债权凭证到期兑付",
} as const;

function otherKind(desk: Desk, kind: keyof typeof saidByKind): number {
  const { world, debtor, day } = desk;
  if (debtor.customer.currency !== "CNY") return 0;
  const open = issueItem(world, debtor, {
    day: plausibleIssueDay(world, debtor, day),
    kind,
    ...(kind === "delivery" ? {} : { dueDay: day - debtor.random.int(0, 3) }),
  });
  const said = saidByKind[kind];
  const number = debtor.random.chance(0.6) ? open.item.itemNo : "";
  const memo = { text: `${said}${number}`, style: number === "" ? "generic" : "full" };
  const kindName = kind === "retention" ? "retention_release" : kind;
  pay(world, debtor, { day, kind: kindName, parts: inFull([open]), memo });
  return 1;
}

/** Interest on late payment was charged as an item of its own and is paid with the invoice. */
export const lateInterest: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const invoice = newItem(desk);
  const interest = issueItem(world, debtor, {
    day: invoice.item.issueDay,
    kind: "interest",
    amountMinor: Math.max(Math.round(invoice.item.amountMinor * 0.0115), 100),
  });
  const alone = debtor.random.chance(0.3);
  const parts = inFull(alone ? [interest] : [invoice, interest]);
  pay(world, debtor, { day, kind: "late_interest", parts });
  return 1;
};
