// The open items and customers of a run in columns, with the indexes that find them: by customer, by
// account, by name, by document number, by amount. `left` and `rests` alone change in a run.
import { dayNumber } from "../date.ts";
import { accountKey } from "./account.ts";
import { indexReferences, type ReferenceIndex } from "./checked-reference.ts";
import { type CustomerNumbers, indexCustomerNumbers } from "./customer-numbers.ts";
import type { BookInput, MatchCustomer, MatchItem, MatchLine, RuleSetting, Sale } from "./input.ts";
import { type ItemColumns, type ItemSource, kindCode, sourceOf } from "./item-columns.ts";
import { KnownPayers } from "./known-payers.ts";
import { type Bill, indexBills, type MaturingBills } from "./maturing.ts";
import { buildNameIndex, type NameIndex, type NameSource } from "./name-index.ts";
import {
  type Allocate,
  fillNumberTables,
  hashNumber,
  type NumberHashes,
  type NumberIndex,
  type NumberTables,
  openNumberIndex,
} from "./number-index.ts";
import { type Records, readerOf } from "./records.ts";
import { openRests, type Rests } from "./rests.ts";
import { type RulesFor, resolveRules } from "./rule-book.ts";
import { type AccountRows, SeenAccounts } from "./seen-accounts.ts";
import { fillTailTables, openTailIndex, type TailIndex, type TailTables } from "./tail-index.ts";
import { foldName, isDigit, nameLetters, numberKey } from "./text.ts";
import { thresholdFor } from "./threshold.ts";
import { shippedWeights, type Weights } from "./weights.ts";

export { kindCode, noDay } from "./item-columns.ts";

export type Customer = {
  readonly customerNo: string;
  readonly name: string;
  /** Customers it may pay for, declared. */
  readonly paysFor: readonly number[];
  /** Same group by `parent`, not declared: parent, children, sisters. */
  readonly group: readonly number[];
  readonly isIncomplete: boolean;
  readonly taxId: string;
  /** ln of how much likelier his readings of a template are. */
  readonly habits: Readonly<Record<string, number>>;
};

export type Book = ItemColumns & {
  readonly input: BookInput;
  readonly itemAt: (item: number) => MatchItem;
  readonly lineAt: (line: number) => MatchLine;
  /** Day of each line's value date, or of its booking. */
  readonly lineDays: Int32Array;
  readonly weights: Weights;
  /** The probability a reading needs to be posted. */
  readonly threshold: number;
  readonly rulesFor: RulesFor;
  /** Sorted by customerNo: a customer's position is its rank. */
  readonly customers: readonly Customer[];
  readonly customerByNo: ReadonlyMap<string, number>;
  readonly rests: Rests;
  /** See ItemSource. */
  readonly areInOrder: boolean;
  /** Items of a customer in canonical order (kind, number). */
  readonly itemsOf: (customer: number) => Int32Array;
  readonly numbers: NumberIndex;
  readonly names: NameIndex;
  /** By the place of the item. */
  readonly sales: ReadonlyMap<number, Sale>;
  /** Built when first asked for. */
  readonly tails: () => TailIndex;
  /** References with a check that stand in remarks or columns of papers; built when first asked for. */
  readonly references: () => ReferenceIndex;
  /** Bills by face, for banks that pay them without a number. */
  readonly bills: () => MaturingBills;
  /** Digits or letters of a bank account → customers it stands at. */
  readonly accounts: ReadonlyMap<string, readonly number[]>;
  /** Accounts beside which a customer's own name stands on some line. */
  readonly seenAccounts: SeenAccounts;
  readonly taxIds: ReadonlyMap<string, number>;
  readonly customerNumbers: CustomerNumbers;
  /** Accounts of ours that are given to one customer. */
  readonly assigned: ReadonlyMap<string, AssignedAccount>;
  readonly memory: ReadonlyMap<string, Memory>;
  /** Filled while lines are read. */
  readonly knownPayers: KnownPayers;
  readonly ownAccounts: ReadonlySet<string>;
  readonly ownNames: ReadonlySet<string>;
  /** Shapes of item numbers ("INV9999"): what a document number of this book looks like. */
  readonly shapes: ReadonlySet<string>;
};

export type AssignedAccount = { readonly customer: number; readonly contractNo: string };
export type Memory = { readonly customer: number; readonly confirmations: number };

/** What takes longest to find out about the items, and is the same for every share of a run. */
export type ItemNumbers = {
  readonly tables: NumberTables;
  readonly shapes: readonly string[];
  /** Missing: filled by whoever first asks for the end of a number. */
  readonly tails?: TailTables;
};

/** `hashOf`: from whoever has the numbers in columns; else they are asked item by item. */
export function indexNumbers(
  items: Records<MatchItem>,
  hashOf: NumberHashes = numberHashes(items),
  allocate?: Allocate,
): ItemNumbers {
  const shapes = new Set<string>();
  let last: string | null = null;
  for (const { itemNo } of items) {
    // Numbers stand in order: most have the shape of the one before.
    if (last !== null && isOfShape(itemNo, last)) continue;
    last = shapeOf(numberKey(itemNo));
    shapes.add(last);
  }
  return { tables: fillNumberTables(items.length, hashOf, allocate), shapes: [...shapes] };
}

function numberHashes(items: Records<MatchItem>): NumberHashes {
  const itemAt = readerOf(items);
  return (item, kind, hash) => hashNumber(numberOf(itemAt(item), kind), hash);
}

/** The ends of the items' numbers, for payers nobody knows. */
export function indexTails(items: Records<MatchItem>, allocate?: Allocate): TailTables {
  const itemAt = readerOf(items);
  return fillTailTables(items.length, (item) => itemAt(item).itemNo, allocate);
}

export function buildBook(
  input: BookInput,
  numbers: ItemNumbers = indexNumbers(input.items),
  source: ItemSource = sourceOf(input.items),
  seen?: AccountRows,
): Book {
  const itemAt = readerOf(input.items);
  const customers = orderCustomers(input, source);
  const customerByNo = new Map(customers.map((customer, rank) => [customer.customerNo, rank]));
  const columns = source.columns((customerNo) => customerByNo.get(customerNo)!);
  const assigned = indexAssigned(input, customerByNo);
  const own = input.own.map((one) => accountKey(one.account));
  const names = buildNameIndex(nameSources(customers));
  const accounts = indexAccounts(customers);
  // The account a line stands on is ours, whether it was declared or not.
  const stoodOn = new Set<string>();
  for (const line of input.lines) stoodOn.add(line.account);
  for (const account of stoodOn) own.push(accountKey(account));
  return {
    input,
    itemAt,
    lineAt: readerOf(input.lines),
    lineDays: daysOf(input.lines),
    weights: input.weights ?? shippedWeights,
    threshold: input.threshold ?? thresholdFor(input.maxWrongPerMille),
    rulesFor: resolveRules([...habitSettings(input.customers), ...input.rules]),
    customers: customers.map((customer) => linkCustomer(customer, customers, customerByNo, input)),
    customerByNo,
    // One by one: an object made by spreading another is slower to read, and this one is read always.
    itemCustomer: columns.itemCustomer,
    left: columns.left,
    issueDay: columns.issueDay,
    dueDay: columns.dueDay,
    kind: columns.kind,
    hasOffer: columns.hasOffer,
    termDays: columns.termDays,
    rests: openRests(input.items.length),
    areInOrder: source.areInOrder,
    itemsOf: groupItems(itemAt, columns, source.areInOrder, customers.length),
    numbers: openNumberIndex(numbers.tables),
    names,
    sales: new Map(input.sales?.map((sale) => [sale.item, sale])),
    tails: once(() => openTailIndex(numbers.tails ?? indexTails(input.items))),
    references: once(() => indexReferences(input.items)),
    bills: once(() => indexBills(openBills(input.items, columns))),
    accounts,
    seenAccounts: new SeenAccounts(input.lines, names, accounts, seen),
    taxIds: indexTaxIds(customers),
    customerNumbers: indexCustomerNumbers(customers),
    assigned,
    memory: indexMemory(input, customerByNo),
    knownPayers: new KnownPayers(assigned.size > 0),
    ownAccounts: new Set(own.filter((key) => key !== "")),
    ownNames: new Set(input.own.map((own) => nameKey(own.name)).filter((key) => key !== "")),
    shapes: new Set(numbers.shapes),
  };
}

function daysOf(lines: Records<MatchLine>): Int32Array {
  const known = new Map<string, number>();
  const days = new Int32Array(lines.length);
  let at = 0;
  for (const { valueDate, date } of lines) {
    const text = valueDate ?? date;
    let day = known.get(text);
    if (day === undefined) {
      day = dayNumber(text);
      known.set(text, day);
    }
    days[at++] = day;
  }
  return days;
}

function* openBills(
  items: Records<MatchItem>,
  columns: Pick<ItemColumns, "dueDay" | "kind">,
): Generator<Bill> {
  const itemAt = readerOf(items);
  for (let item = 0; item < items.length; item++) {
    if (!billKinds.includes(columns.kind[item]!)) continue;
    const { currency, openMinor } = itemAt(item);
    yield { item, currency, openMinor, dueDay: columns.dueDay[item]! };
  }
}
const billKinds = [kindCode.bill, kindCode.e_receivable];

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What a customer has agreed to, written in his master data: an opt-in of R14 or R26 (docs/templates.md). */
const habitRules: readonly (readonly [words: RegExp, code: string])[] = [
  [/同额.*取最早|same.amount.*(oldest|earliest)/i, "R14"],
  [/最早到期|先到期先付|先进先出|oldest.first|earliest.due|fifo/i, "R26"],
];

function habitSettings(customers: readonly MatchCustomer[]): RuleSetting[] {
  return habitRules.flatMap(([words, code]) => {
    const agreed = customers.filter((customer) => words.test(customer.paymentHabit));
    const customer = agreed.map(({ customerNo }) => customerNo);
    return agreed.length > 0 ? [{ code, action: "auto", scope: { customer } } as const] : [];
  });
}

/** Customers by number; one that is only in the items is accepted without a name. */
function orderCustomers(input: BookInput, source: ItemSource): MatchCustomer[] {
  const byNo = new Map<string, MatchCustomer>();
  for (const customer of input.customers) byNo.set(customer.customerNo, customer);
  for (const customerNo of source.customerNos()) {
    if (!byNo.has(customerNo)) byNo.set(customerNo, bareCustomer(customerNo));
  }
  return [...byNo.values()].sort((a, b) => (a.customerNo < b.customerNo ? -1 : 1));
}

function bareCustomer(customerNo: string): MatchCustomer {
  return {
    customerNo,
    name: "",
    aliases: [],
    taxId: "",
    bankAccounts: [],
    paysFor: [],
    parentNo: "",
    paymentHabit: "",
  };
}

const groups = new WeakMap<readonly MatchCustomer[], Map<string, number[]>>();

/** Ranks by the number of their group's head. */
function groupMembers(customers: readonly MatchCustomer[]): Map<string, number[]> {
  let members = groups.get(customers);
  if (members) return members;
  members = new Map();
  const heads = new Set(customers.map((customer) => customer.parentNo).filter((no) => no !== ""));
  customers.forEach((customer, rank) => {
    const head = customer.parentNo || (heads.has(customer.customerNo) ? customer.customerNo : "");
    if (head === "") return;
    const list = members!.get(head);
    if (list) list.push(rank);
    else members!.set(head, [rank]);
  });
  groups.set(customers, members);
  return members;
}

/** A group of more members than this says nothing about who pays for whom. */
const largestGroup = 40;

/** Of most customers nothing was learned: one and the same table. */
export const noHabits: Readonly<Record<string, number>> = {};

function linkCustomer(
  customer: MatchCustomer,
  all: readonly MatchCustomer[],
  byNo: ReadonlyMap<string, number>,
  input: BookInput,
): Customer {
  const self = byNo.get(customer.customerNo)!;
  const members = groupMembers(all);
  const group = members.get(customer.parentNo || customer.customerNo) ?? [];
  const paysFor = customer.paysFor
    .map((no) => byNo.get(no))
    .filter((rank): rank is number => rank !== undefined && rank !== self);
  return {
    customerNo: customer.customerNo,
    name: customer.name,
    paysFor: [...new Set(paysFor)].sort((a, b) => a - b),
    group:
      group.length > largestGroup
        ? []
        : group.filter((rank) => rank !== self && !paysFor.includes(rank)),
    isIncomplete: input.incompleteCustomers.has(customer.customerNo),
    taxId: customer.taxId,
    habits: customer.habits ?? noHabits,
  };
}

function numberOf(item: MatchItem, numberKind: number): string {
  if (numberKind === 0) return item.itemNo;
  if (numberKind === 1) return item.orderNo;
  if (numberKind === 2) return item.contractNo;
  return numberKind === 3 ? item.deliveryNo : item.statementNo;
}

function groupItems(
  itemAt: (item: number) => MatchItem,
  { itemCustomer, kind }: ItemColumns,
  areInOrder: boolean,
  customerCount: number,
): (customer: number) => Int32Array {
  const starts = new Int32Array(customerCount + 1);
  for (const customer of itemCustomer) starts[customer + 1]!++;
  for (let at = 0; at < customerCount; at++) starts[at + 1]! += starts[at]!;
  const order = new Int32Array(itemCustomer.length);
  const cursor = starts.slice();
  for (let item = 0; item < itemCustomer.length; item++)
    order[cursor[itemCustomer[item]!]!++] = item;
  const known = new Array<Int32Array | undefined>(customerCount);
  const byNumber = (a: number, b: number) => (itemAt(a).itemNo < itemAt(b).itemNo ? -1 : 1);
  const byPlace = (a: number, b: number) => a - b;
  const compare = areInOrder ? byPlace : byNumber;
  return (customer) => {
    let own = known[customer];
    if (own === undefined) {
      own = order.subarray(starts[customer]!, starts[customer + 1]!);
      own.sort((a, b) => kind[a]! - kind[b]! || compare(a, b));
      known[customer] = own;
    }
    return own;
  };
}

/** Canonical order of items, independent of the input's: customer, kind, number. */
export function compareItems(a: number, b: number, book: Book): number {
  if (a === b) return 0;
  const customers = book.itemCustomer[a]! - book.itemCustomer[b]!;
  if (customers !== 0) return customers;
  if (book.kind[a] !== book.kind[b]) return book.kind[a]! - book.kind[b]!;
  if (book.areInOrder) return a - b;
  return book.itemAt(a).itemNo < book.itemAt(b).itemNo ? -1 : 1;
}

function nameSources(customers: readonly MatchCustomer[]): NameSource[] {
  const sources: NameSource[] = [];
  customers.forEach((customer, rank) => {
    sources.push({ customer: rank, text: customer.name, isAlias: false });
    for (const alias of customer.aliases)
      sources.push({ customer: rank, text: alias, isAlias: true });
  });
  return sources;
}

/** Lines of one payer often come one after another. */
let lastNamed = { name: "", key: "" };

export function nameKey(name: string): string {
  if (name !== lastNamed.name) {
    lastNamed = { name, key: nameLetters(foldName(name)) };
  }
  return lastNamed.key;
}

/** A tax id that two customers carry proves neither. */
function indexTaxIds(customers: readonly MatchCustomer[]): Map<string, number> {
  const owners = new Map<string, number>();
  customers.forEach(({ taxId }, rank) => {
    if (taxId !== "") owners.set(taxId, owners.has(taxId) ? -1 : rank);
  });
  for (const [taxId, rank] of owners) if (rank < 0) owners.delete(taxId);
  return owners;
}

function indexAccounts(customers: readonly MatchCustomer[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  customers.forEach((customer, rank) => {
    for (const account of customer.bankAccounts) {
      const key = accountKey(account);
      const owners = index.get(key);
      if (!owners) index.set(key, [rank]);
      else if (!owners.includes(rank)) owners.push(rank);
    }
  });
  return index;
}

/** An account that is given to two customers proves neither. */
function indexAssigned(
  input: BookInput,
  customerByNo: ReadonlyMap<string, number>,
): Map<string, AssignedAccount> {
  const index = new Map<string, AssignedAccount>();
  const shared = new Set<string>();
  for (const { account, customerNo, contractNo = "" } of input.own) {
    const customer = customerNo === undefined ? undefined : customerByNo.get(customerNo);
    if (customer === undefined) continue;
    const key = accountKey(account);
    const before = index.get(key);
    if (before && before.customer !== customer) shared.add(key);
    index.set(key, { customer, contractNo: before ? "" : contractNo });
  }
  for (const key of shared) index.delete(key);
  return index;
}

function indexMemory(
  input: BookInput,
  customerByNo: ReadonlyMap<string, number>,
): Map<string, Memory> {
  const index = new Map<string, Memory>();
  const conflicting = new Set<string>();
  for (const memory of input.memory) {
    const customer = customerByNo.get(memory.customerNo);
    if (customer === undefined) continue;
    const key = memoryKey(memory.kind, memory.value);
    const before = index.get(key);
    if (before && before.customer !== customer) conflicting.add(key);
    const confirmations = memory.confirmations + (before?.confirmations ?? 0);
    index.set(key, { customer, confirmations });
  }
  for (const key of conflicting) index.delete(key);
  return index;
}

export function memoryKey(kind: "account" | "name", value: string): string {
  return kind === "account" ? `a:${accountKey(value)}` : `n:${nameKey(value)}`;
}

/** "INV2025001" → "INV9999999": letters kept, digits alike. */
function shapeOf(key: string): string {
  return key.replace(/\d/g, "9");
}

/** Says of a number that is its own key whether it has this shape; false where it is not. */
function isOfShape(number: string, shape: string): boolean {
  if (number.length !== shape.length) return false;
  for (let at = 0; at < number.length; at++) {
    const code = number.charCodeAt(at);
    const drawn = isDigit(code) ? nine : code;
    if (drawn !== shape.charCodeAt(at)) return false;
  }
  return true;
}

const nine = "9".charCodeAt(0);
