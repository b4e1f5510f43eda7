// Which lines and customers have to be looked at together: connected by a possible payer, a declared
// payer-for, a group, or a document named in a memo. Groups are independent of each other.
import type { Book } from "./book.ts";
import type { Naming } from "./cited.ts";
import type { LineFacts } from "./line-facts.ts";

/** A line with the customers whose items it may settle. */
export type Reached = { readonly facts: LineFacts; readonly reach: readonly number[] };

/** Canonical order: date, line id. */
export type PayerGroup = readonly Reached[];

/** A number carried by more customers than this connects nobody. */
const mostOwners = 3;

/** Members that share a customer, directly or by way of others; in order of their lowest customer. */
export function connect<T extends { readonly reach: readonly number[] }>(
  members: readonly T[],
): T[][] {
  if (members.length < 2) return members.length === 0 ? [] : [[...members]];
  const parent = new Map<number, number>();
  const find = (rank: number): number => {
    let root = rank;
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up;
    for (let at = rank; at !== root; ) {
      const up = parent.get(at)!;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  for (const { reach } of members) {
    let root = find(reach[0]!);
    for (const customer of reach) {
      const other = find(customer);
      if (other === root) continue;
      parent.set(Math.max(root, other), Math.min(root, other));
      root = Math.min(root, other);
    }
  }
  const byRoot = new Map<number, T[]>();
  for (const member of members) {
    const root = find(member.reach[0]!);
    const group = byRoot.get(root);
    if (group) group.push(member);
    else byRoot.set(root, [member]);
  }
  return [...byRoot].sort((a, b) => a[0] - b[0]).map(([, group]) => group);
}

/** Customers whose items the line may settle. */
export function reachOf(line: LineFacts, book: Book): readonly number[] {
  const reach = possibleDebtors(line, book);
  if (line.namedOther >= 0) addOnce(reach, line.namedOther);
  for (const naming of line.namings) {
    if (naming.isStrong) for (const owner of ownersOf(naming, book)) addOnce(reach, owner);
  }
  return reach;
}

/** The payers, and for whom they may pay. */
export function possibleDebtors(facts: LineFacts, book: Book): number[] {
  const customers: number[] = [];
  for (const { customer } of facts.payers) {
    addOnce(customers, customer);
    for (const other of book.customers[customer]!.paysFor) addOnce(customers, other);
    for (const other of book.customers[customer]!.group) addOnce(customers, other);
  }
  return customers;
}

function addOnce(reach: number[], customer: number): void {
  if (!reach.includes(customer)) reach.push(customer);
}

/** The customers whose papers carry the number; none where they are too many to mean anything. */
function ownersOf(naming: Naming, book: Book): readonly number[] {
  const owners: number[] = [];
  for (const { item } of naming.docs) {
    const owner = book.itemCustomer[item]!;
    if (!owners.includes(owner)) owners.push(owner);
    if (owners.length > mostOwners) return [];
  }
  return owners;
}

export function compareLines(a: LineFacts, b: LineFacts): number {
  if (a.day !== b.day) return a.day - b.day;
  return a.own.lineId < b.own.lineId ? -1 : 1;
}
