// One share of a matching run: reads its lines, decides the groups it is given, and writes the
// records of the result for all it has answered.
import { isWanted, lookByAmount } from "../../core/matching/amount-alone.ts";
import { buildBook, type ItemNumbers } from "../../core/matching/book.ts";
import { checkVerdict } from "../../core/matching/check.ts";
import type { MatchInput } from "../../core/matching/input.ts";
import type { LineVerdict } from "../../core/matching/output.ts";
import { groupAt, type LineGroups, MatchShare } from "../../core/matching/share.ts";
import type { Language } from "../../core/words/word.ts";
import { decidedLine } from "../../exporters/reconcile-result.ts";
import {
  allocationTexts,
  firstSeparator,
  itemText,
  lineText,
  recordSeparator,
  residualTexts,
  type Wording,
} from "../../exporters/result-json.ts";
import { openTotals, type ResultTotals } from "../../exporters/result-totals.ts";
import { assertOpen, settle } from "./assert-result.ts";
import { byteWording } from "./byte-wording.ts";
import { packedSource } from "./packed-columns.ts";
import { openItems, type PackedItems } from "./packed-items.ts";
import { openLines, type PackedLines } from "./packed-lines.ts";
import { type Chunks, type RecordPlaces, RecordStore } from "./record-store.ts";

export type ShareOrder = {
  readonly share: number;
  readonly shares: number;
  readonly language: Language;
  readonly input: Omit<MatchInput, "items" | "lines" | "memory">;
  readonly items: PackedItems;
  readonly numbers: ItemNumbers;
  readonly lines: PackedLines;
  readonly board: Board;
};

/** What all shares write on, each in places of its own. */
export type Board = {
  /** One customer of each line's group. */
  readonly anchors: Int32Array<SharedArrayBuffer>;
  /** Ties between customers, a forest a share. */
  readonly ties: readonly Int32Array<SharedArrayBuffer>[];
  /** Open amounts the engine has not given away. */
  readonly left: Float64Array<SharedArrayBuffer>;
  /** The same, counted from the verdicts. */
  readonly openAfter: Float64Array<SharedArrayBuffer>;
  readonly places: RecordPlaces;
  /** Of each share's groups, how many some share has taken on. */
  readonly taken: Int32Array<SharedArrayBuffer>;
};

export type ShareTask =
  /** The groups of every share, in its order. */
  | { readonly task: "decide"; readonly groups: readonly LineGroups[] }
  /** All shares have decided; writes the records of the items listed from `first` to before `end`. */
  | { readonly task: "close"; readonly first: number; readonly end: number };

export type ShareMessage =
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "read" }
  | { readonly type: "decided" }
  | {
      readonly type: "closed";
      readonly totals: ResultTotals;
      readonly weightsVersion: string;
      readonly lineRecords: Chunks;
      readonly itemRecords: readonly Uint8Array[];
    };

/** Which share reads a line: lines of one payer are read by one share, most groups are whole. */
export function readerOf({ payerName }: PackedLines, line: number, shares: number): number {
  const code = payerName.codes[line]!;
  return (payerName.values[code] === "" ? line : code) % shares;
}

/** Told about this often. */
const progressSteps = 100;

export class ShareWork {
  private readonly order: ShareOrder;
  private readonly send: (message: ShareMessage) => void;
  private readonly share: MatchShare;
  private readonly store = new RecordStore();
  private readonly totals = openTotals();
  /** Perhaps answered better when all shares have decided. */
  private readonly waiting: LineVerdict[] = [];
  private readonly wording: Wording;
  private done = 0;

  constructor(order: ShareOrder, send: (message: ShareMessage) => void) {
    this.order = order;
    this.send = send;
    const lines = openLines(order.lines);
    const items = openItems(order.items);
    const input = { ...order.input, items, lines, memory: [] };
    const book = buildBook(input, order.numbers, packedSource(order.items), order.lines.accounts);
    this.share = new MatchShare(book, "best");
    this.wording = { ...byteWording(order.language), itemAt: book.itemAt };
  }

  read(): void {
    const { lines, share, shares, board } = this.order;
    for (let line = 0; line < lines.count; line++) {
      if (readerOf(lines, line, shares) !== share) continue;
      const verdict = this.share.readLine(line);
      const anchor = this.share.anchors[line]!;
      board.anchors[line] = anchor;
      if (verdict) this.answer(verdict);
    }
    this.share.endReading();
    board.ties[share]!.set(this.share.ties.above);
    this.send({ type: "read" });
  }

  /** Its own groups first, then what the others have not come to: no thread waits for another. */
  decide(groups: readonly LineGroups[]): void {
    const { share, shares } = this.order;
    for (let step = 0; step < shares; step++) {
      const of = (share + step) % shares;
      for (const group of this.untaken(groups[of]!, of)) {
        for (const verdict of this.share.decideGroup(group)) this.answer(verdict);
      }
    }
    this.shareLeft();
    this.send({ type: "decided" });
  }

  private *untaken(groups: LineGroups, of: number): Generator<Int32Array> {
    const { taken } = this.order.board;
    const count = groups.ends.length;
    for (let at = Atomics.add(taken, of, 1); at < count; at = Atomics.add(taken, of, 1)) {
      yield groupAt(groups, at);
    }
  }

  /** Items belong to one group each, groups to one share. */
  private shareLeft(): void {
    const { left } = this.share.book;
    const { openMinor } = this.order.items.amounts;
    for (let item = 0; item < left.length; item++) {
      if (left[item] !== openMinor[item]) this.order.board.left[item] = left[item]!;
    }
  }

  close(first: number, end: number): void {
    const { book, payers } = this.share;
    book.left.set(this.order.board.left);
    for (const verdict of lookByAmount(this.waiting, payers, book)) this.write(verdict);
    this.send({
      type: "closed",
      totals: this.totals.close(),
      weightsVersion: book.weights.version,
      lineRecords: this.store.chunks,
      itemRecords: this.itemRecords(first, end),
    });
  }

  private answer(verdict: LineVerdict): void {
    if (isWanted(verdict, this.share.book)) this.waiting.push(verdict);
    else this.write(verdict);
  }

  private write(verdict: LineVerdict): void {
    const { order } = this;
    const { book } = this.share;
    const { places, openAfter } = order.board;
    const { line } = verdict;
    const place = order.lines.places[line]!;
    checkVerdict(verdict, book);
    settle(openAfter, verdict, book);
    const own = book.lineAt(line);
    this.totals.add(verdict.lane, own.currency, own.amountMinor);
    const decided = decidedLine(own, verdict);
    places.part[place] = order.share;
    this.put("allocations", place, allocationTexts(decided, this.wording));
    this.put("residuals", place, residualTexts(decided, this.wording));
    this.put("lines", place, lineText(decided, this.wording));
    this.countOne();
  }

  private put(section: keyof RecordPlaces["sections"], place: number, text: string): void {
    if (text === "") return;
    const { at, size } = this.store.write(text);
    const places = this.order.board.places.sections[section];
    places.at[place] = at;
    places.size[place] = size;
  }

  private countOne(): void {
    this.done++;
    const step = Math.ceil(this.order.lines.count / progressSteps);
    if (this.done % step === 0) this.send({ type: "progress", done: step });
  }

  private itemRecords(first: number, end: number): Uint8Array[] {
    const { openAfter } = this.order.board;
    const { listed } = this.order.items;
    const { itemAt } = this.share.book;
    const pieces: Uint8Array[] = [];
    let text = "";
    for (let at = first; at < end; at++) {
      const row = listed[at]!;
      const item = itemAt(row);
      assertOpen(item, openAfter[row]!);
      text +=
        (at === 0 ? firstSeparator : recordSeparator) +
        itemText(item, openAfter[row]!, this.wording);
      if (text.length < pieceLength && at + 1 < end) continue;
      pieces.push(sharedBytes(text));
      text = "";
    }
    return pieces;
  }
}

/** Characters of item records gathered before they become bytes. */
const pieceLength = 1 << 19;

function sharedBytes(text: string): Uint8Array {
  const shared = Buffer.from(new SharedArrayBuffer(text.length));
  shared.write(text, "latin1");
  return shared;
}
