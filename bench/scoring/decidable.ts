// Which lines the papers decide (DOMAIN §4): a line is undecidable when another reading explains
// every observable field as well as the truth does. Readings: payers whose account, name form or
// cited document fits as well; subsets of up to six of their items, restricted to what is cited.
import type { LineTruth } from "../../demo/books.ts";
import { Citations, type Cited } from "./citations.ts";
import type { ScoreInputs, ScoreItem, ScoreLine } from "./inputs.ts";
import { PayerEvidence } from "./payer-evidence.ts";
import { setsThatFit, withoutRivals } from "./receipts-together.ts";
import { largestPool, type SumTable, someSubset, sumTable } from "./subsets.ts";

/** How well a set of items explains the amount: 3 to the cent, 2 within a tolerance, 1 a known slip. */
type AmountFit = 0 | 1 | 2 | 3;
const latestInvoiceAfterDays = 30;
const mostPasses = 8;

/**
 * What is decided takes its items away from the others, until nothing new is decided: the same
 * information an assignment over all lines at once has.
 */
export function decidableLines(inputs: ScoreInputs): ReadonlySet<string> {
  const bench = new Bench(inputs);
  const waiting = inputs.lines.filter((line) => inputs.truth.get(line.lineId)?.receivable);
  const decided = new Set<string>();
  for (let pass = 0; pass < mostPasses; pass++) {
    bench.forgetTables();
    const open = waiting.filter((line) => !decided.has(line.lineId));
    const alone = open.filter((line) => bench.isDecided(line));
    const now = alone.length > 0 ? alone : bench.decidedTogether(open);
    if (now.length === 0) break;
    for (const line of now) {
      decided.add(line.lineId);
      bench.consume(line);
    }
  }
  return decided;
}

class Bench {
  private readonly inputs: ScoreInputs;
  private readonly payers: PayerEvidence;
  private readonly citations: Citations;
  private readonly itemsOf = new Map<string, number[]>();
  private readonly paysFor: ReadonlyMap<string, readonly string[]>;
  private readonly indexOf: ReadonlyMap<string, number>;
  private readonly left: number[];
  private tables = new Map<string, { pool: number[]; table: SumTable }>();

  constructor(inputs: ScoreInputs) {
    this.inputs = inputs;
    this.payers = new PayerEvidence(inputs.customers, inputs.lines);
    this.citations = new Citations(inputs.items);
    this.paysFor = new Map(inputs.customers.map((one) => [one.customerNo, one.paysFor]));
    this.indexOf = new Map(inputs.items.map((item, index) => [keyOf(item), index]));
    this.left = inputs.items.map((item) => item.openMinor);
    for (const [index, item] of inputs.items.entries()) {
      const list = this.itemsOf.get(item.customerNo);
      if (list) list.push(index);
      else this.itemsOf.set(item.customerNo, [index]);
    }
  }

  forgetTables(): void {
    this.tables = new Map();
  }

  consume(line: ScoreLine): void {
    const truth = this.truthOf(line);
    for (const one of truth.allocations) {
      const index = this.indexOf.get(keyOf(one)) ?? -1;
      this.left[index] = (this.left[index] ?? 0) - one.amountMinor;
      const settled = truth.residuals.find(
        (residual) =>
          residual.side === "item" && residual.itemNo === one.itemNo && isPosted(residual),
      );
      if (settled) this.left[index] = (this.left[index] ?? 0) - settled.amountMinor;
    }
  }

  isDecided(line: ScoreLine): boolean {
    const truth = this.truthOf(line);
    const fits = this.payers.fits(line);
    const own = truth.payerNo === null ? 0 : (fits.get(truth.payerNo) ?? 0);
    const rivals = [...fits].filter(([, fit]) => own > 0 && fit >= own).map(([no]) => no);
    const cited = this.citations.read(
      line,
      this.reach(rivals.length > 0 ? rivals : [...fits.keys()]),
    );
    if (truth.allocations.length === 0) return this.isPlainAdvance(line, rivals);
    if (own === 0 && cited.tokens.length === 0) return false;
    const meant = truth.allocations.map((one) => this.indexOf.get(keyOf(one)) ?? -1);
    if (own === 0) return !this.hasRival({ line, meant, cited, payer: null });
    return rivals.every((payer) => !this.hasRival({ line, meant, cited, payer }));
  }

  /** Receipts that nothing decides alone and that together make up one item, in one way only. */
  decidedTogether(open: readonly ScoreLine[]): ScoreLine[] {
    const byPayer = Map.groupBy(open, (line) => this.soleUncitedPayer(line));
    return [...byPayer].flatMap(([payer, lines]) =>
      payer === null || lines.length < 2 ? [] : this.togetherOf(payer.split(" ")[0] ?? "", lines),
    );
  }

  private togetherOf(payer: string, lines: readonly ScoreLine[]): ScoreLine[] {
    const [first] = lines;
    if (!first) return [];
    const pool = this.reach([payer]).filter(
      (index) => this.inputs.items[index]?.currency === first.currency,
    );
    if (pool.length === 0 || pool.length > largestPool) return [];
    const table = sumTable(pool.map((index) => this.left[index] ?? 0));
    const fits = (sum: number, accept: (members: readonly number[]) => boolean) =>
      someSubset(table, { low: sum, high: sum }, accept);
    // What some items already come to alone is not looked at together with others.
    const unexplained = lines.filter((line) => !fits(line.amountMinor, () => true));
    const receipts = unexplained.map(({ lineId, date, amountMinor }) => ({
      lineId,
      day: Date.parse(date) / 86_400_000,
      amountMinor,
    }));
    const sets = setsThatFit(receipts, (sum) => pool.filter((index) => this.left[index] === sum));
    const byId = new Map(unexplained.map((line) => [line.lineId, line]));
    return withoutRivals(sets).flatMap(({ receipts: members, item }) => {
      const paid = members.flatMap(({ lineId }) => byId.get(lineId) ?? []);
      const sum = members.reduce((total, one) => total + one.amountMinor, 0);
      const isOnlyWay = !fits(sum, (set) => set.length > 1);
      const isTruth = paid.every((line) => this.paysOnly(line, item));
      return isOnlyWay && isTruth ? paid : [];
    });
  }

  private paysOnly(line: ScoreLine, item: number): boolean {
    const { allocations } = this.truthOf(line);
    const [only] = allocations;
    return allocations.length === 1 && only !== undefined && this.indexOf.get(keyOf(only)) === item;
  }

  /** The one customer that fits best, with the currency, of a line that names no paper and no month. */
  private soleUncitedPayer(line: ScoreLine): string | null {
    const fits = [...this.payers.fits(line)];
    const best = Math.max(0, ...fits.map(([, fit]) => fit));
    const [first, second] = fits.filter(([, fit]) => fit === best);
    if (!first || second) return null;
    const cited = this.citations.read(line, this.reach([first[0]]));
    const isUncited = cited.tokens.length === 0 && cited.month === null;
    return isUncited ? `${first[0]} ${line.currency}` : null;
  }

  private truthOf(line: ScoreLine): LineTruth {
    const truth = this.inputs.truth.get(line.lineId);
    if (!truth) throw new Error(`no truth for ${line.lineId}`);
    return truth;
  }

  /** All open items the payers may pay. */
  private reach(payers: readonly string[]): number[] {
    const numbers = payers.flatMap((no) => [no, ...(this.paysFor.get(no) ?? [])]);
    return [...new Set(numbers)]
      .flatMap((no) => this.itemsOf.get(no) ?? [])
      .filter((index) => this.isOpen(index));
  }

  private isOpen(index: number): boolean {
    return this.left[index] !== 0;
  }

  /** Money on account is plain where it is called so, or where nothing else is open. */
  private isPlainAdvance(line: ScoreLine, rivals: readonly string[]): boolean {
    const saysSo = /预付|预收|ADVANCE|PREPAY/i.test(line.memo);
    const open = this.reach(rivals).filter((index) => this.left[index] === line.amountMinor);
    return rivals.length === 1 && saysSo && open.length === 0;
  }

  private hasRival(given: {
    line: ScoreLine;
    meant: readonly number[];
    cited: Cited;
    payer: string | null;
  }): boolean {
    const { line, meant, cited } = given;
    const { pool, needs } = this.poolOf(given);
    const truthFit = this.amountFit(line, cited, meant);
    const isTruth = sameSetAs(meant);
    if (truthFit <= 1) return this.hasSingleRival({ ...given, pool, truthFit });
    const isAllowed = (set: readonly number[]) =>
      !isTruth(set) &&
      needs.every((token) => set.some((index) => token.has(index))) &&
      set.every((index) => this.isInTime(index, line, meant));
    if (this.hasTwin(line, meant, pool, isAllowed)) return true;
    if (pool.length === 0) return false;
    if (pool.length > largestPool) return true;
    const poolKey = pool.join();
    const known = this.tables.get(poolKey) ?? {
      pool,
      table: sumTable(pool.map((index) => this.valueOf(index, line))),
    };
    this.tables.set(poolKey, known);
    return this.windows(line, cited, truthFit, meant).some((window) =>
      someSubset(known.table, window, (members) => isAllowed(members.map((at) => pool[at] ?? -1))),
    );
  }

  /** Of any number of items: one of them exchanged for another of the same amount. */
  private hasTwin(
    line: ScoreLine,
    meant: readonly number[],
    pool: readonly number[],
    isAllowed: (set: readonly number[]) => boolean,
  ): boolean {
    const others = pool.filter((index) => !meant.includes(index));
    return meant.some((mine) =>
      others.some((other) => {
        if (this.valueOf(other, line) !== this.valueOf(mine, line)) return false;
        return isAllowed([...meant.filter((index) => index !== mine), other]);
      }),
    );
  }

  /** What is cited restricts the pool, unless the truth itself does not keep to it. */
  private poolOf(given: {
    line: ScoreLine;
    meant: readonly number[];
    cited: Cited;
    payer: string | null;
  }): {
    pool: number[];
    needs: readonly ReadonlySet<number>[];
  } {
    const { line, meant, cited, payer } = given;
    const isForeignTruth = meant.some(
      (index) => this.inputs.items[index]?.currency !== line.currency,
    );
    const isPossible = (index: number) =>
      this.isOpen(index) &&
      (isForeignTruth || this.inputs.items[index]?.currency === line.currency) &&
      this.isInTime(index, line, meant);
    const open = cited.tokens.map((token) => new Set([...token].filter(isPossible)));
    const tokens = open.filter((token) => token.size > 0);
    const named = new Set(tokens.flatMap((token) => [...token]));
    const keepsTo =
      named.size > 0 &&
      meant.every((index) => named.has(index)) &&
      tokens.every((token) => meant.some((index) => token.has(index)));
    if (keepsTo) return { pool: [...named].sort((a, b) => a - b), needs: tokens };
    const mine = payer === null ? [] : this.reach([payer]);
    const all = [...new Set([...mine, ...named, ...(payer === null ? meant : [])])].filter(
      isPossible,
    );
    const ofMonth = all.filter((index) =>
      this.inputs.items[index]?.issueDate.startsWith(cited.month ?? "-"),
    );
    const isMonth = cited.month !== null && meant.every((index) => ofMonth.includes(index));
    return { pool: (isMonth ? ofMonth : all).sort((a, b) => a - b), needs: [] };
  }

  /** Truths that no sum explains: decided only by naming exactly these items, or a slip that fits once. */
  private hasSingleRival(given: {
    line: ScoreLine;
    meant: readonly number[];
    cited: Cited;
    pool: readonly number[];
    truthFit: AmountFit;
  }): boolean {
    const { line, meant, cited, pool, truthFit } = given;
    const others = pool.filter((index) => !meant.includes(index));
    if (truthFit === 0 && meant.length > 1 && this.isShort(line, meant)) return true;
    if (others.length === 0 && cited.tokens.length > 0) return false;
    if (truthFit === 0) return others.length > 0 || cited.tokens.length === 0;
    return others.some((index) => this.amountFit(line, cited, [index]) >= truthFit);
  }

  /** Less than several named items come to: which of them is paid in part cannot be seen. */
  private isShort(line: ScoreLine, set: readonly number[]): boolean {
    return set.reduce((sum, index) => sum + this.valueOf(index, line), 0) > line.amountMinor;
  }

  private amountFit(line: ScoreLine, cited: Cited, set: readonly number[]): AmountFit {
    const items = set.map((index) => this.inputs.items[index]);
    const sum = set.reduce((total, index) => total + this.valueOf(index, line), 0);
    const short = sum - line.amountMinor;
    const total = (amountOf: (item: ScoreItem) => number) =>
      items.reduce((all, item) => all + (item ? amountOf(item) : 0), 0);
    const discount = total((item) => item.discountMinor);
    const inTime = total((item) => (item.discountDate >= line.date ? item.discountMinor : 0));
    const isForeign = items.some((item) => item?.currency !== line.currency);
    if (isForeign) return Math.abs(short) <= sum * 0.01 ? 2 : 0;
    if (short === 0 || (short > 0 && cited.amounts.includes(short))) return 3;
    if (short > 0 && (short === inTime || short === total((item) => item.retentionMinor))) return 3;
    if (Math.abs(short) <= toleranceOf(sum, line.currency)) return 2;
    if (short > 0 && (short <= feeLimit(line.currency) || short === discount)) return 2;
    return isKnownSlip(sum, line.amountMinor) ? 1 : 0;
  }

  /** Sums that would explain the amount as well as the truth does. */
  private windows(
    line: ScoreLine,
    cited: Cited,
    truthFit: AmountFit,
    meant: readonly number[],
  ): { low: number; high: number }[] {
    const paid = line.amountMinor;
    const isForeign = meant.some((index) => this.inputs.items[index]?.currency !== line.currency);
    if (isForeign) return [{ low: Math.floor(paid * 0.99), high: Math.ceil(paid * 1.01) }];
    const said = cited.amounts.filter((amount) => amount < paid).map((amount) => paid + amount);
    const exact = [paid, ...(truthFit === 3 ? said : [])].map((sum) => ({ low: sum, high: sum }));
    if (truthFit === 3) return exact;
    const tolerance = toleranceOf(paid, line.currency);
    return [{ low: paid - tolerance, high: paid + Math.max(tolerance, feeLimit(line.currency)) }];
  }

  /** In the line's currency; home value at the rate of the line's date where they differ. */
  private valueOf(index: number, line: ScoreLine): number {
    const left = this.left[index] ?? 0;
    const currency = this.inputs.items[index]?.currency ?? line.currency;
    if (currency === line.currency) return left;
    const rate = (code: string) =>
      code === "CNY" ? 1 : (this.inputs.rates.get(code + line.date) ?? 0);
    const scale = (code: string) => (code === "JPY" ? 1 : 100);
    return Math.round(
      (left / scale(currency)) * (rate(currency) / rate(line.currency)) * scale(line.currency),
    );
  }

  /** Not invoiced long after the money; and no later than the truth's where that is before it. */
  private isInTime(index: number, line: ScoreLine, meant: readonly number[]): boolean {
    const issued = this.inputs.items[index]?.issueDate ?? "";
    if (meant.includes(index) || issued <= line.date) return true;
    const isPrepaid = meant.some((at) => (this.inputs.items[at]?.issueDate ?? "") > line.date);
    const days = (Date.parse(issued) - Date.parse(line.date)) / 86_400_000;
    return isPrepaid && days <= latestInvoiceAfterDays;
  }
}

function keyOf(item: { kind: string; itemNo: string; customerNo: string }): string {
  return `${item.kind}|${item.itemNo}|${item.customerNo}`;
}

function isPosted(residual: { code: string; difference: string | null }): boolean {
  if (residual.code === "discount") return residual.difference === null;
  return residual.code === "rounding" || residual.code === "fee";
}

function sameSetAs(meant: readonly number[]): (set: readonly number[]) => boolean {
  const wanted = new Set(meant);
  return (set) => set.length === wanted.size && set.every((index) => wanted.has(index));
}

/** At most one unit and a thousandth, as the small-difference rule has it. */
function toleranceOf(sum: number, currency: string): number {
  return Math.min(currency === "JPY" ? 1 : 100, Math.floor(Math.abs(sum) / 1_000));
}

/** Charges of banks abroad. */
function feeLimit(currency: string): number {
  return { CNY: 0, JPY: 6_000 }[currency] ?? 5_000;
}

/** ×10^k, two digits swapped, another VAT rate. */
function isKnownSlip(owed: number, paid: number): boolean {
  for (const factor of [10, 100, 10_000]) {
    if (paid * factor === owed || paid === owed * factor) return true;
  }
  if (isTransposed(String(owed), String(paid))) return true;
  return [100, 101, 103, 106, 109].some((other) => Math.round((owed * other) / 113) === paid);
}

function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const places = [...a].flatMap((digit, i) => (digit === b[i] ? [] : [i]));
  const [i, j] = places;
  return (
    places.length === 2 && i !== undefined && j !== undefined && a[i] === b[j] && a[j] === b[i]
  );
}
