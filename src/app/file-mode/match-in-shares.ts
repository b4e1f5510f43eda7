// Matches with several threads, a share of the lines each. What comes out does not depend on how
// many they are: groups of lines are independent of each other, wherever they are decided.
import type { ItemNumbers } from "../../core/matching/book.ts";
import { CustomerTies } from "../../core/matching/customer-ties.ts";
import type { MatchInput } from "../../core/matching/input.ts";
import { eachGroup, groupLines, type LineGroups, noAnchor } from "../../core/matching/share.ts";
import type { Language } from "../../core/words/word.ts";
import type { RecordWriter } from "../../exporters/result-json.ts";
import { addTotals, type ResultTotals } from "../../exporters/result-totals.ts";
import { sharedFloats, sharedIntegers } from "./columns.ts";
import type { PackedItems } from "./packed-items.ts";
import type { PackedLines } from "./packed-lines.ts";
import { type LineSection, openPlaces, sectionWriter } from "./record-store.ts";
import { runThread, type Thread } from "./run-thread.ts";
import { type Board, readerOf, type ShareMessage, type ShareOrder } from "./share-work.ts";

export type SharedRun = {
  readonly shares: number;
  readonly language: Language;
  readonly input: ShareOrder["input"];
  readonly items: PackedItems;
  readonly numbers: ItemNumbers;
  readonly lines: PackedLines;
  readonly onProgress: (done: number, of: number) => void;
};

export type SharedResult = {
  readonly totals: ResultTotals;
  readonly weightsVersion: string;
  readonly writers: Readonly<Record<LineSection | "items", RecordWriter>>;
};

export async function matchInShares(run: SharedRun): Promise<SharedResult> {
  const { shares, language, input, items, numbers, lines } = run;
  const board = openBoard(run);
  const program = new URL("./share-thread.ts", import.meta.url);
  const threads = Array.from({ length: shares }, (_, share) =>
    runThread<ShareMessage>(
      program,
      { share, shares, language, input, items, numbers, lines, board } satisfies ShareOrder,
      "lean",
    ),
  );
  try {
    const wait = progressWaiter(threads, run);
    await wait("read");
    const groups = divideGroups(board, run);
    for (const thread of threads) thread.tell({ task: "decide", groups });
    await wait("decided");
    for (const [share, thread] of threads.entries()) {
      thread.tell({ task: "close", ...rangeOf(share, shares, items.count) });
    }
    return together(await wait("closed"), board);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

function openBoard({ shares, items, lines, input }: SharedRun): Board {
  const left = sharedFloats(items.count);
  left.set(items.amounts.openMinor);
  const openAfter = sharedFloats(items.count);
  openAfter.set(items.amounts.openMinor);
  const anchors = sharedIntegers(lines.count).fill(noAnchor);
  const customers = customerCount(items, input);
  const ties = Array.from({ length: shares }, () => sharedIntegers(customers));
  const taken = sharedIntegers(shares);
  return { anchors, ties, left, openAfter, places: openPlaces(lines.count), taken };
}

/** Those of the list and those only items name, as the engine ranks them. */
function customerCount(items: PackedItems, { customers }: Pick<MatchInput, "customers">): number {
  const numbers = new Set(items.names.customerNo.values);
  for (const { customerNo } of customers) numbers.add(customerNo);
  return numbers.size;
}

type Closed = Extract<ShareMessage, { type: "closed" }>;

/** Waits until every thread has sent a message of this type; tells of progress meanwhile. */
function progressWaiter(
  threads: readonly Thread<ShareMessage>[],
  { lines, onProgress }: SharedRun,
) {
  let done = 0;
  return <Type extends ShareMessage["type"]>(type: Type) =>
    Promise.all(
      threads.map(async (thread) => {
        for (;;) {
          const message = await thread.next();
          if (isOf(message, type)) return message;
          if (message.type !== "progress") continue;
          done += message.done;
          onProgress(Math.min(done, lines.count), lines.count);
        }
      }),
    );
}

function isOf<Type extends ShareMessage["type"]>(
  message: ShareMessage,
  type: Type,
): message is Extract<ShareMessage, { type: Type }> {
  return message.type === type;
}

/** Each group to the share that has read most of its lines. */
function divideGroups({ anchors, ties }: Board, { shares, lines }: SharedRun): LineGroups[] {
  const all = new CustomerTies(ties[0]!.length);
  for (const above of ties) all.join(above);
  const groups = groupLines(anchors, all);
  const taken = Array.from({ length: shares }, () => ({
    lines: sharedIntegers(groups.lines.length),
    ends: sharedIntegers(groups.ends.length),
    counts: { lines: 0, groups: 0 },
  }));
  const read = new Int32Array(shares);
  for (const group of eachGroup(groups)) {
    read.fill(0);
    for (const line of group) read[readerOf(lines, line, shares)]!++;
    const { counts, ...share } = taken[read.indexOf(Math.max(...read))]!;
    share.lines.set(group, counts.lines);
    counts.lines += group.length;
    share.ends[counts.groups++] = counts.lines;
  }
  return taken.map((share) => ({
    lines: share.lines.subarray(0, share.counts.lines),
    ends: share.ends.subarray(0, share.counts.groups),
  }));
}

function rangeOf(share: number, shares: number, count: number) {
  const border = (at: number) => Math.floor((count * at) / shares);
  return { first: border(share), end: border(share + 1) };
}

function together(closed: readonly Closed[], { places }: Board): SharedResult {
  const parts = closed.map(({ lineRecords }) => lineRecords);
  const section = (name: LineSection) => sectionWriter(name, places, parts);
  return {
    totals: addTotals(closed.map(({ totals }) => totals)),
    weightsVersion: closed[0]!.weightsVersion,
    writers: {
      allocations: section("allocations"),
      residuals: section("residuals"),
      lines: section("lines"),
      items: (out) => {
        for (const { itemRecords } of closed) {
          for (const piece of itemRecords) out.writeBytes(piece);
        }
      },
    },
  };
}
