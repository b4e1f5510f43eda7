// Payments that differ from what is owed, each for a reason (DOMAIN §6).
import type { TruthResidual } from "../books.ts";
import { itemToPay, type OpenItem } from "../debtor.ts";
import type { ReferenceStyle } from "../mix.ts";
import { pay } from "../payment.ts";
import { unitOf } from "../world.ts";
import { type DemoCase, type Desk, inFull, itemResidual, lineResidual, newItem } from "./case.ts";

/** 5 % of the price is kept back until the warranty ends. */
export const retention: DemoCase = (desk) => {
  const { random } = desk.debtor;
  const open = newItem(desk);
  const kept = Math.round((open.left * random.pick([3, 5, 5, 10])) / 100);
  const isAgreed = random.chance(0.8);
  if (isAgreed) {
    open.item.retentionMinor = kept;
    open.item.retentionDay = open.item.issueDay + 365;
  }
  return payShort(desk, open, {
    kind: "retention",
    short: kept,
    code: "retention",
    difference: "P08",
    ...(random.chance(0.4) ? { said: " 扣质保金" } : {}),
  });
};

/** Paid within the agreed days: the discount is the customer's right. */
export const discountInTime: DemoCase = (desk) => {
  const open = discountedItem(desk, 0);
  return payShort(desk, open, {
    kind: "discount_in_time",
    short: open.item.discountMinor,
    code: "discount",
    difference: null,
  });
};

/** The discount taken although the date had passed. */
export const discountLate: DemoCase = (desk) => {
  const open = discountedItem(desk, desk.debtor.random.int(6, 25));
  return payShort(desk, open, {
    kind: "discount_late",
    short: open.item.discountMinor,
    code: "discount",
    difference: "P01",
  });
};

function discountedItem(desk: Desk, daysLate: number): OpenItem {
  const open = newItem(desk);
  const { item } = open;
  item.discountDay = Math.max(desk.day - daysLate, item.issueDay);
  if (daysLate === 0) item.discountDay = desk.day + desk.debtor.random.int(0, 5);
  item.dueDay = item.discountDay + 20;
  item.discountMinor = Math.round((item.amountMinor * desk.debtor.random.pick([1, 2, 2, 3])) / 100);
  return open;
}

/** A correspondent bank keeps its charge; by contract the cost is ours. */
export const bankFee: DemoCase = (desk) => {
  const { random, customer } = desk.debtor;
  if (customer.currency === "CNY") return 0;
  const open = itemToPay(desk.world, desk.debtor, desk.day);
  const fee =
    customer.currency === "JPY"
      ? random.pick([1_500, 2_500, 4_000])
      : random.pick([15, 20, 25, 25, 30, 45]) * unitOf(customer.currency);
  return payShort(desk, open, { kind: "bank_fee", short: fee, code: "fee", difference: "P04" });
};

/** Tax withheld at source abroad. */
export const withholding: DemoCase = (desk) => {
  if (desk.debtor.customer.currency === "CNY") return 0;
  const open = newItem(desk);
  const short = Math.round(open.left / 10);
  const said = " LESS 10 PCT WHT";
  const difference = "P04";
  return payShort(desk, open, {
    kind: "withholding",
    short,
    code: "withholding",
    difference,
    said,
  });
};

/** Jiao and fen left off, or rounded up. */
export const rounding: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const open = newItem(desk);
  const unit = unitOf(open.item.currency);
  const tail = open.left % unit;
  if (tail === 0 || open.left < 1_000 * unit) return 0;
  if (tail <= unit / 2 || debtor.random.chance(0.6)) {
    const given = { short: tail, code: "rounding", difference: "T03" };
    return payShort(desk, open, { kind: "rounding", ...given });
  }
  const over = { amountMinor: unit - tail, code: "rounding", difference: "T03" };
  const residuals = [lineResidual(open.item.currency, over)];
  pay(world, debtor, { day, kind: "rounding", parts: inFull([open]), residuals });
  return 1;
};

const deductionWords: readonly { words: readonly string[]; difference: string }[] = [
  { words: ["扣质量款", "扣不良品款", "质量扣款"], difference: "S01" },
  { words: ["扣逾期交货违约金", "交期罚款"], difference: "S04" },
  { words: ["扣返利", "抵返利"], difference: "P06" },
  { words: ["扣短装款", "少货扣款"], difference: "P07" },
  { words: ["价格差异扣款", "按新价结算扣"], difference: "P02" },
  { words: ["扣未验收部分", "服务未完成扣款"], difference: "S02" },
];

export const deduction: DemoCase = (desk) => {
  const { random, name } = desk.debtor;
  if (name.language === "en") return 0;
  const open = newItem(desk);
  const unit = unitOf(open.item.currency);
  const yuan = Math.max(Math.round((open.left * random.int(2, 12)) / 100 / unit / 100), 1) * 100;
  const reason = random.pick(deductionWords);
  const said = ` ${random.pick(reason.words)}${random.chance(0.75) ? yuan : ""}`;
  const { difference } = reason;
  const short = yuan * unit;
  return payShort(desk, open, { kind: "deduction", short, code: "deduction", difference, said });
};

/** Less than owed and not a word why: no code until a test or a person gives one (DOMAIN §6). */
export const shortUnexplained: DemoCase = (desk) => {
  const open = newItem(desk);
  const short = Math.round(open.left * (0.03 + 0.2 * desk.debtor.random.fraction()));
  const cause = { code: "unexplained", difference: null };
  return payShort(desk, open, { kind: "short_unexplained", short, ...cause, style: "full" });
};

/** One digit too few or too many. */
export const digitSlip: DemoCase = (desk) => {
  const open = newItem(desk);
  if (desk.debtor.random.chance(0.7) && open.left % 10 === 0) {
    return payWrongAmount(desk, open, {
      kind: "digit_slip",
      paid: open.left / 10,
      difference: "T01",
    });
  }
  return payWrongAmount(desk, open, {
    kind: "digit_slip",
    paid: open.left * 10,
    difference: "T01",
  });
};

/** Two neighbouring digits of the amount swapped; those of the cents would pass as rounding. */
export const transposed: DemoCase = (desk) => {
  const open = newItem(desk);
  const digits = [...String(open.left)];
  const cents = open.item.currency === "JPY" ? 0 : 2;
  const places = digits.flatMap((digit, i) => {
    const next = digits[i + 1];
    const isSwap = i > 0 && i + 1 < digits.length - cents && next !== undefined && next !== digit;
    return isSwap ? [i] : [];
  });
  if (places.length === 0) return 0;
  const at = desk.debtor.random.pick(places);
  [digits[at], digits[at + 1]] = [digits[at + 1] ?? "", digits[at] ?? ""];
  const paid = Number(digits.join(""));
  return payWrongAmount(desk, open, { kind: "transposed", paid, difference: "T02" });
};

/** Paid at 6 % or 9 % VAT where 13 % was invoiced, or without VAT. */
export const vatRate: DemoCase = (desk) => {
  if (desk.debtor.customer.currency !== "CNY") return 0;
  const open = newItem(desk);
  const factor = desk.debtor.random.pick([109, 106, 103, 100]);
  const paid = Math.round((open.left * factor) / 113);
  return payWrongAmount(desk, open, { kind: "vat_rate", paid, difference: "P05" });
};

function payWrongAmount(
  desk: Desk,
  open: OpenItem,
  given: { kind: string; paid: number; difference: string },
): number {
  const { world, debtor, day } = desk;
  const { kind, paid, difference } = given;
  const style: ReferenceStyle = debtor.random.chance(0.7) ? "full" : "generic";
  if (paid <= 0 || paid === open.left) return 0;
  if (paid < open.left) {
    const short = open.left - paid;
    return payShort(desk, open, { kind, short, code: "unexplained", difference, style });
  }
  const extra = { amountMinor: paid - open.left, code: "advance", difference };
  const residuals = [lineResidual(open.item.currency, extra)];
  pay(world, debtor, { day, kind, parts: inFull([open]), residuals, style });
  return 1;
}

function payShort(
  desk: Desk,
  open: OpenItem,
  given: {
    kind: string;
    short: number;
    code: string;
    difference: string | null;
    said?: string;
    style?: ReferenceStyle;
  },
): number {
  const { short, code, difference } = given;
  if (short <= 0 || short >= open.left) return 0;
  const residual: TruthResidual = itemResidual(open, { amountMinor: short, code, difference });
  pay(desk.world, desk.debtor, {
    day: desk.day,
    kind: given.kind,
    parts: [{ open, amount: open.left - short }],
    residuals: [residual],
    ...(given.said ? { memoSuffix: given.said } : {}),
    ...(given.style ? { style: given.style } : {}),
  });
  return 1;
}
