// Payments that settle an item in pieces: part payments, splits, N:M, contract instalments.
import { issueItem } from "../debtor.ts";
import { pay } from "../payment.ts";
import { type DemoCase, inFull, itemResidual, keepBusy, newItem } from "./case.ts";

/** Round money on account of one invoice; the rest stays open. */
export const partial: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const open = newItem(desk);
  const share = debtor.random.pick([0.3, 0.5, 0.5, 0.6, 0.7, 0.8]);
  const amount = roundDown(open.left * share);
  if (amount <= 0) return 0;
  pay(world, debtor, {
    day,
    kind: "partial",
    parts: [{ open, amount }],
    residuals: [
      itemResidual(open, { amountMinor: open.left - amount, code: "partial", difference: null }),
    ],
  });
  return 1;
};

/** One invoice in two to four payments over some weeks, the last one to the cent. */
export const partPayments: DemoCase = (desk) => {
  const { world, debtor } = desk;
  const count = Math.min(debtor.random.int(2, 4), desk.linesLeft);
  if (count < 2 || desk.day + count * 15 > world.asOfDay) return 0;
  const open = newItem(desk);
  const piece = roundDown(open.left / count);
  if (piece <= 0) return 0;
  let day = desk.day;
  for (let i = 1; i <= count; i++) {
    const isLast = i === count;
    const amount = isLast ? open.left : piece;
    const rest = { amountMinor: open.left - amount, code: "partial", difference: null };
    const residuals = isLast ? [] : [itemResidual(open, rest)];
    pay(world, debtor, { day, kind: "part_payments", parts: [{ open, amount }], residuals });
    keepBusy(desk, day);
    day += debtor.random.int(3, 14);
  }
  return count;
};

/** A transfer limit splits one payment into several on one day, the same reference on each. */
export const sameDaySplit: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  const count = Math.min(debtor.random.int(2, 3), desk.linesLeft);
  if (count < 2) return 0;
  const open = newItem(desk);
  const piece = roundDown(open.left / (count - 0.4));
  if (piece <= 0) return 0;
  const style = debtor.random.chance(0.6) ? "full" : "generic";
  for (let i = 1; i <= count; i++) {
    const amount = i === count ? open.left : piece;
    pay(world, debtor, {
      day,
      kind: "same_day_split",
      parts: [{ open, amount }],
      style,
      payerStyle: "exact",
    });
  }
  return count;
};

/** Two payments for three invoices; the middle one is shared by both. */
export const manyToMany: DemoCase = (desk) => {
  const { world, debtor, day } = desk;
  if (desk.linesLeft < 2 || day + 10 > world.asOfDay) return 0;
  const [first, shared, last] = [newItem(desk), newItem(desk), newItem(desk)];
  const fromFirst = roundDown(shared.left / 2);
  if (fromFirst <= 0) return 0;
  const style = debtor.random.chance(0.5) ? "full" : "generic";
  const parts = [
    { open: first, amount: first.left },
    { open: shared, amount: fromFirst },
  ];
  const rest = { amountMinor: shared.left - fromFirst, code: "partial", difference: null };
  const residuals = [itemResidual(shared, rest)];
  pay(world, debtor, { day, kind: "many_to_many", parts, residuals, style });
  const laterDay = day + debtor.random.int(0, 10);
  keepBusy(desk, laterDay);
  pay(world, debtor, { day: laterDay, kind: "many_to_many", parts: inFull([shared, last]), style });
  return 2;
};

/** A contract 30 / 60 / 10: each instalment is a memo item of its own. */
export const plan: DemoCase = (desk) => {
  const { world, debtor } = desk;
  if (debtor.contractNo === "") return 0;
  const count = Math.min(debtor.random.int(1, 3), desk.linesLeft);
  const gap = 40;
  if (desk.day + (count - 1) * gap > world.asOfDay) return 0;
  const tens = debtor.random.int(8, 300);
  const total = tens * 10_000 * (debtor.customer.currency === "JPY" ? 1 : 100);
  const instalments = [30, 60, 10].map((percent, index) =>
    issueItem(world, debtor, {
      day: Math.max(desk.day - 20, debtor.issueFloor + 1),
      kind: "plan",
      amountMinor: (total * percent) / 100,
      dueDay: desk.day + index * gap,
      memo: ["预付款30%", "到货款60%", "质保款10%"][index] ?? "",
    }),
  );
  for (let i = 0; i < count; i++) {
    const open = instalments[i];
    if (!open) break;
    pay(world, debtor, {
      day: desk.day + i * gap,
      kind: "plan",
      parts: [{ open, amount: open.left }],
      ...(debtor.random.chance(0.7) ? { style: "contract" as const } : {}),
    });
  }
  keepBusy(desk, desk.day + (count - 1) * gap);
  for (const open of instalments) open.held = true;
  return count;
};

/** To two leading digits, as people round what they pay on account. */
function roundDown(minor: number): number {
  const step = 10 ** Math.max(Math.floor(Math.log10(Math.max(minor, 1))) - 1, 0);
  return Math.floor(minor / step) * step;
}
