// A batch in two shares that touch no row in common, so that two transactions may write at once:
// what is decided for a customer changes its items, its receipts and its exposure, and customers
// whose decisions meet in one line stay together. Whose rows the share before is still writing stay
// out of the first, so that it may be written beside that one.
import type { PostableMatch } from "../../db/matches.ts";
import type { BatchFacts } from "./post-matches.ts";

/** Fewer lines are written sooner by one transaction. */
const leastLines = 1_000;
/** With nothing under way the second can begin only when the entries of the first are linked. */
const secondOfFirstBatch = 2 / 5;
const secondOfLater = 1 / 2;
/** With so many lines of customers under way the batch had better wait for them. */
const mostOfSecond = 3 / 5;

export type Share = {
  readonly matches: readonly PostableMatch[];
  /** Everybody whose rows it may change; `nobody` where it has lines without a customer. */
  readonly customers: ReadonlySet<string>;
};

/** Stands for the rows of lines that are nobody's. */
const nobody = "";

/** Customers of a match, each once. */
type Touched = readonly string[];

/** One share for small batches, and where one group of customers has nearly all lines. */
export type Shares = readonly [first: Share] | readonly [first: Share, second: Share];

/** Depends on the matches, on whose the items and receipts are and on `under` way, on nothing else. */
export function sharesOf(
  matches: readonly PostableMatch[],
  facts: BatchFacts,
  under: Share | null = null,
): Shares {
  const touched = matches.map((match) => customersOf(match, facts));
  if (matches.length < leastLines) return [shareOf(matches, touched, () => true)];
  const groups = groupsOf(touched);
  const chosen = secondGroups(groups, touched, under);
  const isSecond = (n: number) => chosen.has(groups[n] ?? nobody);
  const first = shareOf(matches, touched, (n) => !isSecond(n));
  const second = shareOf(matches, touched, isSecond);
  return second.matches.length === 0 ? [first] : [first, second];
}

/** Whether both may change a row in common. */
export function doTouch(one: Share, other: Share): boolean {
  return !one.customers.isDisjointFrom(other.customers);
}

function shareOf(
  matches: readonly PostableMatch[],
  touched: readonly Touched[],
  isIn: (n: number) => boolean,
): Share {
  const customers = new Set<string>();
  const ofShare = matches.filter((_, n) => {
    if (!isIn(n)) return false;
    for (const customer of touched[n]!) customers.add(customer);
    return true;
  });
  return { matches: ofShare, customers };
}

/** The groups of the second share: those under way, and others until it has its part of the lines. */
function secondGroups(
  groups: readonly string[],
  touched: readonly Touched[],
  under: Share | null,
): Set<string> {
  const sizes = new Map<string, number>();
  const waiting = new Set<string>();
  for (const [n, group] of groups.entries()) {
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
    if (under === null) continue;
    if (touched[n]!.some((customer) => under.customers.has(customer))) waiting.add(group);
  }
  const lines = [...waiting].reduce((sum, group) => sum + (sizes.get(group) ?? 0), 0);
  const canFollow = under !== null && !waiting.has(nobody) && lines <= groups.length * mostOfSecond;
  const chosen = canFollow ? waiting : new Set<string>();
  let room = Math.floor(groups.length * (under ? secondOfLater : secondOfFirstBatch));
  if (canFollow) room -= lines;
  for (const [group, size] of sizes) {
    if (group === nobody || size > room || chosen.has(group)) continue;
    chosen.add(group);
    room -= size;
  }
  return chosen;
}

/** For each match one customer that stands for all it is tied to. */
function groupsOf(touched: readonly Touched[]): string[] {
  const leader = new Map<string, string>();
  const leaderOf = (customer: string): string => {
    let at = customer;
    for (let next = leader.get(at); next !== undefined; next = leader.get(at)) at = next;
    if (at !== customer) leader.set(customer, at);
    return at;
  };
  const firsts = touched.map((customers) => {
    const [first = nobody, ...others] = customers;
    for (const other of others) {
      const [from, to] = [leaderOf(other), leaderOf(first)];
      if (from !== to) leader.set(from, to);
    }
    return first;
  });
  return firsts.map(leaderOf);
}

/** Everybody whose items, receipts or exposure the decision of this match may change. */
function customersOf(match: PostableMatch, { ledger }: BatchFacts): Touched {
  if (match.lane === "not_receivable") return [nobody];
  const customers: string[] = [];
  // most are of one or two customers
  const add = (id: string) => {
    if (!customers.includes(id)) customers.push(id);
  };
  const [best] = match.candidates;
  if (match.payerId !== null) add(String(match.payerId));
  if (best) {
    add(String(best.customerId));
    for (const { itemId } of best.allocations) addHolder(itemId);
    for (const { itemId } of best.residuals) if (itemId !== null) addHolder(itemId);
  }
  const holder = ledger.receipts.get(match.bankLineId)?.receipt.customerId;
  if (holder) add(holder);
  return customers.length === 0 ? [nobody] : customers;

  function addHolder(itemId: number): void {
    const item = ledger.items.get(String(itemId));
    if (item) add(item.customerId);
  }
}
