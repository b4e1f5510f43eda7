// One way a line may be looked at: this payer, settling the items of these customers. Holds what is
// common to all readings of that view.
import { type Because, because } from "../because.ts";
import { type Book, compareItems } from "./book.ts";
import { isWrittenAs, type Naming } from "./cited.ts";
import type { MatchLine } from "./input.ts";
import type { LineFacts } from "./line-facts.ts";
import type { Meant } from "./meant-words.ts";
import { findNearNumber, type NearQuestion, type PaperShelf } from "./near-number.ts";
import { labelsOf } from "./number-labels.ts";
import { isNamedInMemo, type PayerHit, type Standing } from "./payer.ts";
import { possibleDebtors } from "./payer-groups.ts";
import type { Pool, Pools } from "./pool.ts";
import type { RuleCode } from "./rule-defaults.ts";
import type { SaidRemarks } from "./said-remarks.ts";
import { findShortNumbers } from "./short-numbers.ts";

/** named: no relation is on file, but the memo says for whom the payer pays. */
export type Relation = "self" | "declared" | "group" | "named" | "unrelated" | "stranger";

export type Context = {
  readonly book: Book;
  readonly line: MatchLine;
  readonly facts: LineFacts;
  readonly pool: Pool;
  /** −1: nobody known pays. */
  readonly payer: number;
  readonly relation: Relation;
  readonly standing: Standing | "none";
  readonly weight: number;
  readonly rules: readonly RuleCode[];
  /** Rules that prove the payer by themselves. */
  readonly proofs: readonly RuleCode[];
  /** Worded only for the readings that are kept. */
  readonly because: () => readonly Because[];
  /** All numbers the line names, wherever they stand. */
  readonly namings: readonly Naming[];
  /** Number-like tokens of the memo that are none of ours. */
  readonly unknown: readonly string[];
  /** Digits of the memo that may name one more paper and are read as none. */
  readonly unread: string | null;
  /** The memo says the money is paid ahead. */
  readonly isAhead: boolean;
  /** What is found out of the view when it is first asked for. */
  readonly found: Found;
};

type Found = {
  /** See meant-words.ts. */
  meant: Meant | undefined;
  /** By item, whether its remark names a month of the memo; see propose.ts. */
  remarks: ReadonlyMap<number, boolean> | null | undefined;
  /** See said-remarks.ts. */
  said: SaidRemarks | undefined;
  /** See remarked-months.ts. */
  byRemark: boolean | undefined;
};

export type LineView = {
  readonly book: Book;
  readonly pools: Pools;
  readonly facts: LineFacts;
  readonly namings: readonly Naming[];
  readonly unknown: readonly string[];
  readonly unread: string | null;
};

/** What the line names: numbers in full wherever they stand, parts of numbers among the payers' papers. */
export function viewLine(facts: LineFacts, book: Book, pools: Pools): LineView {
  const view = viewNumbers(facts, book, pools);
  const { namings } = view;
  if (facts.payers.length === 0) return view;
  const named = namings.map((naming) => ownNaming(naming, facts, book));
  const customers = debtorsOf(facts, book);
  if (!isMoreThanNamed(facts.own, namings, customers, book)) return { ...view, namings: named };
  const question = {
    memo: facts.own.memo,
    namings,
    customers,
    isPayerProven: facts.payers[0]?.standing === "full",
  };
  const short = findShortNumbers(question, book, pools.running);
  return { ...view, namings: [...named, ...short.namings], unread: short.unread };
}

/** Shortest number that names a paper of a proven payer where the memo says it is one. */
const minOwnLength = 5;

/** Those whose papers parts of numbers may name; the one, too, for whom the memo says it is paid. */
function debtorsOf(facts: LineFacts, book: Book): number[] {
  const customers = possibleDebtors(facts, book);
  if (facts.namedOther >= 0 && !customers.includes(facts.namedOther)) {
    customers.push(facts.namedOther);
  }
  return customers;
}

/** A short number means something within the customer: where the memo calls it a paper of the payer's own. */
function ownNaming(naming: Naming, facts: LineFacts, book: Book): Naming {
  const payer = facts.payers[0]!;
  if (naming.isStrong || naming.via === "range" || payer.standing !== "full") return naming;
  if (naming.key.length < minOwnLength) return naming;
  const isOwn = naming.docs.every(
    ({ item, kind }) => kind === "item" && book.itemCustomer[item] === payer.customer,
  );
  if (!isOwn) return naming;
  const isSaid =
    labelsOf(facts.own.memo)(naming.key) ||
    naming.docs.some(({ item }) => isWrittenAs(book.itemAt(item).itemNo, facts.own.memo));
  return isSaid ? { ...naming, isStrong: true } : naming;
}

/** More came than the papers of these customers that are named, and there is one, are open with. */
function isMoreThanNamed(
  { amountMinor, currency }: MatchLine,
  namings: readonly Naming[],
  customers: readonly number[],
  book: Book,
): boolean {
  const named: number[] = [];
  let sum = 0;
  for (const { docs } of namings) {
    for (const { item, kind } of docs) {
      if (kind !== "item" || !customers.includes(book.itemCustomer[item]!)) continue;
      if (named.includes(item)) continue;
      named.push(item);
      if (book.itemAt(item).currency === currency) sum += book.left[item]!;
    }
  }
  // Nothing is named: a few digits alone may be all the payer wrote.
  return amountMinor > sum;
}

function viewNumbers(facts: LineFacts, book: Book, pools: Pools): LineView {
  const { tails } = facts.memo;
  if (facts.memo.unknown.length === 0 || facts.payers.length === 0) {
    const unknown =
      tails.length === 0
        ? facts.memo.unknown
        : facts.memo.unknown.filter((token) => !tails.some((tail) => tail.token === token));
    return { book, pools, facts, namings: facts.namings, unknown, unread: null };
  }
  const namings = [...facts.namings];
  const customers = debtorsOf(facts, book);
  const isLabelled = labelsOf(facts.own.memo);
  const { R10, R12 } = facts.rules;
  const asked = {
    minDigits: R10.params.minDigits,
    maySuffix: R10.enabled,
    isPayerProven: facts.payers[0]?.standing === "full",
    similarityPercent: R12.enabled ? R12.params.similarityPercent : null,
  };
  const unknown: string[] = [];
  for (const token of facts.memo.unknown) {
    const question = { ...asked, token, isLabelled: isLabelled(token) };
    const near =
      findNearNumber(question, customers, book, pools.papers) ??
      findGluedTail(question, customers, book, pools.papers);
    const glued = near === null ? findGluedNumbers(token, customers, book) : [];
    if (near) namings.push(near);
    else if (glued.length > 0) namings.push(...glued);
    else unknown.push(token);
  }
  return { book, pools, facts, namings, unknown, unread: null };
}

const mostGlued = 4;
const minGluedDigits = 8;

/** 910037906910037917: numbers of digits alone and of one length, run together, all of these customers. */
function findGluedNumbers(token: string, customers: readonly number[], book: Book): Naming[] {
  if (token.length < 2 * minGluedDigits || !/^\d+$/.test(token)) return [];
  for (let count = 2; count <= mostGlued; count++) {
    const length = token.length / count;
    if (length < minGluedDigits) return [];
    if (!Number.isInteger(length)) continue;
    const namings: Naming[] = [];
    for (let at = 0; at < token.length; at += length) {
      const key = token.slice(at, at + length);
      const docs = ownPapers(key, customers, book);
      if (docs.length === 0) break;
      namings.push({ key, isStrong: true, via: "list", docs });
    }
    if (namings.length === count) return namings;
  }
  return [];
}

function ownPapers(key: string, customers: readonly number[], book: Book): Naming["docs"] {
  const docs: { item: number; kind: Naming["docs"][number]["kind"] }[] = [];
  const entry = book.numbers.findKey(key);
  if (entry < 0) return docs;
  book.numbers.visit(entry, (item, kind) => {
    if (kind === "item" && customers.includes(book.itemCustomer[item]!)) docs.push({ item, kind });
  });
  return docs.sort((a, b) => compareItems(a.item, b.item, book));
}

const gluedWord = /^[A-Z]{1,4}(?=\d{8,19}$)/;

/** FP01131380: a word of a few letters stands before the last digits of a number, without a blank. */
function findGluedTail(
  question: NearQuestion,
  customers: readonly number[],
  book: Book,
  shelf: PaperShelf,
): Naming | null {
  const token = question.token.replace(gluedWord, "");
  if (token === question.token) return null;
  const digits = { ...question, token, similarityPercent: null };
  return findNearNumber(digits, customers, book, shelf);
}

/** Every view worth searching, the payer's own items first. */
export function contextsOf(view: LineView): Context[] {
  const contexts: Context[] = [];
  const covered: number[] = [];
  for (const hit of view.facts.payers) addPayer(hit, view, contexts, covered);
  addNamedTogether(view, contexts);
  addNamed(view, contexts, covered);
  addByDocument(view, contexts, covered);
  return contexts;
}

/** 代上海启明付8月货款: a customer pays for another one and says so. */
function addNamed(view: LineView, contexts: Context[], covered: number[]): void {
  const { facts, book } = view;
  const [hit] = facts.payers;
  const other = facts.namedOther;
  if (!hit || other < 0 || covered.includes(other) || !facts.rules.R04.enabled) return;
  covered.push(other);
  const { nameInMemo, unrelated } = book.weights.who;
  const weight = nameInMemo + unrelated;
  contexts.push(contextOf(view, hit, { customers: [other], relation: "named", weight }));
  // 货款 INV01 及代上海启明付 INV02: his own paper and one of the other's.
  const both = [hit.customer, other].sort((a, b) => a - b);
  if (both.every((customer) => view.namings.some((naming) => isPaperOf(customer, naming, book)))) {
    contexts.push(contextOf(view, hit, { customers: both, relation: "named", weight }));
  }
}

function isPaperOf(customer: number, { docs }: Naming, book: Book): boolean {
  return docs.some(({ item }) => book.itemCustomer[item] === customer);
}

/** 萧雨、梁文学费: one payment for several customers whom the memo names. */
function addNamedTogether(view: LineView, contexts: Context[]): void {
  const named = view.facts.payers.filter(isNamedInMemo);
  const [first] = named;
  if (!first || named.length < 2 || named.length < view.facts.payers.length) return;
  const customers = named.map(({ customer }) => customer).sort((a, b) => a - b);
  contexts.push({
    ...contextOf(view, first, { customers, relation: "self", weight: 0 }),
    because: () => named.flatMap(({ because: said }) => said),
  });
}

function addPayer(hit: PayerHit, view: LineView, contexts: Context[], covered: number[]): void {
  const { book, facts } = view;
  const { who } = book.weights;
  const customer = book.customers[hit.customer]!;
  covered.push(hit.customer);
  contexts.push(contextOf(view, hit, { customers: [hit.customer], relation: "self", weight: 0 }));
  if (facts.rules.R05.enabled) {
    for (const other of customer.paysFor) {
      covered.push(other);
      const share = who.paysFor - Math.log(customer.paysFor.length);
      contexts.push(
        contextOf(view, hit, { customers: [other], relation: "declared", weight: share }),
      );
    }
    if (customer.paysFor.length > 0) {
      const all = [hit.customer, ...customer.paysFor].sort((a, b) => a - b);
      contexts.push(
        contextOf(view, hit, { customers: all, relation: "declared", weight: who.paysFor }),
      );
    }
    for (const other of customer.group) {
      if (covered.includes(other)) continue;
      const weight = who.group - Math.log(customer.group.length);
      contexts.push(contextOf(view, hit, { customers: [other], relation: "group", weight }));
    }
    if (customer.group.length > 0 && view.namings.length > 1) {
      const all = [hit.customer, ...customer.group].sort((a, b) => a - b);
      contexts.push(contextOf(view, hit, { customers: all, relation: "group", weight: who.group }));
    }
  }
}

/** R07: a document named in the memo belongs to one customer that nothing else points to. */
function addByDocument(view: LineView, contexts: Context[], covered: number[]): void {
  const { book, facts } = view;
  if (!facts.rules.R07.enabled || view.namings.length === 0) return;
  const payer = facts.payers[0];
  const reasons = new Map<number, Because>();
  for (const naming of view.namings) {
    if (!naming.isStrong) continue;
    const owner = onlyOwner(naming, book);
    if (owner === null) continue;
    if (covered.includes(owner) || payer?.customer === owner || reasons.has(owner)) continue;
    const customer = book.customers[owner]!.customerNo;
    reasons.set(
      owner,
      because(naming.via === "maturity" ? "who.bill" : "who.document", {
        number: naming.key,
        customer,
      }),
    );
    contexts.push(documentContext(view, [owner], reasons));
  }
  // Nobody known pays for several at once: what he names of all of them is one list.
  if (reasons.size > 1 && payer?.standing !== "full") {
    const owners = [...reasons.keys()].sort((a, b) => a - b);
    contexts.push(documentContext(view, owners, reasons));
  }
  // A customer names papers of his own and of others: a person sees the whole list.
  if (reasons.size > 0 && payer?.standing === "full") {
    if (view.namings.some((naming) => isPaperOf(payer.customer, naming, book))) {
      const owners = [payer.customer, ...reasons.keys()].sort((a, b) => a - b);
      contexts.push(documentContext(view, owners, reasons));
    }
  }
}

function documentContext(
  view: LineView,
  owners: readonly number[],
  reasons: ReadonlyMap<number, Because>,
): Context {
  const { book, facts } = view;
  const { who } = book.weights;
  const [payer] = facts.payers;
  const isUnrelated = payer?.standing === "full";
  const inGroup =
    isUnrelated &&
    owners.every(
      (owner) => owner === payer.customer || book.customers[payer.customer]!.group.includes(owner),
    );
  const said = owners.flatMap((owner) => reasons.get(owner) ?? []);
  return {
    book,
    line: facts.own,
    facts,
    pool: view.pools.of(owners, facts.own.currency),
    payer: isUnrelated ? payer.customer : -1,
    relation: inGroup ? "group" : isUnrelated ? "unrelated" : "stranger",
    standing: isUnrelated ? payer.standing : "none",
    weight: isUnrelated ? payer.weight + (inGroup ? who.group : who.unrelated) : who.stranger,
    rules: ["R07"],
    proofs: [],
    because: () => (isUnrelated ? [...payer.because, ...said] : said),
    namings: view.namings,
    unknown: view.unknown,
    unread: view.unread,
    isAhead: view.facts.isAhead,
    found: { meant: undefined, remarks: undefined, said: undefined, byRemark: undefined },
  };
}

/** The one customer whose papers carry the number; null where several do. */
function onlyOwner({ docs }: Naming, book: Book): number | null {
  const [first] = docs;
  if (!first) return null;
  const owner = book.itemCustomer[first.item]!;
  return docs.every(({ item }) => book.itemCustomer[item] === owner) ? owner : null;
}

function contextOf(
  view: LineView,
  hit: PayerHit,
  given: { customers: readonly number[]; relation: Relation; weight: number },
): Context {
  const { book, facts } = view;
  const line = facts.own;
  const isSelf = given.relation === "self";
  const moreRule = given.relation === "named" ? "R04" : "R05";
  return {
    book,
    line,
    facts,
    pool: view.pools.of(given.customers, line.currency),
    payer: hit.customer,
    relation: given.relation,
    standing: hit.standing,
    weight: hit.weight + given.weight,
    rules: isSelf ? hit.rules : [...hit.rules, moreRule],
    proofs: hit.proofs,
    because: () => (isSelf ? hit.because : [...hit.because, relationBecause(hit, given, book)]),
    namings: view.namings,
    unknown: view.unknown,
    unread: view.unread,
    isAhead: view.facts.isAhead,
    found: { meant: undefined, remarks: undefined, said: undefined, byRemark: undefined },
  };
}

function relationBecause(
  hit: PayerHit,
  { customers, relation }: { readonly customers: readonly number[]; readonly relation: Relation },
  book: Book,
): Because {
  const debtors = customers
    .filter((customer) => customer !== hit.customer)
    .map((customer) => book.customers[customer]!.customerNo)
    .join(", ");
  if (relation === "named") return because("who.name_in_memo", { customer: debtors });
  return because(relation === "declared" ? "who.pays_for" : "who.group", { debtors });
}

/** Open items of this view that carry a named number: as their own, or as that of an order, contract … */
export function openDocs(context: Context, naming: Naming, own: boolean): number[] {
  const { book, pool } = context;
  const items: number[] = [];
  for (const doc of naming.docs) {
    if ((doc.kind === "item") !== own || items.includes(doc.item)) continue;
    if (book.left[doc.item] === 0 || book.itemAt(doc.item).currency !== pool.currency) continue;
    if (pool.customers.includes(book.itemCustomer[doc.item]!)) items.push(doc.item);
  }
  return items;
}
