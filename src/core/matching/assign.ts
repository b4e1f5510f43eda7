// Assigns all receipts of a payer group to all its items at once. What is certain and uncontested is
// taken first, whatever the order of the input; the rest is read again against what is left; lines
// that want the same items are weighed together; ties stay ties.
import { assert } from "../assert.ts";
import type { Book } from "./book.ts";
import { type Evaluation, evaluateLine, tieWidth, type Weighed } from "./evaluate.ts";
import { jointProbabilities } from "./joint.ts";
import type { LineFacts } from "./line-facts.ts";
import { hasOtherHalf, unexplainedByPayer } from "./other-half.ts";
import { connect, type PayerGroup } from "./payer-groups.ts";
import { keepPools, type Pools } from "./pool.ts";
import { type Reading, readingKey } from "./reading.ts";
import { noteRests } from "./rests.ts";
import { joinReceipts } from "./several-receipts.ts";

export type Assignment = {
  readonly facts: LineFacts;
  readonly evaluation: Evaluation;
  /** Taken: posted. Null: left to a person. */
  readonly taken: Weighed | null;
  /** Other readings, or other lines for the same items, that are exactly as good. */
  readonly tiedWith: number;
  /** Firm enough, but another line has a claim to the same items. */
  readonly isContested: boolean;
};

/** Claims less likely than this contest nothing. */
const leastClaim = 0.02;
/** A line with more rivals than this is nobody's to decide but a person's. */
const mostRivals = 60;
/** Rounds of "take the certain, read the rest again". More add nothing in practice. */
const mostRounds = 40;

type Open = {
  readonly facts: LineFacts;
  readonly reach: readonly number[];
  evaluation: Evaluation;
};

export function assignGroup(group: PayerGroup, book: Book, threshold: number): Assignment[] {
  const pools = keepPools(book);
  const done = new Map<LineFacts, Assignment>();
  let parts: Open[][] = [
    group.map(({ facts, reach }) => ({
      facts,
      reach,
      evaluation: evaluateLine(facts, book, pools),
    })),
  ];
  // What is left after a round falls apart into smaller groups that no longer touch each other.
  for (let round = 0; round < mostRounds && parts.length > 0; round++) {
    const isLast = round === mostRounds - 1;
    parts = parts.flatMap((open) => {
      const rest = takeRound(open, { book, threshold, pools, done, isLast });
      if (rest.length < open.length) return connect(rest);
      joinRest(rest, { book, threshold, pools, done, isLast });
      return [];
    });
  }
  return group.map(({ facts }) => {
    const assignment = done.get(facts);
    assert(assignment, "every line of a group is answered");
    return assignment;
  });
}

type Round = {
  readonly book: Book;
  readonly threshold: number;
  readonly pools: Pools;
  readonly done: Map<LineFacts, Assignment>;
  /** No further round will look at what is left. */
  readonly isLast: boolean;
};

/** Takes what can be taken now and answers the others, read again; undecided ones are noted as such. */
function takeRound(open: readonly Open[], round: Round): Open[] {
  const { book, threshold, pools, done } = round;
  const accepted = decideRound(open, { book, threshold, pools });
  const touched = new Set<number>();
  for (const [entry, choice] of accepted) {
    take(choice.reading, book, touched);
    const { facts, evaluation } = entry;
    noteRests(book.rests, choice.reading, facts.day);
    done.set(facts, { facts, evaluation, taken: choice, tiedWith: 0, isContested: false });
  }
  for (const customer of touched) pools.forget(customer);
  const rest = open.filter((entry) => !accepted.has(entry));
  for (const entry of rest) {
    if (entry.reach.some((customer) => touched.has(customer))) {
      entry.evaluation = evaluateLine(entry.facts, book, pools);
    }
  }
  // Where something was taken the rest is looked at again, and answered then.
  if (accepted.size === 0 || round.isLast) noteUndecided(rest, round);
  return rest;
}

function noteUndecided(rest: readonly Open[], { threshold, done }: Round): void {
  const keyOf = ({ evaluation: { weighed } }: Open) =>
    weighed[0] ? readingKey(weighed[0].reading) : "";
  const alike = Map.groupBy(rest, keyOf);
  for (const entry of rest) {
    done.set(entry.facts, undecided(entry, alike.get(keyOf(entry)) ?? [], threshold));
  }
}

/** Last, what only several receipts together explain (R24). */
function joinRest(rest: readonly Open[], { book, threshold, pools, done }: Round): void {
  const joined = joinReceipts(rest, book, pools);
  const touched = new Set<number>();
  for (const { entry, choice } of joined) {
    const { facts, evaluation } = entry;
    const isTaken = isFirm(choice, threshold);
    if (isTaken) {
      take(choice.reading, book, touched);
      noteRests(book.rests, choice.reading, facts.day);
    }
    const others = evaluation.weighed.map((other) => ({
      ...other,
      probability: other.probability * (1 - choice.probability),
    }));
    const weighed = isTaken ? evaluation.weighed : [choice, ...others];
    done.set(facts, {
      facts,
      evaluation: { ...evaluation, weighed },
      taken: isTaken ? choice : null,
      tiedWith: 0,
      isContested: false,
    });
  }
}

function take(reading: Reading, book: Book, touched: Set<number>): void {
  for (let at = 0; at < reading.items.length; at++) {
    const item = reading.items[at]!;
    const before = book.left[item]!;
    const after = before - reading.claims[at]!;
    assert(Math.abs(after) <= Math.abs(before), "an allocation takes from what is left");
    assert(after === 0 || after > 0 === before > 0, "an allocation never turns an item over");
    book.left[item] = after;
    touched.add(book.itemCustomer[item]!);
  }
}

/** What can be taken now: the firm claims that no rival endangers; where there are none, clusters. */
function decideRound(
  open: readonly Open[],
  { book, threshold, pools }: Pick<Round, "book" | "threshold" | "pools">,
): Map<Open, Weighed> {
  const claims = claimsOf(open);
  const accepted = new Map<Open, Weighed>();
  for (const entry of open) {
    const best = entry.evaluation.weighed[0];
    if (!best || !isFirm(best, threshold)) continue;
    const rivals = rivalsOf(entry, claims, book);
    if (rivals && isSafe(best, rivals, threshold)) accepted.set(entry, best);
  }
  if (accepted.size === 0) decideClusters(open, claims, { book, threshold, accepted });
  if (accepted.size === 0) return accepted;
  dropHalves(open, accepted, { book, threshold, pools });
  dropOverclaimed(accepted, claims, book);
  letAdvancesWait(accepted);
  return accepted;
}

type Decision = {
  readonly book: Book;
  readonly threshold: number;
  readonly accepted: Map<Open, Weighed>;
};

function decideClusters(open: readonly Open[], claims: Claims, decision: Decision): void {
  const seen = new Set<Open>();
  for (const entry of open) {
    if (seen.has(entry) || !rivalsOf(entry, claims, decision.book)?.size) continue;
    const cluster = collectCluster(entry, claims, decision.book, seen);
    if (!takeInTurn(cluster, decision)) decideCluster(cluster, decision);
  }
}

/** Interchangeable items are given out in turn: the earliest line takes the first, the next round goes on. */
function takeInTurn(cluster: readonly Open[], { threshold, accepted }: Decision): boolean {
  if (!cluster.every((entry) => entry.evaluation.isInterchangeable)) return false;
  const first = cluster[0]!;
  const best = first.evaluation.weighed[0]!;
  if (isFirm(best, threshold)) accepted.set(first, best);
  return true;
}

/**
 * What is over may be exactly what another receipt leaves of an item: money is kept as an advance
 * only when nothing else is left to be taken.
 */
function letAdvancesWait(accepted: Map<Open, Weighed>): void {
  const ahead = [...accepted].filter(([, { reading }]) =>
    reading.residuals.some(({ code, posted }) => code === "advance" && posted),
  );
  if (ahead.length === accepted.size) return;
  for (const [entry] of ahead) accepted.delete(entry);
}

/** A term of the sum may be a part of another item, of which another receipt is the rest. */
function dropHalves(
  open: readonly Open[],
  accepted: Map<Open, Weighed>,
  { book, threshold, pools }: Pick<Round, "book" | "threshold" | "pools">,
): void {
  const isFree = ({ evaluation }: Open) =>
    !evaluation.weighed[0] || !isFirm(evaluation.weighed[0], threshold);
  const unexplained = unexplainedByPayer(open.filter(isFree), book);
  if (unexplained.size === 0) return;
  for (const [entry, choice] of accepted) {
    if (hasOtherHalf(entry.facts, choice, { unexplained, book, pools })) accepted.delete(entry);
  }
}

/** Three part payments may each fit beside one other and yet exceed the item together. */
function dropOverclaimed(accepted: Map<Open, Weighed>, claims: Claims, book: Book): void {
  // Where nobody else wants the items, nothing is wanted twice.
  const isAlone = (item: number) => claims.get(item)?.length === 1;
  if (accepted.values().every(({ reading }) => reading.items.every(isAlone))) return;
  const wanted = new Map<number, number>();
  for (const { reading } of accepted.values()) {
    for (const [at, item] of reading.items.entries()) {
      wanted.set(item, (wanted.get(item) ?? 0) + reading.claims[at]!);
    }
  }
  for (const [entry, { reading }] of accepted) {
    const isTooMuch = reading.items.some(
      (item) => Math.abs(wanted.get(item)!) > Math.abs(book.left[item]!),
    );
    if (isTooMuch) accepted.delete(entry);
  }
}

/**
 * Oldest first fits any amount: where nobody agreed to it, it says nothing about what the money is
 * for, and so keeps no other line from an item.
 */
function isClaim({ probability, account }: Weighed): boolean {
  return probability >= leastClaim && (account.rule !== "R26" || account.blocks.length === 0);
}

function isFirm(weighed: Weighed, threshold: number): boolean {
  return weighed.probability >= threshold && weighed.account.blocks.length === 0;
}

/**
 * Is this claim stronger than all its rivals' together? The odds that it is wrong and a rival right,
 * against the odds that it is right and the rival, who has something else or nothing, wrong.
 */
function isSafe(best: Weighed, rivals: ReadonlySet<Open>, threshold: number): boolean {
  let risk = 0;
  for (const rival of rivals) {
    let claimed = 0;
    for (const weighed of rival.evaluation.weighed) {
      const { reading, probability } = weighed;
      if (!isClaim(weighed)) continue;
      if (reading.items.some((item) => best.reading.items.includes(item))) claimed += probability;
    }
    risk += claimed / Math.max(1 - claimed, 1e-12);
  }
  return (1 - best.probability + 1e-12) * risk <= 1 - threshold;
}

type Claims = ReadonlyMap<number, readonly Open[]>;

function claimsOf(open: readonly Open[]): Claims {
  const claims = new Map<number, Open[]>();
  for (const entry of open) {
    for (const weighed of entry.evaluation.weighed) {
      if (!isClaim(weighed)) continue;
      const { items } = weighed.reading;
      for (let at = 0; at < items.length; at++) {
        const item = items[at]!;
        const list = claims.get(item);
        if (!list) claims.set(item, [entry]);
        else if (list[list.length - 1] !== entry) list.push(entry);
      }
    }
  }
  return claims;
}

/**
 * Other lines that want an item this line wants, where there is not enough for both; null where they
 * are too many to be weighed one by one.
 */
function rivalsOf(entry: Open, claims: Claims, book: Book): ReadonlySet<Open> | null {
  let rivals: Set<Open> | null = null;
  for (const weighed of entry.evaluation.weighed) {
    if (!isClaim(weighed)) continue;
    const { items, claims: amounts } = weighed.reading;
    for (let at = 0; at < items.length; at++) {
      const others = claims.get(items[at]!);
      // Its own claim alone.
      if (!others || others.length < 2) continue;
      for (const other of others) {
        if (other === entry || rivals?.has(other)) continue;
        if (!wantsTooMuch(other, items[at]!, amounts[at]!, book)) continue;
        rivals ??= new Set();
        rivals.add(other);
        if (rivals.size > mostRivals) return null;
      }
    }
  }
  return rivals ?? nobody;
}

const nobody: ReadonlySet<Open> = new Set();

function wantsTooMuch(other: Open, item: number, amount: number, book: Book): boolean {
  for (const weighed of other.evaluation.weighed) {
    if (!isClaim(weighed)) continue;
    const { reading } = weighed;
    const at = reading.items.indexOf(item);
    if (at < 0) continue;
    if (Math.abs(reading.claims[at]! + amount) > Math.abs(book.left[item]!)) return true;
  }
  return false;
}

function collectCluster(start: Open, claims: Claims, book: Book, seen: Set<Open>): Open[] {
  const cluster: Open[] = [];
  const queue = [start];
  seen.add(start);
  for (let entry = queue.pop(); entry; entry = queue.pop()) {
    cluster.push(entry);
    for (const rival of rivalsOf(entry, claims, book) ?? []) {
      if (seen.has(rival)) continue;
      seen.add(rival);
      queue.push(rival);
    }
  }
  return cluster.sort((a, b) => a.facts.day - b.facts.day);
}

function decideCluster(cluster: readonly Open[], { book, threshold, accepted }: Decision): void {
  const contenders = cluster.map((entry) => ({
    day: entry.facts.day,
    options: entry.evaluation.weighed.filter((weighed) => weighed.probability >= leastClaim / 20),
  }));
  const joint = jointProbabilities(contenders, book);
  if (!joint) return;
  cluster.forEach((entry, line) => {
    const odds = joint[line]!;
    odds.forEach((probability, option) => {
      const weighed = contenders[line]!.options[option]!;
      // What other lines leave over is no proof: taken only where the line itself says so, too.
      if (probability < threshold || weighed.probability <= 0.5) return;
      if (weighed.account.blocks.length === 0) accepted.set(entry, { ...weighed, probability });
    });
  });
}

/** A line nobody could decide: how many readings or rival lines (`alike`) are exactly as good. */
function undecided(entry: Open, alike: readonly Open[], threshold: number): Assignment {
  const { facts, evaluation } = entry;
  const [best] = evaluation.weighed;
  let tiedWith = evaluation.tiedWith;
  for (const rival of best ? alike : []) {
    const wanted = rival.evaluation.weighed[0];
    if (rival === entry || !wanted) continue;
    if (Math.abs(wanted.reading.weight - best!.reading.weight) <= tieWidth) tiedWith++;
  }
  const isContested = best !== undefined && isFirm(best, threshold);
  return { facts, evaluation, taken: null, tiedWith, isContested };
}
