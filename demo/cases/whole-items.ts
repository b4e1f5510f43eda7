// Payments that settle whole items: one, a list, a range, an order, a month, everything.
import { issueItem, itemToPay, monthIndex, type OpenItem, payableItems } from "../debtor.ts";
import { rangeMemo } from "../memo.ts";
import { pay } from "../payment.ts";
import { type DemoCase, type Desk, inFull, newItem, newItems } from "./case.ts";

export const singleExact: DemoCase = (desk) => {
  const item = itemToPay(desk.world, desk.debtor, desk.day);
  payWhole(desk, { kind: "single_exact", items: [item] });
  return 1;
};

export const several: DemoCase = (desk) => {
  const { random } = desk.debtor;
  const count = random.weighted({ 2: 50, 3: 25, 4: 12, 5: 7, 6: 3, 8: 2, 12: 1 });
  const waiting = payableItems(desk.debtor, desk.day).slice(0, random.int(0, Number(count)));
  const items = [...waiting, ...newItems(desk, Number(count) - waiting.length)];
  payWhole(desk, { kind: "several", items });
  return 1;
};

export const range: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  const items = newItems(desk, debtor.random.int(3, 5));
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last) return 0;
  const deliveryDay = first.item.issueDay;
  const { year, month } = world.dateOf(deliveryDay);
  const prefix = `DN${String(year % 100).padStart(2, "0")}${String(month).padStart(2, "0")}-`;
  for (const open of items) open.item.deliveryNo = world.serials.next(prefix, 4);
  const memo = rangeMemo(debtor.random, first.item.deliveryNo, last.item.deliveryNo);
  pay(world, debtor, { day, kind: "range", parts: inFull(items), memo });
  return 1;
};

export const orderTotal: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  const orderNo = world.serials.next(`SO${world.dateOf(day).year}-`, 6);
  const items = newItems(desk, debtor.random.int(2, 4));
  for (const open of items) open.item.orderNo = orderNo;
  debtor.lastOrderNo = "";
  pay(world, debtor, { day, kind: "order_total", parts: inFull(items), style: "order" });
  return 1;
};

/** All invoices of one earlier month, none missing: 8月货款. */
export const month: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  if (day <= debtor.busyUntil) return 0;
  const seedItem = newItem(desk);
  const wanted = monthIndex(world, seedItem.item.issueDay);
  const isWhole = (open: OpenItem) => open.left === Math.abs(open.item.amountMinor) && !open.held;
  let items = itemsOfMonth(desk, wanted);
  if (wanted >= monthIndex(world, day) || !items.every(isWhole)) {
    payWhole(desk, { kind: "single_exact", items: [seedItem] });
    return 1;
  }
  for (let i = debtor.random.int(1, 4) - items.length; i > 0; i--) {
    const { date } = world.dateOf(seedItem.item.issueDay);
    const firstDay = seedItem.item.issueDay - Number(date.slice(8)) + 1;
    const issueDay = firstDay + debtor.random.int(0, 27);
    if (issueDay > debtor.issueFloor) issueItem(world, debtor, { day: issueDay });
  }
  items = itemsOfMonth(desk, wanted);
  debtor.closedMonths.add(wanted);
  const style = debtor.random.chance(0.8) ? "month" : "generic";
  pay(world, debtor, { day, kind: "month", parts: inFull(items), style });
  return 1;
};

function itemsOfMonth({ debtor, world }: Desk, wanted: number): OpenItem[] {
  return debtor.open.filter(
    (open) => open.item.kind === "invoice" && monthIndex(world, open.item.issueDay) === wanted,
  );
}

/** Everything owed today, credit notes deducted. */
export const clearAll: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  if (day <= debtor.busyUntil) return 0;
  const items = debtor.open.filter((open) => open.left > 0 && open.item.issueDay <= day);
  const isPlain = items.every((open) => !open.held && isPlainKind(open));
  if (!isPlain || items.length > 25) return 0;
  while (items.length < 2) items.push(newItem(desk));
  debtor.issueFloor = day;
  pay(world, debtor, { day, kind: "clear_all", parts: inFull(items) });
  return 1;
};

export const clearOverdue: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  if (day <= debtor.busyUntil) return 0;
  const isDue = (open: OpenItem) => open.item.dueDay !== null && open.item.dueDay < day;
  const items = debtor.open.filter((open) => open.left > 0 && isDue(open));
  if (items.length > 25 || !items.every((open) => !open.held && isPlainKind(open))) return 0;
  while (items.length < 2) {
    const item = newItem(desk);
    if (!isDue(item)) return 0;
    items.push(item);
  }
  debtor.dueFloor = Math.max(debtor.dueFloor, day);
  pay(world, debtor, { day, kind: "clear_overdue", parts: inFull(items) });
  return 1;
};

function isPlainKind(open: OpenItem): boolean {
  return open.item.kind === "invoice" || open.item.kind === "credit_note";
}

/** The total of a statement the customer confirmed. */
export const statement: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  const items = newItems(desk, debtor.random.int(2, 7));
  const { year, month: monthNumber } = world.dateOf(day);
  const prefix = `DZ${year}${String(monthNumber).padStart(2, "0")}-`;
  const statementNo = world.serials.next(prefix, 3);
  for (const open of items) {
    open.item.statementNo = statementNo;
    open.item.statementConfirmed = true;
  }
  const cited = { text: `对账单${statementNo}货款`, style: "statement" };
  const isCited = debtor.name.language === "zh" && debtor.random.chance(0.6);
  const memo = isCited ? { memo: cited } : {};
  pay(world, debtor, { day, kind: "statement", parts: inFull(items), ...memo });
  return 1;
};

/** Two customers pay the same amount on one day. */
export const sameAmountPayers: DemoCase = (desk) => {
  const other = desk.others[0];
  if (!other || desk.linesLeft < 2 || other.customer.currency !== desk.debtor.customer.currency) {
    return 0;
  }
  const mine = newItem(desk);
  const theirs = newItem({ ...desk, debtor: other }, mine.item.amountMinor);
  payWhole(desk, { kind: "same_amount_payers", items: [mine] });
  payWhole({ ...desk, debtor: other }, { kind: "same_amount_payers", items: [theirs] });
  return 2;
};

/** Two invoices alike in everything a bank line can say: which one is meant cannot be known. */
export const identical: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  const first = newItem(desk);
  issueItem(world, debtor, {
    day: first.item.issueDay,
    amountMinor: first.item.amountMinor,
    orderNo: first.item.orderNo,
  });
  const style = debtor.random.chance(0.3) ? "full" : "generic";
  pay(world, debtor, { day, kind: "identical", parts: inFull([first]), style });
  return 1;
};

/** Owed for two to three years, paid at last. */
export const oldDebt: DemoCase = (desk) => {
  const { debtor, world, day } = desk;
  const issueDay = day - debtor.random.int(400, 1_100);
  if (debtor.issueFloor > world.startDay - 400 || debtor.dueFloor > 0) return 0;
  const item = issueItem(world, debtor, { day: issueDay });
  payWhole(desk, { kind: "old_debt", items: [item] });
  return 1;
};

function payWhole(desk: Desk, given: { kind: string; items: readonly OpenItem[] }): void {
  pay(desk.world, desk.debtor, { day: desk.day, kind: given.kind, parts: inFull(given.items) });
}
