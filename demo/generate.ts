// The demo books of an invented manufacturer: customers, open items, a year of bank lines, and apart
// from them the truth. Same options, same books. Knows nothing of the matching engine.
import { addMonths, dayNumber, type IsoDate, isoDate } from "../src/core/date.ts";
import type { GeneratedBooks, OwnBankAccount, Seller } from "./books.ts";
import type { Desk } from "./cases/case.ts";
import { demoCases } from "./cases/registry.ts";
import { issueSettled } from "./cases/strangers.ts";
import { inventCluster } from "./cluster.ts";
import { type Debtor, issueItem } from "./debtor.ts";
import { type Mix, type MixName, mixes } from "./mix.ts";
import { addOtherMoney } from "./other-money.ts";
import { Random } from "./random.ts";
import { World } from "./world.ts";

export type GenerateOptions = {
  readonly seed: number;
  readonly lines: number;
  /** Default: a tenth of the lines. */
  readonly customers?: number;
  readonly months?: number;
  readonly asOf?: IsoDate;
  readonly mix?: MixName;
};

export const defaultAsOf = isoDate("2026-09-30");

export const seller: Seller = {
  name: "东莞市栖澜精密制造有限公司",
  taxId: "91441900MA5Q1L2K9W",
  english: "Dongguan Qilan Precision Manufacturing Co., Ltd.",
};

export const ownAccounts: readonly OwnBankAccount[] = [
  { account: "2010021319200068754", name: seller.name, bank: "icbc", currency: "CNY" },
  { account: "44050177863600000921", name: seller.name, bank: "ccb", currency: "CNY" },
  { account: "769903327710901", name: seller.name, bank: "cmb", currency: "CNY" },
  { account: "483006500013000427166", name: seller.name, bank: "bocom", currency: "CNY" },
  { account: "688972304915", name: seller.name, bank: "boc", currency: "USD" },
  { account: "502118330838", name: seller.name, bank: "mt940", currency: "EUR" },
  { account: "502118330846", name: seller.name, bank: "camt053", currency: "JPY" },
];

export function generateBooks(options: GenerateOptions): GeneratedBooks {
  const asOf = options.asOf ?? defaultAsOf;
  const world = new World({
    seed: options.seed,
    mix: mixes[options.mix ?? "standard"],
    seller,
    ownAccounts,
    startDay: dayNumber(addMonths(asOf, -(options.months ?? 12))) + 1,
    asOfDay: dayNumber(asOf),
  });
  const random = new Random(options.seed, 0);
  const customerCount = options.customers ?? Math.max(Math.round(options.lines / 10), 1);
  const receivableLines = Math.round(options.lines * (1 - world.mix.otherMoney));
  playCustomers(world, random, { customerCount, receivableLines });
  addOtherMoney(world, random, options.lines - world.lines.length);
  return finish(world, options.seed);
}

function playCustomers(
  world: World,
  random: Random,
  { customerCount, receivableLines }: { customerCount: number; receivableLines: number },
): void {
  let linesLeft = receivableLines;
  while (world.customers.length < customerCount) {
    const cluster = inventCluster(world, customerCount - world.customers.length);
    const after = customerCount - world.customers.length;
    const average = linesLeft / (after + cluster.length);
    const activity = Math.min(random.logNormal(0.75, 0.75), 5);
    const share =
      after === 0
        ? linesLeft
        : Math.min(Math.round(average * cluster.length * activity), linesLeft);
    playCluster(world, cluster, share);
    linesLeft -= share;
  }
}

/** Plays the year of a cluster: exactly `lineCount` bank lines, chronologically a customer. */
function playCluster(world: World, cluster: readonly Debtor[], lineCount: number): void {
  const random = new Random(world.seed, 2_000_000 + world.customers.length);
  const perDebtor = Math.ceil(lineCount / cluster.length);
  for (const debtor of cluster) issueBefore(world, debtor, perDebtor);
  const days = Array.from({ length: lineCount }, () => random.int(world.startDay, world.asOfDay));
  days.sort((a, b) => a - b);
  let linesLeft = lineCount;
  while (linesLeft > 0) {
    const debtor = random.pick(cluster);
    const others = random.shuffle(cluster.filter((one) => one !== debtor));
    const day = days[Math.min(lineCount - linesLeft, days.length - 1)] ?? world.asOfDay;
    linesLeft -= playOne({ world, debtor, others, day, linesLeft });
  }
  for (const debtor of cluster) issueAfter(world, debtor, perDebtor);
}

function playOne(desk: Desk): number {
  const { debtor } = desk;
  for (let tries = 0; tries < 6; tries++) {
    const kind = debtor.random.weighted(casesFor(desk));
    const made = demoCases[kind](desk);
    if (made > 0) return made;
  }
  return demoCases.single_exact(desk);
}

function casesFor({ debtor, world }: Desk): Mix["cases"] {
  return debtor.customer.currency === "CNY" ? world.mix.cases : world.mix.foreignCases;
}

/** Old stock: settled before the window, or stuck unpaid (overdue in every bucket at the end). */
function issueBefore(world: World, debtor: Debtor, lineCount: number): void {
  const { random } = debtor;
  const start = world.startDay;
  for (let i = Math.round(lineCount * 0.1 + random.fraction()); i > 0; i--) {
    issueSettled(
      { world, debtor, others: [], day: start, linesLeft: 0 },
      start - random.int(1, 150),
    );
  }
  if (!random.chance(0.45)) return;
  for (let i = Math.round(lineCount * 0.1 + random.fraction()); i > 0; i--) {
    const age = random.pick([20, 50, 80, 150, 300, 500, 800]) + random.int(-10, 10);
    const wait = debtor.termDays + (debtor.monthEnd ? 15 : 0);
    issueItem(world, debtor, { day: world.asOfDay - age - wait }).held = true;
  }
}

/** What the next months will bring: invoiced lately, not yet due. */
function issueAfter(world: World, debtor: Debtor, lineCount: number): void {
  const { random } = debtor;
  for (let i = Math.round(lineCount * 0.12 + random.fraction()); i > 0; i--) {
    const day = world.asOfDay - random.int(0, Math.min(debtor.termDays, 45));
    if (day > debtor.issueFloor) issueItem(world, debtor, { day });
  }
}

/** Lines in order of date get their numbers; lines and truth stay side by side. */
function finish(world: World, seed: number): GeneratedBooks {
  const order = Array.from(world.lines.keys());
  const dayOf = (index: number) => world.lines[index]?.day ?? 0;
  order.sort((a, b) => dayOf(a) - dayOf(b) || a - b);
  const lines: GeneratedBooks["lines"] = [];
  const truth: GeneratedBooks["truth"] = [];
  for (const [position, index] of order.entries()) {
    const line = world.lines[index];
    const lineTruth = world.truth[index];
    if (!line || !lineTruth) continue;
    const lineId = `L${String(position + 1).padStart(7, "0")}`;
    lines.push(Object.assign(line, { lineId }));
    truth.push(Object.assign(lineTruth, { lineId }));
  }
  return {
    seed,
    seller: world.seller,
    startDay: world.startDay,
    asOfDay: world.asOfDay,
    homeCurrency: "CNY",
    ownAccounts: world.ownAccounts,
    customers: world.customers,
    items: world.items,
    lines,
    rates: world.rates,
    truth,
  };
}
