// Payments by or for somebody else, in another currency, twice, or sent back.
import { convertMoney, formatMinor, money, parseRate, toSafeMinor } from "../../src/core/money.ts";
import { issueItem, itemToPay, type OpenItem } from "../debtor.ts";
import { addLine, pay, presentPayer } from "../payment.ts";
import { rateUnit, type World } from "../world.ts";
import { type DemoCase, type Desk, inFull, keepBusy, newItem } from "./case.ts";

/** The parent pays what its children owe, and something of its own. */
export const parentPays: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const children = desk.others.filter((other) =>
    debtor.customer.paysFor.includes(other.customer.customerNo),
  );
  if (children.length === 0) return 0;
  const items = children.slice(0, 2).map((child) => newItem({ ...desk, debtor: child }));
  if (debtor.random.chance(0.4)) items.push(newItem(desk));
  pay(world, debtor, { day, kind: "parent_pays", parts: inFull(items), payerStyle: "exact" });
  return 1;
};

/** Pays a debt of another customer without being declared to pay for it. */
export const otherCustomersItem: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const other = desk.others.find(
    (one) =>
      one.customer.currency === debtor.customer.currency &&
      !debtor.customer.paysFor.includes(one.customer.customerNo),
  );
  if (!other) return 0;
  const item = newItem({ ...desk, debtor: other });
  const style = debtor.random.chance(0.8) ? "full" : "order";
  const kind = "other_customers_item";
  pay(world, debtor, { day, kind, parts: inFull([item]), style, payerStyle: "exact" });
  return 1;
};

/** A foreign invoice paid in CNY at the customer's rate of the day. */
export const crossCurrency: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const { currency } = debtor.customer;
  if (currency === "CNY") return 0;
  const open = itemToPay(world, debtor, day);
  const home = homeMinor({ minor: open.left, currency, rateText: world.rateText(currency, day) });
  const lineAmount = Math.round(home * (1 + 0.002 * debtor.random.normal()));
  const booked = homeOfItem(world, open);
  const fx = lineAmount - booked;
  pay(world, debtor, {
    day,
    kind: "cross_currency",
    parts: [{ open, amount: open.left, lineAmount }],
    currency: "CNY",
    style: debtor.random.chance(0.8) ? "full" : "generic",
    residuals:
      fx === 0
        ? []
        : [
            {
              itemNo: open.item.itemNo,
              side: "home",
              amountMinor: fx,
              currency: "CNY",
              code: "fx",
              difference: null,
            },
          ],
  });
  return 1;
};

function homeOfItem(world: World, open: OpenItem): number {
  const { currency, issueDay } = open.item;
  return homeMinor({ minor: open.left, currency, rateText: world.rateText(currency, issueDay) });
}

function homeMinor(of: { minor: number; currency: string; rateText: string }): number {
  const rate = parseRate(of.rateText, {
    from: of.currency,
    to: "CNY",
    unit: rateUnit(of.currency),
  });
  if (!rate) throw new Error(`no rate for ${of.currency}`);
  return toSafeMinor(convertMoney(money(of.minor, of.currency), rate).minor);
}

/** The same invoice paid a second time some days after the first. */
export const duplicate: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  if (desk.linesLeft < 2 || day + 12 > world.asOfDay) return 0;
  const open = itemToPay(world, debtor, day);
  const style = debtor.random.chance(0.6) ? "full" : "order";
  pay(world, debtor, {
    day,
    kind: "duplicate_first",
    parts: inFull([open]),
    style,
    payerStyle: "exact",
  });
  const first = world.lines.at(-1);
  const truth = world.truth.at(-1);
  if (!first || !truth) return 1;
  const later = {
    ...first,
    day: day + debtor.random.int(1, 12),
    bankRef: debtor.random.digits(16),
  };
  addLine(world, later, {
    ...truth,
    kind: "duplicate",
    receivable: false,
    category: "duplicate",
    allocations: [],
    residuals: [],
  });
  return 2;
};

/** Pays an invoice that was settled before the window began. */
export const duplicateSettled: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  if (day > world.startDay + 50) return 0;
  const settled = debtor.open.find(
    (open) => open.item.openMinor === 0 && open.item.issueDay > day - 110,
  );
  if (settled?.item.kind !== "invoice") return 0;
  const payer = presentPayer(world, debtor, "exact");
  const { currency, amountMinor, itemNo } = settled.item;
  addLine(
    world,
    {
      lineId: "",
      day,
      currency,
      amountMinor,
      payerName: payer.name,
      payerAccount: payer.account,
      memo: debtor.name.language === "en" ? `INVOICE ${itemNo}` : `发票${itemNo}货款`,
      summary: "网银转账",
      bankRef: debtor.random.digits(16),
      own: debtor.random.pick(world.ownAccountsIn(currency)),
    },
    {
      lineId: "",
      kind: "duplicate_settled",
      reference: "full",
      payer: payer.style,
      receivable: false,
      category: "duplicate",
      payerNo: debtor.customer.customerNo,
      payerInMaster: payer.inMaster,
      allocations: [],
      residuals: [],
    },
  );
  return 1;
};

/** Our bank sends the money back (户名不符); it comes again some days later. */
export const returned: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  if (desk.linesLeft < 3 || day + 9 > world.asOfDay) return 0;
  const open = newItem(desk);
  const style = debtor.random.chance(0.6) ? "full" : "generic";
  const kind = "returned_then_paid";
  keepBusy(desk, day + 9);
  const line = pay(world, debtor, {
    day: day + 9,
    kind,
    parts: inFull([open]),
    style,
    payerStyle: "exact",
  });
  const truth = world.truth.at(-1);
  if (!truth) return 1;
  const reversed = {
    ...truth,
    kind: "returned",
    receivable: false,
    category: "reversal",
    allocations: [],
    residuals: [],
  };
  const bankRef = debtor.random.digits(16);
  addLine(world, { ...line, day, bankRef }, reversed);
  const back = {
    ...line,
    day: day + debtor.random.int(1, 3),
    amountMinor: -line.amountMinor,
    memo: `退票 户名不符 原流水${bankRef} ${formatMinor(line.amountMinor, line.currency)}`,
    summary: "退汇",
    bankRef,
  };
  addLine(world, back, { ...reversed, allocations: [], residuals: [] });
  return 3;
};

/** What was settled before the window: known numbers, and what duplicates repeat. */
export function issueSettled(desk: Desk, day: number): void {
  const open = issueItem(desk.world, desk.debtor, { day });
  open.item.openMinor = 0;
  open.left = 0;
}
