// A share of a run's lines, worked through on its own: it reads its lines, says which customers they
// tie together, and decides the groups it is given. Several shares, in several threads, answer
// exactly what one share of all lines answers.
import { because } from "../because.ts";
import { assignGroup } from "./assign.ts";
import type { Book } from "./book.ts";
import { CustomerTies } from "./customer-ties.ts";
import type { MatchLine } from "./input.ts";
import { gistOf, type LineFacts, type LineGist, readLine } from "./line-facts.ts";
import type { LineVerdict } from "./output.ts";
import { compareLines, type Reached, reachOf } from "./payer-groups.ts";
import { findReturns, findReversals } from "./reversals.ts";
import { exception, type Shown, setAside, unmatched, verdictOf } from "./verdict.ts";

/** The line is answered already, or belongs to another share. */
export const noAnchor = -1;

export class MatchShare {
  readonly book: Book;
  /** One customer of each line's group, or noAnchor. */
  readonly anchors: Int32Array;
  /** Likeliest payer of each line, −1 unknown. */
  readonly payers: Int32Array;
  readonly ties: CustomerTies;
  private readonly shown: Shown;
  private readonly reversed: ReadonlyMap<number, number>;
  /** Booked receipts that lines of money out take back. */
  private readonly returned: ReadonlyMap<number, MatchLine>;
  /** Of the lines that wait for their group; all that was read of a million would fill the memory. */
  private readonly gists: (LineGist | undefined)[];

  constructor(book: Book, shown: Shown = "alternatives") {
    const { lines, booked = [] } = book.input;
    const { rulesFor, lineDays } = book;
    this.book = book;
    this.shown = shown;
    this.anchors = new Int32Array(lines.length).fill(noAnchor);
    this.payers = new Int32Array(lines.length).fill(-1);
    this.ties = new CustomerTies(book.customers.length);
    this.reversed = findReversals(lines, lineDays, rulesFor);
    this.returned = findReturns({ lines, booked, rulesFor }, (line) => this.reversed.has(line));
    this.gists = new Array<LineGist | undefined>(lines.length);
  }

  /** Reads a line. Answers what is no receipt or of nobody known; null: decided with its group. */
  readLine(line: number): LineVerdict | null {
    const facts = readLine(line, this.book);
    this.payers[line] = facts.payers[0]?.customer ?? -1;
    const aside = this.asideOf(facts);
    if (aside) return aside;
    const reach = reachOf(facts, this.book);
    const [anchor] = reach;
    // Nobody pays it and it names nothing: what other lines take changes nothing.
    if (anchor === undefined) return unmatched(facts, this.book);
    this.anchors[line] = anchor;
    this.ties.tie(reach);
    this.gists[line] = gistOf(facts);
    return null;
  }

  /** All lines are read: what was kept to find payers quickly is let go. */
  endReading(): void {
    this.book.knownPayers.forget();
    this.book.names.forget();
  }

  /** Decides all lines of one group; lines that another share has read are read again. */
  decideGroup(lines: Int32Array): LineVerdict[] {
    const group: Reached[] = [];
    for (const line of lines) group.push(this.reachedLine(line));
    group.sort((a, b) => compareLines(a.facts, b.facts));
    return assignGroup(group, this.book, this.book.threshold).map((assignment) =>
      verdictOf(assignment, this.book, this.shown),
    );
  }

  /** Reads a line again, from what is known of it where this share has read it before. */
  private reachedLine(line: number): Reached {
    const facts = readLine(line, this.book, this.gists[line]);
    this.gists[line] = undefined;
    this.payers[line] = facts.payers[0]?.customer ?? -1;
    return { facts, reach: reachOf(facts, this.book) };
  }

  /** Hygiene: what is surely no receipt. */
  private asideOf(facts: LineFacts): LineVerdict | null {
    const partner = this.reversed.get(facts.line);
    if (partner !== undefined) {
      const reason = because("tag.reversal_pair", {
        line: this.book.lineAt(partner).lineId,
      });
      return setAside(facts, this.book, "reversal", reason);
    }
    const receipt = this.returned.get(facts.line);
    if (receipt !== undefined) {
      const { date, payerName } = receipt;
      return exception(facts, this.book, [because("miss.returned", { date, payer: payerName })]);
    }
    if (!facts.tag || !isSurelyTagged(facts)) return null;
    return setAside(facts, this.book, facts.tag.category, facts.tag.because);
  }
}

/** A soft tag waits until stage B where a customer pays or a document is named. */
function isSurelyTagged(facts: LineFacts): boolean {
  if (facts.tag?.isCertain) return true;
  const namesNothing = facts.memo.citations.length === 0 && facts.memo.tails.length === 0;
  return facts.payers[0]?.standing !== "full" && namesNothing;
}

/** Lines one group after another; `ends[n]` is where the n-th group ends. */
export type LineGroups = { readonly lines: Int32Array; readonly ends: Int32Array };

const noGroup = -1;

/** Groups in the order of their first lines, the lines of each in theirs. */
export function groupLines(anchors: Int32Array, ties: CustomerTies): LineGroups {
  const groupOfRoot = new Int32Array(ties.above.length).fill(noGroup);
  const groupOf = new Int32Array(anchors.length).fill(noGroup);
  const sizes: number[] = [];
  for (let line = 0; line < anchors.length; line++) {
    if (anchors[line] === noAnchor) continue;
    const root = ties.rootOf(anchors[line]!);
    if (groupOfRoot[root] === noGroup) groupOfRoot[root] = sizes.push(0) - 1;
    groupOf[line] = groupOfRoot[root]!;
    sizes[groupOf[line]!]!++;
  }
  const ends = new Int32Array(sizes.length);
  let place = 0;
  for (let group = 0; group < sizes.length; group++) {
    ends[group] = place;
    place += sizes[group]!;
  }
  const lines = new Int32Array(place);
  for (let line = 0; line < anchors.length; line++) {
    const group = groupOf[line]!;
    if (group !== noGroup) lines[ends[group]!++] = line;
  }
  return { lines, ends };
}

/** The lines of one group after another. */
export function* eachGroup(groups: LineGroups): Generator<Int32Array> {
  for (let at = 0; at < groups.ends.length; at++) yield groupAt(groups, at);
}

/** The lines of the group that stands at a place, from 0. */
export function groupAt({ lines, ends }: LineGroups, at: number): Int32Array {
  return lines.subarray(at === 0 ? 0 : ends[at - 1]!, ends[at]!);
}
