// Cuts SWIFT MT940 text into tagged fields, line by line. Tag numbers are those of the SWIFT User
// Handbook, category 9. Wrapped lines may begin with ":" or "-", so only what can follow is a tag.

export type Mt940Field = {
  readonly tag: string;
  /** First line without the tag, then the lines after it. */
  readonly lines: readonly string[];
  /** Line number of the tag. */
  readonly row: number;
};

const knownTag = /^:(20|21|25P?|28C?|60[FM]|61|62[FM]|64|65|86|13D?|34F|90[CD]|NS):(.*)$/;
/** Tags that cannot stand right after an :86: begin a wrapped clock time there (T13 / :20:11). */
const messageStart = /^:(21|25P?|28C?|NS):/;

export function mt940Fields(text: string): Mt940Field[] {
  const lines = text.split(/\r\n|\n|\r/);
  const fields: { tag: string; lines: string[]; row: number }[] = [];
  let isOutside = true;
  for (let at = 0; at < lines.length; at++) {
    const line = withoutEnvelope(lines[at] ?? "");
    const tag = knownTag.exec(line);
    if (tag && isTagHere(tag[1] ?? "", lines, at)) {
      fields.push({ tag: tag[1] ?? "", lines: [tag[2] ?? ""], row: at + 1 });
      isOutside = false;
    } else if (isMessageEnd(line) && !isTagAhead(lines, at)) {
      isOutside = true;
    } else if (!isOutside) fields.at(-1)?.lines.push(line);
  }
  return fields;
}

/** "{1:…}{2:…}{4:" before the first tag. */
function withoutEnvelope(line: string): string {
  if (!line.startsWith("{")) return line;
  const block = line.indexOf("{4:");
  return block < 0 ? line : line.slice(block + 3);
}

function isTagHere(tag: string, lines: readonly string[], at: number): boolean {
  if (tag !== "20") return true;
  return lines.slice(at + 1, at + 5).some((line) => messageStart.test(line));
}

/** "-" or "-}" alone, or with the trailer block. */
function isMessageEnd(line: string): boolean {
  return /^-(\}.*)?\s*$/.test(line);
}

/** Does this "-" stand inside a message, as wrapped text? Then an entry or balance follows. */
function isTagAhead(lines: readonly string[], at: number): boolean {
  for (let next = at + 1; next < Math.min(lines.length, at + 8); next++) {
    const tag = knownTag.exec(lines[next] ?? "")?.[1];
    if (tag) return tag === "61" || tag.startsWith("62") || tag === "86";
    if (/^(\{|$)/.test(lines[next] ?? "")) return false;
  }
  return false;
}
