// A batch in two shares that touch no row in common, so that two transactions may write at once:
// what is decided for a customer changes its items, its receipts and its exposure, and customers
// whose decisions meet in one line stay together.
import type { PostableMatch } from "../../db/matches.ts";
import type { BatchFacts } from "./post-matches.ts";

/** Fewer lines are written sooner by one transaction. */
const leastLines = 1_000;
/** The second can begin only when the entries of the first are linked, so it gets less. */
const shareOfSecond = 2 / 5;

export type Shares = {
  readonly first: readonly PostableMatch[];
  /** Empty for small batches, and where one group of customers has nearly all lines. */
  readonly second: readonly PostableMatch[];
};

/** Depends on the matches and on whose the items and receipts are, on nothing else. */
export function sharesOf(matches: readonly PostableMatch[], facts: BatchFacts): Shares {
  if (matches.length < leastLines) return { first: matches, second: [] };
  const groups = groupsOf(matches, facts);
  const sizes = new Map<string, number>();
  for (const group of groups) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const chosen = new Set<string>();
  let room = Math.floor(matches.length * shareOfSecond);
  for (const [group, size] of sizes) {
    if (size > room) continue;
    chosen.add(group);
    room -= size;
  }
  const isSecond = (n: number) => {
    const group = groups[n];
    return group !== null && group !== undefined && chosen.has(group);
  };
  return {
    first: matches.filter((_, n) => !isSecond(n)),
    second: matches.filter((_, n) => isSecond(n)),
  };
}

/** For each match one customer that stands for all it is tied to; null: nobody's money. */
function groupsOf(matches: readonly PostableMatch[], facts: BatchFacts): (string | null)[] {
  const leader = new Map<string, string>();
  const leaderOf = (customer: string): string => {
    let at = customer;
    for (let next = leader.get(at); next !== undefined; next = leader.get(at)) at = next;
    if (at !== customer) leader.set(customer, at);
    return at;
  };
  const firsts = matches.map((match) => {
    const [first, ...others] = customersOf(match, facts);
    if (first === undefined) return null;
    for (const other of others) {
      const [from, to] = [leaderOf(other), leaderOf(first)];
      if (from !== to) leader.set(from, to);
    }
    return first;
  });
  return firsts.map((first) => (first === null ? null : leaderOf(first)));
}

/** Everybody whose items, receipts or exposure the decision of this match may change. */
function customersOf(match: PostableMatch, { ledger }: BatchFacts): Set<string> {
  const customers = new Set<string>();
  if (match.lane === "not_receivable") return customers;
  const [best] = match.candidates;
  for (const id of [match.payerId, best?.customerId]) {
    if (id !== null && id !== undefined) customers.add(String(id));
  }
  for (const { itemId } of [...(best?.allocations ?? []), ...(best?.residuals ?? [])]) {
    const item = itemId === null ? undefined : ledger.items.get(String(itemId));
    if (item) customers.add(item.customerId);
  }
  const holder = ledger.receipts.get(match.bankLineId)?.receipt.customerId;
  if (holder) customers.add(holder);
  return customers;
}
