// Which lines and customers have to be looked at together: connected by a possible payer, a declared
// payer-for, a group, or a document named in a memo. Groups are independent of each other.
import type { Book } from "./book.ts";
import { namingsOf } from "./cited.ts";
import type { LineFacts } from "./line-facts.ts";

export type PayerGroup = {
  /** Canonical order: date, line id. */
  readonly lines: readonly LineFacts[];
};

/** A number carried by more customers than this connects nobody. */
const mostOwners = 3;

export function formGroups(
  facts: readonly LineFacts[],
  book: Book,
): { readonly groups: readonly PayerGroup[]; readonly lone: readonly LineFacts[] } {
  const parent = Int32Array.from(book.customers, (_, rank) => rank);
  const find = (rank: number): number => {
    let root = rank;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  const join = (a: number, b: number): void => {
    const [rootA, rootB] = [find(a), find(b)];
    if (rootA !== rootB) parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  };

  const first = new Int32Array(facts.length).fill(-1);
  facts.forEach((line, at) => {
    for (const customer of customersOf(line, book)) {
      if (first[at] === -1) first[at] = customer;
      else join(first[at]!, customer);
    }
  });
  const lone: LineFacts[] = [];
  const byRoot = new Map<number, LineFacts[]>();
  facts.forEach((line, at) => {
    if (first[at] === -1) {
      lone.push(line);
      return;
    }
    const root = find(first[at]!);
    const group = byRoot.get(root);
    if (group) group.push(line);
    else byRoot.set(root, [line]);
  });
  const groups = [...byRoot]
    .sort((a, b) => a[0] - b[0])
    .map(([, lines]) => ({ lines: lines.sort((a, b) => compareLines(a, b, book)) }));
  return { groups, lone };
}

function customersOf(line: LineFacts, book: Book): Set<number> {
  const customers = new Set<number>();
  for (const hit of line.payers) {
    customers.add(hit.customer);
    const customer = book.customers[hit.customer]!;
    for (const other of customer.paysFor) customers.add(other);
    for (const other of customer.group) customers.add(other);
  }
  for (const naming of namingsOf(line, book)) {
    if (!naming.isStrong) continue;
    const owners = new Set(naming.docs.map((doc) => book.itemCustomer[doc.item]!));
    if (owners.size <= mostOwners) for (const owner of owners) customers.add(owner);
  }
  return customers;
}

export function compareLines(a: LineFacts, b: LineFacts, book: Book): number {
  if (a.day !== b.day) return a.day - b.day;
  return book.input.lines[a.line]!.lineId < book.input.lines[b.line]!.lineId ? -1 : 1;
}
