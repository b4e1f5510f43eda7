// Splits delimited text into rows of cells, fast where a line has no quote. A quote that never
// closes is taken literally instead of swallowing the rest of the file. Rows are counted as a
// spreadsheet counts them: blank lines too, a quoted line break not.

/** Called for each row; the array is reused, copy what you keep. False stops. */
export type RowSink = (cells: string[], row: number) => boolean | undefined;

export type Delimiter = "," | ";" | "\t" | "|";

/** A quoted cell longer than this is a quote that was never meant as one. */
const LONGEST_QUOTED = 1 << 17;

/** A line longer than this is no line of a table. */
const LINE_END_SHOWS_WITHIN = 1 << 16;

export type CsvOutcome = {
  readonly rows: number;
  /** Row numbers (at most 20) whose quote never closes. */
  readonly unclosedQuotes: readonly number[];
};

export function forEachCsvRow(
  pieces: Iterable<string>,
  delimiter: Delimiter,
  sink: RowSink,
): CsvOutcome {
  const reader = new CsvReader(delimiter, sink);
  for (const piece of pieces) {
    if (!reader.take(piece)) return reader.outcome();
  }
  reader.finish();
  return reader.outcome();
}

class CsvReader {
  private readonly delimiter: Delimiter;
  private readonly sink: RowSink;
  private readonly cells: string[] = [];
  private readonly unclosed: number[] = [];
  private rest = "";
  private row = 0;
  private stopped = false;
  private lineEnd = "\n";
  private started = false;

  constructor(delimiter: Delimiter, sink: RowSink) {
    this.delimiter = delimiter;
    this.sink = sink;
  }

  outcome(): CsvOutcome {
    return { rows: this.row, unclosedQuotes: this.unclosed };
  }

  take(piece: string): boolean {
    const text = this.rest === "" ? piece : this.rest + piece;
    if (!this.started && !this.decideLineEnd(text, false)) {
      this.rest = text;
      return true;
    }
    this.rest = text.slice(this.readRows(text, false));
    return !this.stopped;
  }

  /** Old Macintosh files end lines with CR alone; the first lines tell. */
  private decideLineEnd(text: string, last: boolean): boolean {
    const hasNewline = text.includes("\n");
    if (!hasNewline && !last && text.length < LINE_END_SHOWS_WITHIN) return false;
    if (!hasNewline && text.includes("\r")) this.lineEnd = "\r";
    this.started = true;
    return true;
  }

  finish(): void {
    if (!this.started) this.decideLineEnd(this.rest, true);
    const done = this.readRows(this.rest, true);
    if (!this.stopped && done < this.rest.length) this.emitPlain(this.rest.slice(done));
    this.rest = "";
  }

  /** Reads the whole rows of `text`; returns how much of it is used up. */
  private readRows(text: string, last: boolean): number {
    let at = 0;
    let quote = text.indexOf('"');
    const delimiter = this.delimiter.charCodeAt(0);
    while (!this.stopped && at < text.length) {
      let end = text.indexOf(this.lineEnd, at);
      if (end < 0) {
        if (!last) return at;
        end = text.length;
      }
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      if (quote >= 0 && quote < end) {
        const after = this.readQuoted(text, at, last);
        if (after < 0) return at;
        at = after;
        continue;
      }
      // No quote in this line: cut at the delimiters.
      const textEnd = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      const cells = this.cells;
      cells.length = 0;
      let start = at;
      for (let place = at; place < textEnd; place++) {
        if (text.charCodeAt(place) !== delimiter) continue;
        cells.push(start === place ? "" : text.slice(start, place));
        start = place + 1;
      }
      cells.push(text.slice(start, textEnd));
      this.emit();
      at = end + 1;
    }
    return Math.min(at, text.length);
  }

  /** One row with quotes from `from`; the place after it, or -1 when more text is needed. */
  private readQuoted(text: string, from: number, last: boolean): number {
    const cells = this.cells;
    cells.length = 0;
    let at = from;
    for (;;) {
      const opening = openingQuote(text, at);
      if (opening < 0) {
        const end = this.plainCellEnd(text, at);
        cells.push(withoutReturn(text.slice(at, end)));
        at = end;
      } else {
        const closing = closingQuote(text, opening + 1);
        if (closing < 0 || closing - opening > LONGEST_QUOTED) {
          if (closing < 0 && !last && text.length - opening <= LONGEST_QUOTED) return -1;
          return this.readUnclosed(text, from);
        }
        const end = this.plainCellEnd(text, closing + 1);
        const tail = withoutReturn(text.slice(closing + 1, end));
        const inner = text.slice(opening + 1, closing).replaceAll('""', '"');
        cells.push(tail.trim() === "" ? inner : inner + tail);
        at = end;
      }
      if (at >= text.length) {
        if (!last) return -1;
        this.emit();
        return text.length;
      }
      const ended = text[at] === this.lineEnd;
      at++;
      if (ended) {
        this.emit();
        return at;
      }
    }
  }

  private plainCellEnd(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const character = text[at];
      if (character === this.delimiter || character === this.lineEnd) return at;
    }
    return text.length;
  }

  private readUnclosed(text: string, from: number): number {
    const end = text.indexOf(this.lineEnd, from);
    const stop = end < 0 ? text.length : end;
    if (this.unclosed.length < 20) this.unclosed.push(this.row + 1);
    this.emitPlain(text.slice(from, stop));
    return Math.min(stop + 1, text.length);
  }

  private emitPlain(line: string): void {
    this.cells.length = 0;
    this.cells.push(...withoutReturn(line).split(this.delimiter));
    this.emit();
  }

  private emit(): void {
    this.row++;
    if (this.sink(this.cells, this.row) === false) this.stopped = true;
  }
}

/** Where the quote of a quoted cell opens: at once, after blanks, or as ="…" (text for Excel). */
function openingQuote(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  if (text[at] === "=" && text[at + 1] === '"') return at + 1;
  return text[at] === '"' ? at : -1;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}

/**
 * The delimiter that cuts most of the first lines into the same number (> 1) of cells. A line
 * "sep=;" is what spreadsheets write to say it themselves.
 */
export function guessDelimiter(text: string): Delimiter {
  const said = /^sep=(.)\r?\n/.exec(text)?.[1];
  if (said === ";" || said === "," || said === "\t" || said === "|") return said;
  const lines = text.split(/\r\n|\n|\r/, 60).filter((line) => line.trim() !== "");
  const ranked = ([",", "\t", ";", "|"] as const).map((delimiter) => ({
    delimiter,
    score: evenness(lines, delimiter),
  }));
  ranked.sort((a, b) => b.score - a.score);
  return ranked[0]?.score ? ranked[0].delimiter : ",";
}

/** (columns − 1) of the commonest column count above one × how many lines have it. */
function evenness(lines: readonly string[], delimiter: Delimiter): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const columns = countOutsideQuotes(line, delimiter);
    if (columns > 0) counts.set(columns, (counts.get(columns) ?? 0) + 1);
  }
  let best = 0;
  for (const [columns, times] of counts) best = Math.max(best, times * Math.min(columns, 30));
  return best;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0;
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) count++;
  }
  return count;
}
