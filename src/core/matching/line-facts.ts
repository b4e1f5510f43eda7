// One bank line, read once: category, possible payers, numbers and months in the memo. Everything a
// later step asks of the text is here.
import { dayNumber } from "../date.ts";
import { accountKey } from "./account.ts";
import { bankReference } from "./bank-references.ts";
import type { Book } from "./book.ts";
import { checkedReferencesIn, isValidRf } from "./checked-reference.ts";
import { isWrittenAs, type Naming, namingsOf } from "./cited.ts";
import { customerNumbered } from "./customer-numbers.ts";
import { type Deduction, deductionIn } from "./deduction-words.ts";
import { type Tag, tagLine } from "./hygiene.ts";
import type { MatchLine } from "./input.ts";
import { mayBear } from "./line-words.ts";
import { billDue, saysCollected } from "./maturing.ts";
import { type Citation, compactMemo, emptyMemo, type MemoFacts, readMemo } from "./memo.ts";
import type { NameHit } from "./name-index.ts";
import { assignedTo, findPayers, isNamedInMemo, type PayerHit } from "./payer.ts";
import { type RemittanceFacts, readRemittance } from "./remittance.ts";
import type { Rules } from "./rule-book.ts";
import { aheadWordIn } from "./select-advance.ts";
import { tailLength } from "./tail-index.ts";
import { foldText, matchesOf, numberKey } from "./text.ts";

export type LineFacts = {
  /** The line itself. */
  readonly own: MatchLine;
  /** Position in the input. */
  readonly line: number;
  readonly day: number;
  readonly rules: Rules;
  readonly tag: Tag | null;
  readonly payers: readonly PayerHit[];
  readonly memo: MemoFacts;
  /** How much is for which document, in the payer's own words. */
  readonly remittance: RemittanceFacts;
  /** Documents named in full. */
  readonly namings: readonly Naming[];
  readonly isPerson: boolean;
  /** Another customer whose name stands in the memo of a payer who is known; −1. */
  readonly namedOther: number;
  /** The memo says the money is paid ahead. */
  readonly isAhead: boolean;
  /** Why less came than was owed, in the payer's words. */
  readonly deduction: Deduction | null;
  /** The one customer whose number in our books the memo gives; −1 none, or several. */
  readonly customerSaid: number;
};

/** What an earlier look at a line has shown: enough to read it again at little cost. */
export type LineGist = {
  readonly payers: readonly PayerHit[];
  readonly hasTag: boolean;
  readonly memo: MemoFacts;
  readonly namedOther: number;
};

export function readLine(position: number, book: Book, gist?: LineGist): LineFacts {
  const own = book.lineAt(position);
  const shipped = book.rulesFor({ customerNo: "", account: own.account, currency: own.currency });
  const payers = gist?.payers ?? findPayers(own, book, shipped);
  const first = payers[0];
  const rules = first
    ? book.rulesFor({
        customerNo: book.customers[first.customer]!.customerNo,
        account: own.account,
        currency: own.currency,
      })
    : shipped;
  const known = {
    isCustomer: first?.standing === "full",
    isForCustomer: first !== undefined && isNamedInMemo(first),
  };
  const mayHaveTag = rules.R36.enabled && gist?.hasTag !== false;
  const tag = mayHaveTag ? tagLine(own, book, known) : null;
  const memo = gist?.memo ?? readNumbers(own, book, rules, payers);
  const facts = { own, line: position, rules, tag, payers, memo };
  return new ReadFacts(facts, book, gist?.namedOther);
}

export function gistOf({ payers, tag, memo, namedOther }: LineFacts): LineGist {
  const { citations, tails, unknown, months, exceptedMonths } = memo;
  const numbers =
    citations.length + tails.length + unknown.length + months.length + exceptedMonths.length;
  const kept = numbers === 0 ? emptyMemo : compactMemo(memo);
  return { payers, hasTag: tag !== null, memo: kept, namedOther };
}

/** What is asked only where the line is decided is found when it is first asked for. */
class ReadFacts implements LineFacts {
  readonly own: MatchLine;
  readonly line: number;
  readonly rules: Rules;
  readonly tag: Tag | null;
  readonly payers: readonly PayerHit[];
  readonly memo: MemoFacts;
  readonly day: number;
  readonly namings: readonly Naming[];
  private readonly book: Book;
  private foundRemittance: RemittanceFacts | undefined = undefined;
  private foundDeduction: Deduction | null | undefined = undefined;
  private foundAhead: boolean | undefined = undefined;
  private foundCustomer: number | undefined = undefined;
  private foundOther: number | undefined;

  constructor(
    read: Pick<LineFacts, "own" | "line" | "rules" | "tag" | "payers" | "memo">,
    book: Book,
    namedOther?: number,
  ) {
    this.own = read.own;
    this.line = read.line;
    this.rules = read.rules;
    this.tag = read.tag;
    this.payers = read.payers;
    this.memo = read.memo;
    this.day = book.lineDays[read.line]!;
    this.namings = namingsOf(read.memo, read.rules, book);
    this.book = book;
    this.foundOther = namedOther;
  }

  get remittance(): RemittanceFacts {
    this.foundRemittance ??= this.rules.R16.enabled ? readRemittance(this.own, this.book) : [];
    return this.foundRemittance;
  }
  get deduction(): Deduction | null {
    if (this.foundDeduction === undefined) {
      this.foundDeduction = mayBear(this.own, "deduction") ? deductionIn(this.own.memo) : null;
    }
    return this.foundDeduction;
  }
  get isAhead(): boolean {
    this.foundAhead ??= mayBear(this.own, "ahead") && aheadWordIn(this.own.memo) !== null;
    return this.foundAhead;
  }
  get namedOther(): number {
    this.foundOther ??= otherIn(this, this.book);
    return this.foundOther;
  }
  get customerSaid(): number {
    this.foundCustomer ??= customerNumbered(this.own.memo, this.book);
    return this.foundCustomer;
  }
  get isPerson(): boolean {
    const { payerName } = this.own;
    return payerName !== "" && this.book.names.parse(payerName).isPerson;
  }
}

/** Of a payer who is only hinted at, names in the memo are evidence of who pays: see findPayers. */
function otherIn({ own: { memo }, payers, namings }: ReadFacts, book: Book): number {
  if (payers[0]?.standing !== "full" || memo.length < shortestNaming) return -1;
  const isPayer = ({ customer }: { readonly customer: number }): boolean =>
    payers.some((payer) => payer.customer === customer);
  let hits = book.names.findInside(memo);
  // 付本公司货款及代上海启明付: behind his own name stands that of the other.
  if (hits.some(isPayer)) {
    for (const part of memo.split("代").slice(1)) {
      hits = book.names.findInside(part);
      if (hits.length > 0 && !hits.some(isPayer)) break;
    }
  }
  // Of several customers of one name the one is meant whose paper is named beside it.
  if (hits.length > 1 && !hits.some(isPayer)) {
    const isNamed = ({ customer }: NameHit): boolean =>
      namings.some(
        ({ isStrong, docs }) =>
          isStrong && docs.every(({ item }) => book.itemCustomer[item] === customer),
      );
    const [meant, ...others] = hits.filter(isNamed);
    return meant && others.length === 0 ? meant.customer : -1;
  }
  const [hit, ...more] = hits;
  return !hit || more.length > 0 || hit.isShared || isPayer(hit) ? -1 : hit.customer;
}
const shortestNaming = 2;

function readNumbers(
  line: MatchLine,
  book: Book,
  rules: Rules,
  payers: readonly PayerHit[],
): MemoFacts {
  const isPayerUnknown = payers.length === 0;
  const facts = readMemo(line.memo, book.numbers, rules.R15.params);
  const citations = facts.citations.filter(
    ({ key, entry, via }) =>
      !isNoDocument(key, line, book) ||
      (day.test(key) && (via !== "full" || isWrittenSo(entry, line.memo, book))),
  );
  const unknown = facts.unknown.filter(
    (token) => !isNoDocument(token, line, book) && !isNumberOf(payers, token, book),
  );
  if (unknown.length > 0) {
    citations.push(...behindWord(unknown, book));
    dropBankReferences(line.memo, unknown);
    dropDates(line.memo, unknown);
  }
  if (rules.R08.enabled) citations.unshift(...structuredReferences(line, book));
  const assigned = rules.R06.params.byContract ? assignedTo(line, book, rules) : undefined;
  // An account opened for one contract names that contract.
  if (assigned && assigned.contractNo !== "") citations.push(...cite(assigned.contractNo, book));
  const tails = isPayerUnknown && rules.R10.enabled ? tailsOf(unknown, book) : [];
  if (isPayerUnknown && rules.R08.enabled && citations.length + tails.length === 0) {
    tails.push(...referencesOf(line, book));
  }
  if (isPayerUnknown && citations.length + tails.length === 0) {
    tails.push(...maturing(line, book, rules));
  }
  const { months, exceptedMonths } = facts;
  return { citations, tails, unknown, months, exceptedMonths };
}

const paperWord = /^(?:INVOICE|INV|ORDER|PO|SO|REF|NO)(?=[A-Z]{1,4}\d{4,}$)/;

/** INVYJ26304693: the word for a paper stands before its number without a blank. */
function behindWord(tokens: string[], book: Book): Citation[] {
  const found: Citation[] = [];
  for (let at = tokens.length - 1; at >= 0; at--) {
    const key = tokens[at]!.replace(paperWord, "");
    const entry = key === tokens[at] ? -1 : book.numbers.findKey(key);
    if (entry < 0) continue;
    found.push({ entry, key, via: "full" });
    tokens.splice(at, 1);
  }
  return found;
}

type Tail = MemoFacts["tails"][number];

/** Eight digits or more that end exactly one number of the whole book. */
function tailsOf(tokens: readonly string[], book: Book): Tail[] {
  const found: Tail[] = [];
  for (const token of tokens) {
    if (token.length < tailLength || !/^\d+$/.test(token)) continue;
    const item = book.tails().find(token);
    if (item >= 0 && numberKey(book.itemAt(item).itemNo).endsWith(token))
      found.push({ token, item, via: "suffix" });
  }
  return found;
}

/** R08: a reference with a valid check that one paper alone bears in its remark or a column. */
function referencesOf(line: MatchLine, book: Book): Tail[] {
  const found: Tail[] = [];
  for (const token of checkedReferencesIn(`${line.memo} ${line.endToEnd}`)) {
    const item = book.references().find(token);
    if (item >= 0) found.push({ token, item, via: "structured" });
  }
  return found;
}

/** R35: the acceptor's bank pays; the face and the day say which bill. */
function maturing(line: MatchLine, book: Book, rules: Rules): Tail[] {
  if (!rules.R35.enabled || line.amountMinor <= 0 || !saysCollected(line)) return [];
  const day = dayNumber(line.valueDate ?? line.date);
  const item = billDue(book.bills(), line, { day, lateDays: rules.R35.params.maturityDays });
  return item < 0 ? [] : [{ token: numberKey(book.itemAt(item).itemNo), item, via: "maturity" }];
}

/** R08: a valid RF reference (ISO 11649) in the memo; an end-to-end id that is one of our numbers. */
function structuredReferences(line: MatchLine, book: Book): Citation[] {
  const found = cite(line.endToEnd, book);
  if (!/RF\d\d/i.test(line.memo)) return found;
  const match = /\bRF\d\d ?[0-9A-Z][0-9A-Z ]{0,24}/.exec(line.memo.toUpperCase());
  const key = match ? numberKey(match[0]) : "";
  if (key !== "" && isValidRf(key)) found.push(...cite(key.slice(4), book));
  return found;
}

/** A number that was given to be read by machines; nothing where it is none of ours. */
function cite(number: string, book: Book): Citation[] {
  const key = numberKey(number);
  const entry = key.length < 4 ? -1 : book.numbers.findKey(key);
  return entry < 0 ? [] : [{ entry, key, via: "structured" }];
}

/** The bank's own numbers, which say so, name no document of ours. */
function dropBankReferences(memo: string, tokens: string[]): void {
  const numbers = new Set<string>();
  for (const [, number] of matchesOf(foldText(memo), bankReference)) numbers.add(number!);
  if (numbers.size === 0) return;
  const kept = tokens.filter((token) => !numbers.has(/\d+$/.exec(token)?.[0] ?? ""));
  tokens.splice(0, tokens.length, ...kept);
}

const datedDigits =
  /(?:\b(?:VOM|V\.|DATUM|DATED?|DU|DEL|DT|DD)|日期)[\s.:]*((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:20)?\d\d|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)/g;

/** Six or eight digits that are called a date: DATUM 191225. */
function dropDates(memo: string, tokens: string[]): void {
  const said = new Set<string>();
  for (const [, digits] of matchesOf(foldText(memo), datedDigits)) said.add(digits!);
  if (said.size === 0) return;
  const kept = tokens.filter((token) => !said.has(token));
  tokens.splice(0, tokens.length, ...kept);
}

function isNumberOf(payers: readonly PayerHit[], token: string, book: Book): boolean {
  return payers.some(({ customer }) => numberKey(book.customers[customer]!.customerNo) === token);
}

const phone = /^(?:86)?1[3-9]\d{9}$/;
const day = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const month = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/;
const taxId = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** Dates, phones, own accounts, the payer's account, amounts, tax ids are no documents (DOMAIN §5.11). */
function isNoDocument(key: string, line: MatchLine, book: Book): boolean {
  if (book.ownAccounts.has(key)) return true;
  if (key.length >= 6 && key === accountKey(line.payerAccount)) return true;
  if (!/^\d+$/.test(key))
    return key.length === 18 && taxId.test(key) && !book.shapes.has(key.replace(/\d/g, "9"));
  if (phone.test(key) || day.test(key) || month.test(key)) return true;
  return isAmount(key, line.amountMinor);
}

/** 2026/1120 is no day where a paper bears it in just this writing; 20261120 is one. */
function isWrittenSo(entry: number, memo: string, book: Book): boolean {
  let isSo = false;
  book.numbers.visit(entry, (index, kind) => {
    const { itemNo, orderNo, contractNo } = book.itemAt(index);
    const numbers: Partial<Record<typeof kind, string>> = {
      item: itemNo,
      order: orderNo,
      contract: contractNo,
    };
    const written = numbers[kind] ?? "";
    isSo ||= !isoDay.test(written) && isWrittenAs(written, memo);
  });
  return isSo;
}

const isoDay = /^\d{4}[./-]\d{2}[./-]\d{2}$/;

/** 11,300.00 in the memo reads as 1130000 or 11300. */
function isAmount(key: string, amountMinor: number): boolean {
  if (key.length >= 12) return false;
  const minor = String(Math.abs(amountMinor));
  return key === minor || `${key}00` === minor || `${key}0` === minor;
}
