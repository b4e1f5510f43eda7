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
  const lone: LineFacts[] = [];
  const reached: { line: LineFacts; reach: readonly number[] }[] = [];
  for (const line of facts) {
    const reach = reachOf(line, book);
    if (reach.length === 0) lone.push(line);
    else reached.push({ line, reach });
  }
  const groups = connect(reached, book.customers.length).map((members) => ({
    lines: members.map(({ line }) => line).sort((a, b) => compareLines(a, b, book)),
  }));
  return { groups, lone };
}

/** Members that share a customer, directly or by way of others; in order of their lowest customer. */
export function connect<T extends { readonly reach: readonly number[] }>(
  members: readonly T[],
  customerCount: number,
): T[][] {
  const parent = new Int32Array(customerCount).fill(-1);
  const find = (rank: number): number => {
    let root = rank;
    while (parent[root]! >= 0) root = parent[root]!;
    for (let at = rank; parent[at]! >= 0; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (const { reach } of members) {
    const first = find(reach[0]!);
    let root = first;
    for (const customer of reach) {
      const other = find(customer);
      if (other === root) continue;
      parent[Math.max(root, other)] = Math.min(root, other);
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
  return [...customers];
}

export function compareLines(a: LineFacts, b: LineFacts, book: Book): number {
  if (a.day !== b.day) return a.day - b.day;
  return book.input.lines[a.line]!.lineId < book.input.lines[b.line]!.lineId ? -1 : 1;
}
