// From a choice of items to a reading: its weight, and what stands in the way of posting it. All
// policy about what may be automatic is here and in decide.ts, nowhere in the searches.
import { assert } from "../assert.ts";
import { type Because, because } from "../because.ts";
import { kindCode, noDay, noHabits } from "./book.ts";
import { isCutNumber, type Naming } from "./cited.ts";
import type { Context } from "./context.ts";
import { namesRetention } from "./deduction-words.ts";
import { areNamed, periodOf } from "./item-period.ts";
import { leftSeenBy } from "./left-seen.ts";
import { meantOf } from "./meant-words.ts";
import { isDamaged } from "./near-number.ts";
import type { MatchResidual } from "./output.ts";
import { namesOtherPlace } from "./place-words.ts";
import { addReading, claimsOf, markOf, type Reading, type Readings, type Way } from "./reading.ts";
import { goesByRemark, monthsFor } from "./remarked-months.ts";
import { saysRetention } from "./residual.ts";
import { notOwedThen, restWeight } from "./rests.ts";
import type { Rules } from "./rule-book.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { saidRemarks } from "./said-remarks.ts";
import { foldText, foldWords, matchesOf, numberKey } from "./text.ts";
import type { Weights } from "./weights.ts";

/** Why a reading may not be posted by itself, however likely it is. */
export type Block = Because;

export type Proposal = {
  readonly items: readonly number[];
  /** Missing: each item in full. */
  readonly amounts?: readonly number[];
  /** Missing: as amounts (same currency). */
  readonly lineAmounts?: readonly number[];
  readonly residuals?: readonly MatchResidual[];
  /** ln of the habit's share, spread over the members of its family. */
  readonly prior: number;
  readonly rule: RuleCode;
  readonly moreRules?: readonly RuleCode[];
  readonly because: readonly Because[];
  /** Only the customer and the amount speak for it. */
  readonly isAmountAlone: boolean;
  /** The difference is agreed, habitual or within tolerance (DOMAIN §3.8); else a person decides. */
  readonly isUnagreed?: boolean;
  readonly blocks?: readonly Block[];
  /** A month or a statement says which items are meant. */
  readonly isDistinct?: boolean;
};

/** What is asked of a proposal once it is a reading; all of one shape, whatever was left out of it. */
export type Proposed = Required<
  Pick<
    Proposal,
    | "items"
    | "residuals"
    | "rule"
    | "moreRules"
    | "because"
    | "isAmountAlone"
    | "isUnagreed"
    | "blocks"
  >
>;

const nothingLeft: readonly MatchResidual[] = [];
const noRules: readonly RuleCode[] = [];
const noBlocks: readonly Block[] = [];

function proposedOf(proposal: Proposal, residuals: readonly MatchResidual[]): Proposed {
  return {
    items: proposal.items,
    residuals,
    rule: proposal.rule,
    moreRules: proposal.moreRules ?? noRules,
    because: proposal.because,
    isAmountAlone: proposal.isAmountAlone,
    isUnagreed: proposal.isUnagreed === true,
    blocks: proposal.blocks ?? noBlocks,
  };
}

export function propose(readings: Readings, context: Context, proposal: Proposal): void {
  const { book } = context;
  const { items } = proposal;
  const amounts = proposal.amounts ?? wholeAmounts(items, book.left);
  const residuals = proposal.residuals ?? nothingLeft;
  const citing = citingOf(context, items);
  const weight =
    context.weight +
    proposal.prior +
    habitWeight(context, proposal.rule) +
    citing.weight +
    monthWeight(context, items) +
    wordWeight(context, items) +
    aheadWeight(context, items) +
    behalfWeight(context, proposal) +
    releaseWeight(context, items) +
    lateWeight(context, items) +
    (proposal.rule === "R26" ? 0 : restWeight(context, items));
  addReading(readings, {
    payer: context.payer,
    items,
    amounts,
    lineAmounts: proposal.lineAmounts ?? amounts,
    residuals,
    claims: claimsOf(items, amounts, residuals),
    weight,
    ways: [{ context, proposal: proposedOf(proposal, residuals), weight }],
    isCited: citing.isCited,
    isNamed: citing.isNamed,
    isDistinct: proposal.isDistinct === true,
    mark: markOf({ items, amounts, residuals }),
  });
}

function wholeAmounts(items: readonly number[], left: Float64Array): number[] {
  const amounts: number[] = [];
  for (const item of items) amounts.push(left[item]!);
  return amounts;
}

/** What was learned of this payer; of most nothing. */
function habitWeight({ book, payer }: Context, rule: RuleCode): number {
  if (payer < 0) return 0;
  const { habits } = book.customers[payer]!;
  return habits === noHabits ? 0 : (habits[rule] ?? 0);
}

/** What is said of a reading and what stands in the way of posting it: for the few that are kept. */
export type Account = {
  readonly rule: RuleCode;
  readonly rules: () => readonly RuleCode[];
  readonly because: () => readonly Because[];
  readonly blocks: readonly Block[];
};

/** A way this much weaker (ln) adds nothing to the words and rights of the strongest. */
const farBehind = 4;

export function accountFor(reading: Reading): Account {
  const { ways } = reading;
  const [strongest] = ways;
  assert(strongest, "a reading was found in some way");
  let blocks = blocksOf(strongest, reading);
  // What blocks one way to it does not block the other.
  for (let at = 1; at < ways.length && blocks.length > 0; at++) {
    const isFarBehind = strongest.weight - ways[at]!.weight >= farBehind;
    if (!isFarBehind && blocksOf(ways[at]!, reading).length === 0) blocks = [];
  }
  return new WaysAccount(strongest, ways, blocks);
}

class WaysAccount implements Account {
  readonly rule: RuleCode;
  readonly blocks: readonly Block[];
  private readonly strongest: Way;
  private readonly ways: readonly Way[];

  constructor(strongest: Way, ways: readonly Way[], blocks: readonly Block[]) {
    this.rule = strongest.proposal.rule;
    this.blocks = blocks;
    this.strongest = strongest;
    this.ways = ways;
  }

  rules(): readonly RuleCode[] {
    return rulesOfWays(this.strongest, this.ways);
  }

  because(): readonly Because[] {
    const { context, proposal } = this.strongest;
    return [...context.because(), ...proposal.because];
  }
}

function rulesOfWays(strongest: Way, ways: readonly Way[]): readonly RuleCode[] {
  const rules: RuleCode[] = [];
  for (const { context, proposal, weight } of ways) {
    if (strongest.weight - weight >= farBehind) continue;
    addInOrder(rules, proposal.rule);
    for (const rule of context.rules) addInOrder(rules, rule);
    for (const rule of proposal.moreRules) addInOrder(rules, rule);
  }
  return rules;
}

/** Each rule once, in the order of their codes. */
function addInOrder(rules: RuleCode[], rule: RuleCode): void {
  let at = 0;
  while (at < rules.length && rules[at]! < rule) at++;
  if (rules[at] !== rule) rules.splice(at, 0, rule);
}

type Citing = {
  /** What named but left-out numbers take away. */
  readonly weight: number;
  /** Some number names one of the items. */
  readonly isCited: boolean;
  /** A strong number names one of the items. */
  readonly isNamed: boolean;
  /** A strong number of an open or settled document is left out. */
  readonly leavesOut: string | null;
};

const citesNothing: Citing = { weight: 0, isCited: false, isNamed: false, leavesOut: null };

function citingOf(context: Context, items: readonly number[]): Citing {
  if (context.namings.length === 0) return citesNothing;
  const { cited } = context.book.weights;
  let isHitAtAll = false;
  let isHitAsItem = false;
  let missesItem = false;
  let isNamed = false;
  let strongMisses = 0;
  let weakMisses = 0;
  let leavesOut: string | null = null;
  for (const naming of context.namings) {
    const hit = hitBy(naming, items);
    if (hit !== null) {
      isHitAtAll = true;
      isHitAsItem ||= hit === "item";
      isNamed ||= naming.isStrong;
      continue;
    }
    if (naming.isStrong) {
      strongMisses++;
      missesItem ||= naming.docs.some(({ kind }) => kind === "item");
      leavesOut ??= naming.key;
    } else if (isOfPool(naming, context)) {
      weakMisses++;
    }
  }
  // Under the same contract, but not the invoice the memo names: that is no hit.
  const isBesideNamed = missesItem && !isHitAsItem;
  const weight =
    isHitAtAll && !isBesideNamed
      ? -cited.someMissing * (strongMisses + weakMisses)
      : missWeight(strongMisses, weakMisses, cited);
  return { weight: Math.max(weight, -cited.most), isCited: isHitAtAll, isNamed, leavesOut };
}

/** As what the number names one of the items: as its own, or as that of its order, contract … */
function hitBy({ docs }: Naming, items: readonly number[]): "item" | "paper" | null {
  let isPaper = false;
  for (let at = 0; at < docs.length; at++) {
    const { item, kind } = docs[at]!;
    if (!items.includes(item)) continue;
    if (kind === "item") return "item";
    isPaper = true;
  }
  return isPaper ? "paper" : null;
}

function isOfPool({ docs }: Naming, { book, pool }: Context): boolean {
  return docs.some(({ item }) => pool.customers.includes(book.itemCustomer[item]!));
}

/** Nothing of what the memo names is there: the first number says most, each further one a little more. */
export function missWeight(strong: number, weak: number, cited: Weights["cited"]): number {
  const first = strong > 0 ? cited.strong : weak > 0 ? cited.weak : 0;
  const further = Math.max(0, strong + weak - 1);
  return Math.max(-cited.most, -first - further * cited.someMissing);
}

/**
 * A month named in the memo speaks for the items of that month, more so where their own remarks name
 * it; one that the memo leaves out speaks against its items.
 */
function monthWeight(context: Context, items: readonly number[]): number {
  const { memo } = context.facts;
  const { month, strong } = context.book.weights.cited;
  let weight = 0;
  if (memo.exceptedMonths.length > 0 && items.some((item) => isExcepted(context, item))) {
    weight -= strong;
  }
  if (memo.months.length === 0) return weight;
  weight += items.every((item) => isOfNamedMonth(context, item)) ? month : -month;
  const said = remarksOfMonths(context);
  if (said === null || items.length === 0) return weight;
  if (items.some((item) => said.get(item) === false)) return weight - strong;
  return items.every((item) => said.get(item) === true) ? weight + month : weight;
}

/** Most items of one customer whose remarks are read for a month. */
const mostRemarks = 200;

/**
 * Whose remark names a month of the memo, and whose another. Null where no remark names one, or where
 * the dates of a paper do not bear its remark out: service and invoice differ, and which of them the
 * payer means, nobody said.
 */
function remarksOfMonths(context: Context): ReadonlyMap<number, boolean> | null {
  const { found } = context;
  if (found.remarks === undefined) found.remarks = readRemarks(context);
  return found.remarks;
}

function readRemarks(context: Context): ReadonlyMap<number, boolean> | null {
  const { pool, book } = context;
  if (pool.debts.length > mostRemarks) return null;
  const said = new Map<number, boolean>();
  let isSaidOfAny = false;
  for (const item of pool.debts) {
    const { isRemarked } = periodOf(item, book);
    if (!isRemarked) continue;
    if (isOfDoubtfulMonth(context, item)) return null;
    const isNamed = isOfNamedMonth(context, item);
    isSaidOfAny ||= isNamed;
    said.set(item, isNamed);
  }
  return isSaidOfAny ? said : null;
}

/** Issue and remark of the paper disagree on whether it is of a month that the memo names. */
function isOfDoubtfulMonth(context: Context, item: number): boolean {
  const { months, doubtful } = periodOf(item, context.book);
  if (doubtful === null || goesByRemark(context)) return false;
  const named = context.facts.memo.months;
  return areNamed(months, named) !== areNamed(doubtful, named);
}

/** The memo leaves out the month of the item. */
export function isExcepted(context: Context, item: number): boolean {
  return areNamed(periodOf(item, context.book).months, context.facts.memo.exceptedMonths);
}

/** Words of the memo mean some of the papers under a named contract, and then not the others. */
function wordWeight(context: Context, items: readonly number[]): number {
  if (context.namings.length === 0) return 0;
  const meant = meantOf(context);
  if (meant.size === 0) return 0;
  const { month, strong } = context.book.weights.cited;
  if (items.some((item) => meant.get(item) === false)) return -strong;
  return items.some((item) => meant.get(item) === true) ? month : 0;
}

/** Money that says it is paid ahead settles a plan or a named paper, hardly ever what is due. */
function aheadWeight(context: Context, items: readonly number[]): number {
  if (context.namings.length > 0 || items.length === 0 || !context.isAhead) return 0;
  const { kind, weights } = context.book;
  return items.every((item) => kind[item] === kindCode.plan) ? 0 : -weights.cited.ahead;
}

/** Who says that he pays for another customer settles nothing of his own by its amount. */
function behalfWeight(context: Context, { items, isAmountAlone }: Proposal): number {
  if (!isAmountAlone || context.facts.namedOther < 0 || items.length === 0) return 0;
  if (namedInstead(context, items) === null || !onBehalf.test(foldText(context.line.memo)))
    return 0;
  return -context.book.weights.cited.strong;
}

/** Money that says it is the retention (质保金), and no sum less it, settles what was retained. */
function releaseWeight(context: Context, items: readonly number[]): number {
  const { kind, weights } = context.book;
  if (items.length === 0 || kind[items[0]!] !== kindCode.retention) return 0;
  if (!saysRetention(context.line) || context.facts.deduction !== null) return 0;
  return items.every((item) => kind[item] === kindCode.retention) ? weights.cited.ahead : 0;
}

const saysLate =
  /滞纳金|违约金|逾期(利息|费)|罚息|LATE (FEE|CHARGE|PAYMENT|INTEREST)|(OVERDUE|DEFAULT) INTEREST|MAHN(GEBUE?HR|KOSTEN|SPESEN)|VERZUGSZINS|INTERETS? (DE RETARD|MORATOIRE)|INTERESES DE DEMORA|INTERESSI DI MORA/;

/** Who says that he pays a late fee as well settles one that was charged. */
function lateWeight({ book, line }: Context, items: readonly number[]): number {
  const { kind, weights } = book;
  const isCharged = items.some(
    (item) => kind[item] === kindCode.interest || kind[item] === kindCode.debit_note,
  );
  return isCharged && saysLate.test(foldWords(line.memo)) ? weights.cited.ahead : 0;
}

export function isOfNamedMonth(context: Context, item: number): boolean {
  return areNamed(monthsFor(context, item), context.facts.memo.months);
}

function blocksOf({ context, proposal }: Way, reading: Reading): Block[] {
  const { book, facts } = context;
  const { isNamed, leavesOut } = citingOf(context, reading.items);
  const blocks: Block[] = [...proposal.blocks];
  if (leavesOut !== null && !isRestSettled(context, reading)) {
    blocks.push(because("block.leaves_out", { number: leavesOut }));
  }
  const other =
    otherThanMeant(context, reading.items) ??
    (proposal.isAmountAlone && !isNamed ? otherThanSaid(context, reading.items) : null);
  if (other !== null) blocks.push(because("block.other_words", { item: other }));
  const whole =
    proposal.isAmountAlone && !isNamed ? wholeForRetention(context, reading.items) : null;
  if (whole !== null) blocks.push(because("block.other_words", { item: whole }));
  const paid = proposal.isAmountAlone && !isNamed ? paidOfMonth(context, reading.items) : null;
  if (paid !== null) blocks.push(because("block.month_paid", { item: paid }));
  if (proposal.isUnagreed && !isNamed) blocks.push(because("block.unagreed"));
  const party = partyBlock(context, proposal, isNamed);
  if (party) blocks.push(party);
  addRuleBlock(proposal.rule, facts.rules, blocks);
  for (const rule of proposal.moreRules) addRuleBlock(rule, facts.rules, blocks);
  for (const item of notOwedThen(context, reading.items)) {
    blocks.push(because("block.not_owed_then", { item: book.itemAt(item).itemNo }));
  }
  for (const number of namedTooEarly(context, reading.items)) {
    blocks.push(because("block.not_yet_issued", { number }));
  }
  if (!isNamed && isMonthUnclear(context, reading.items)) {
    blocks.push(because("block.which_month"));
  }
  if (isNamed && hasRoundRest(context, reading)) blocks.push(because("block.round_rest"));
  if (isNamed && isOverSaid(context, reading)) blocks.push(because("block.said_over"));
  for (let at = 0; at < reading.items.length; at++) {
    const item = reading.items[at]!;
    const { disputedMinor } = book.itemAt(item);
    const agreed = Math.abs(book.left[item]!) - Math.abs(disputedMinor);
    if (disputedMinor !== 0 && Math.abs(reading.amounts[at]!) > agreed) {
      blocks.push(because("block.disputed", { item: book.itemAt(item).itemNo }));
    }
    if (book.input.nettingByAgreement && book.kind[item] === kindCode.payable) {
      blocks.push(because("block.netting", { item: book.itemAt(item).itemNo }));
    }
    const owner = book.customers[book.itemCustomer[item]!]!;
    if (proposal.isAmountAlone && owner.isIncomplete) {
      blocks.push(because("block.incomplete", { customer: owner.customerNo }));
      break;
    }
  }
  if (isPaidAheadOf(context, reading.items)) {
    blocks.push(because("block.paid_ahead"));
  }
  if (!isNamed && facts.tag) {
    blocks.push(because("block.tag", { word: facts.tag.because.fields["word"] ?? "" }));
  }
  const strange = !isNamed && proposal.isAmountAlone ? strangeNumber(context, reading) : null;
  if (strange !== null) blocks.push(because("block.unknown_number", { number: strange }));
  return blocks;
}

/**
 * The memo says it is paid ahead, names no month and no paper in full, and the amount points to what is
 * owed already. The end of a number may be that of a flat or a customer.
 */
function isPaidAheadOf(context: Context, items: readonly number[]): boolean {
  const { book, facts, isAhead, namings } = context;
  if (!isAhead || facts.memo.months.length > 0) return false;
  // "发票尾号09231455 余款预付": only what is more than that paper is paid ahead.
  const isOver = saysOver.test(foldWords(context.line.memo));
  if (isOver && namings.some((naming) => hitBy(naming, items) === "item")) return false;
  const inFull = namings.filter(({ via }) => via !== "suffix" && via !== "damaged");
  if (inFull.some((naming) => hitBy(naming, items) !== null)) return false;
  return items.some(
    (item) =>
      book.kind[item] !== kindCode.plan &&
      // Of another customer, for whom he may pay, nobody pays ahead under an order of his own.
      (book.issueDay[item]! < facts.day || book.itemCustomer[item] !== context.payer),
  );
}

/** A paper settled by the reading although the memo's words mean another one of the same contract. */
function otherThanMeant(context: Context, items: readonly number[]): string | null {
  if (context.namings.length === 0) return null;
  const meant = meantOf(context);
  const other = items.find((item) => meant.get(item) === false);
  return other === undefined ? null : context.book.itemAt(other).itemNo;
}

/** What the memo says stands in the remarks of other papers than those the amount alone points to. */
function otherThanSaid(context: Context, items: readonly number[]): string | null {
  const { book, line } = context;
  if (items.length === 0 || !/\d/.test(line.memo)) return null;
  for (const item of items) {
    if (namesOtherPlace(line.memo, book.itemAt(item).memo)) return book.itemAt(item).itemNo;
  }
  const { meant } = saidRemarks(context);
  if (meant.length === 0 || items.some((item) => meant.includes(item))) return null;
  return context.book.itemAt(items[0]!).itemNo;
}

const givenBack = /退[还回]?.{0,6}质(?:量保证|保)金/;

/**
 * 退回质量保证金 is what was kept back or had been deposited: no invoice of which nothing is paid yet, unless
 * it was written for just that.
 */
function wholeForRetention({ book, line }: Context, items: readonly number[]): string | null {
  if (!saysRetention(line) || !givenBack.test(line.memo)) return null;
  for (const item of items) {
    const { amountMinor, itemNo, memo } = book.itemAt(item);
    const isKept = book.kind[item] === kindCode.retention || namesRetention(memo);
    if (!isKept && book.left[item] === amountMinor) return itemNo;
  }
  return null;
}

/**
 * The month that the memo names was settled in this very amount, and the items are of other months: it is
 * paid twice, or for another month than it says.
 */
function paidOfMonth(context: Context, items: readonly number[]): string | null {
  const { book, facts, line, payer } = context;
  if (facts.memo.months.length === 0 || items.length === 0 || payer < 0) return null;
  if (items.some((item) => isOfNamedMonth(context, item))) return null;
  for (const item of book.itemsOf(payer)) {
    const { amountMinor, currency, itemNo } = book.itemAt(item);
    if (amountMinor !== line.amountMinor || currency !== line.currency) continue;
    if (leftSeenBy(facts, item, book) === 0 && isOfNamedMonth(context, item)) return itemNo;
  }
  return null;
}

/** One item of several of its amount, and issue and remarks disagree on which is of the month named. */
function isMonthUnclear(context: Context, items: readonly number[]): boolean {
  const { facts, pool, book } = context;
  if (facts.memo.months.length === 0 || items.length !== 1) return false;
  const [item] = items as [number];
  const same = pool.byAmount.get(book.left[item]!) ?? items;
  if (same.length < 2) return false;
  if (isOfDoubtfulMonth(context, item)) return true;
  // Issued in the month that is named, while the remark of another says that it is for that month.
  return !periodOf(item, book).isRemarked && same.some((other) => isRemarkedOnly(context, other));
}

function isRemarkedOnly(context: Context, item: number): boolean {
  const { months, doubtful } = periodOf(item, context.book);
  const named = context.facts.memo.months;
  return doubtful !== null && areNamed(doubtful, named) && !areNamed(months, named);
}

function addRuleBlock(rule: RuleCode, rules: Rules, blocks: Block[]): void {
  if (!rules[rule].auto) blocks.push(because("block.rule", { rule }));
}

/** Nobody can write the number of an invoice that does not exist yet: it was meant for another one. */
function namedTooEarly({ book, facts, namings }: Context, items: readonly number[]): string[] {
  const early: string[] = [];
  if (namings.length === 0) return early;
  const latest = facts.day + facts.rules.R13.params.issuedAfterReceiptDays;
  for (const item of items) {
    if (book.issueDay[item] === noDay || book.issueDay[item]! <= latest) continue;
    const isNamed = namings.some(({ docs }) =>
      docs.some((doc) => doc.item === item && doc.kind === "item"),
    );
    if (isNamed) early.push(book.itemAt(item).itemNo);
  }
  return early;
}

/**
 * Every item of the reading is named and paid to the cent; what is named besides had been settled before
 * the run, and there is nothing left of it to be paid. In the amount of the payment it may be paid twice.
 */
function isRestSettled({ book, line, namings }: Context, reading: Reading): boolean {
  if (reading.residuals.length > 0) return false;
  if (!reading.items.every((item) => isNamedItem(namings, item))) return false;
  return namings.every(
    (naming) =>
      !naming.isStrong ||
      hitBy(naming, reading.items) !== null ||
      naming.docs.every(({ item, kind }) => {
        const { openMinor, amountMinor } = book.itemAt(item);
        return kind === "item" && openMinor === 0 && amountMinor !== line.amountMinor;
      }),
  );
}

/** 发票26442000000458466203等: of several papers one is named. */
const saysOthers = /(?<=[\dA-Za-z])\s?等(?:$|[^\u3400-\u9fff]|\d|[几多两三四五]|发票|货款|款)/;

/** What was paid beyond the named papers is round: as well an advance as the items nobody named. */
function hasRoundRest(context: Context, { items, amounts, isDistinct }: Reading): boolean {
  if (isDistinct) return false;
  let rest = 0;
  for (let at = 0; at < items.length; at++) {
    if (!isNamedItem(context.namings, items[at]!)) rest += amounts[at]!;
  }
  if (rest <= 0 || rest % 10_000 !== 0) return false;
  const { book, line, namings } = context;
  if (saysOthers.test(line.memo)) return false;
  return items.some(
    (item) => !isNamedItem(namings, item) && !isCutNumber(line.memo, book.itemAt(item).itemNo),
  );
}

const saysOver =
  /多[付汇打转]|余款?(?:作|转|留作)?预[付收]|抵下[批次期]|過入金|过入金|TROP[- ]?(?:PERCU|PAYE|VERSE)|OVERPA(?:ID|YMENT)|UE?BERZAHL|PAGADO DE MAS|\bEXCESO\b/;

/** Who says that it is more than what he names does not pay another item besides. */
function isOverSaid({ line, namings }: Context, { items }: Reading): boolean {
  if (items.length < 2 || items.every((item) => isNamedItem(namings, item))) return false;
  return saysOver.test(foldWords(line.memo));
}

function isNamedItem(namings: readonly Naming[], item: number): boolean {
  for (const { docs } of namings) for (const doc of docs) if (doc.item === item) return true;
  return false;
}

/** Party × document: the payer must be proven, by himself or by the document he names. */
function partyBlock(context: Context, proposal: Proposed, isNamed: boolean): Block | null {
  const rules = context.facts.rules;
  if (context.relation === "unrelated") {
    const { customerNo } = context.book.customers[context.payer]!;
    return because("block.other_customer", { customer: customerNo });
  }
  if (context.relation === "stranger") {
    const mayPost = isNamed && rules.R07.auto && !proposal.isUnagreed;
    return mayPost ? null : because("block.stranger");
  }
  if (context.relation === "named") return namedBlock(context, proposal, isNamed);
  if (proposal.isAmountAlone) {
    const other = namedInstead(context, proposal.items);
    if (other !== null) return because("block.other_name", { customer: other });
  }
  if (context.relation === "group" && !isNamed && rules.R05.params.requireProof) {
    return because("block.no_proof");
  }
  if (context.relation === "declared" && !rules.R05.auto) {
    return because("block.rule", { rule: "R05" });
  }
  if (proposal.isAmountAlone && context.relation === "self") {
    const other = otherNumbered(context);
    if (other !== null) return because("block.other_number", { customer: other });
  }
  if (context.standing === "full") {
    if (context.proofs.some((rule) => rules[rule].auto)) return null;
    return because("block.rule", { rule: context.proofs[0] ?? "R02" });
  }
  if (isNamed && rules.R07.auto) return null;
  if (isOneOfName(context, proposal)) return null;
  return isCorroborated(context, proposal) ? null : because("block.party");
}

/** Shorter ones are no evidence, whoever's they are. */
const leastOfName = 4;

/** Several customers bear the payer's name; a number, however short, is that of papers of this one alone. */
function isOneOfName(
  { book, facts, namings, payer, relation }: Context,
  proposal: Proposed,
): boolean {
  if (relation !== "self" || proposal.isAmountAlone || proposal.isUnagreed) return false;
  if (facts.payers.length < 2 || !facts.rules.R04.params.withAmount) return false;
  const isOwn = ({ key, docs }: Naming): boolean =>
    key.length >= leastOfName &&
    docs.every(({ item }) => book.itemCustomer[item] === payer) &&
    docs.some(({ item }) => proposal.items.includes(item));
  return namings.some(isOwn) && meetsAmount(proposal);
}

/** The customer whom the memo names, where the items are of others. */
function namedInstead({ book, facts }: Context, items: readonly number[]): string | null {
  const other = facts.namedOther;
  if (other < 0 || items.some((item) => book.itemCustomer[item] === other)) return null;
  return book.customers[other]!.customerNo;
}

const onBehalf =
  /代.{0,30}(付|支付|缴|交|汇|转)|代付|代[缴交汇]|ON BEHALF OF|\bO\/B\b|\bOBO\b|FOR (THE )?ACCOUNT OF|IM AUFTRAG VON|POUR LE COMPTE DE|POR CUENTA DE/;

/**
 * A customer pays for another one, whom he names: a document of that one proves it; else the amount
 * does where he says that he pays for him, or owes nothing himself, as a treasury or a platform.
 */
function namedBlock(context: Context, proposal: Proposed, isNamed: boolean): Block | null {
  const { book, facts, payer } = context;
  const { rules } = facts;
  if (isNamed && rules.R07.auto) return null;
  const isSaid = onBehalf.test(foldText(context.line.memo)) || book.itemsOf(payer).length === 0;
  if (isSaid && !proposal.isUnagreed && meetsAmount(proposal) && rules.R04.params.withAmount) {
    return null;
  }
  const { customerNo } = book.customers[payer]!;
  return because("block.other_customer", { customer: customerNo });
}

/** The customer whose number the memo gives, where it is neither the payer nor one he pays for. */
function otherNumbered({ book, payer, facts }: Context): string | null {
  const said = facts.customerSaid;
  const { paysFor, group } = book.customers[payer]!;
  if (said < 0 || said === payer || paysFor.includes(said) || group.includes(said)) return null;
  return book.customers[said]!.customerNo;
}

/** Two kinds of evidence agree (R04): a name that is nearly proof, and an amount of this very customer. */
function isCorroborated(context: Context, proposal: Proposed): boolean {
  const { standing, relation, facts } = context;
  if (standing !== "near" || relation !== "self" || proposal.isUnagreed) return false;
  if (proposal.isAmountAlone && namesPaperOfOthers(context)) return false;
  return facts.rules.R04.params.withAmount && meetsAmount(proposal);
}

/** The memo bears a number, however short, that stands on papers of others alone. */
function namesPaperOfOthers({ namings, pool, book }: Context): boolean {
  return namings.some(({ docs }) =>
    docs.every(({ item }) => !pool.customers.includes(book.itemCustomer[item]!)),
  );
}

/** A part, or more than is owed, is any amount: it speaks for nobody. */
function meetsAmount({ items, residuals }: Proposed): boolean {
  const isAny = residuals.some(({ code }) => code === "partial" || code === "advance");
  return items.length > 0 && !isAny;
}

/** 我方订单XS26624846, OUR REF 90041771: a number of the payer's own. */
const ownNumber =
  /(?:(?:我[方司]|本公司)(?:的)?(?:采购|付款|申请|内部|合同)?(?:订单|单据|流水|凭证)?[号单]?号?|\b(?:OUR (?:REF|ORDER|PO|NO)|UNSERE? (?:BEST|BESTELLUNG|ZEICHEN|REF|NR)|NOTRE REF)\b\.?)[\s:：.#]*([0-9A-Z][0-9A-Z/-]{3,40})/g;

function isOfPayer(token: string, memo: string): boolean {
  return matchesOf(foldText(memo), ownNumber).some(([, number]) => numberKey(number!) === token);
}

/**
 * A token that looks exactly like this book's numbers but is none of them. Where it is the damaged
 * number of an item that a proven payer settles to the cent, number and amount agree after all.
 */
function strangeNumber(context: Context, { items, residuals }: Reading): string | null {
  const { book, unknown, standing } = context;
  const mayBeDamaged = standing === "full" && residuals.length === 0;
  for (const token of unknown) {
    // 14.10.2026: a year is read as no number, known or not.
    if (/^(?:19|20)\d\d$/.test(token) || !book.shapes.has(token.replace(/\d/g, "9"))) continue;
    if (isOfPayer(token, context.line.memo)) continue;
    const isMeant =
      mayBeDamaged && items.some((item) => isDamaged(token, numberKey(book.itemAt(item).itemNo)));
    if (!isMeant) return token;
  }
  return null;
}
