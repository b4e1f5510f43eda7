// Cuts OFX into tags with the text behind them: SGML of version 1, where values have no closing tag, and
// XML of version 2 alike (OFX 1.6 §1.3, 2.3 §2). Anything that is no tag is text, whatever a bank wrote.
import { withoutEntities } from "../core/html-entities.ts";

export type OfxTag = {
  readonly name: string;
  readonly isClose: boolean;
  /** Up to the next tag; "" where another tag follows at once. */
  readonly text: string;
  /** Line number of the tag. */
  readonly row: number;
};

/** Names are capitals with dots (INTU.BID), so that "<paid>" is text; attributes come only in XML. */
const tagPattern = /<(\/?)([A-Z][A-Z0-9._-]{0,63})(?:\s[^<>]*|\/)?>/y;
const selfClosed = /\/\s*>$/;

export function* ofxTags(text: string): Generator<OfxTag> {
  let open: { name: string; isClose: boolean; row: number } | null = null;
  let value = "";
  const rowAt = lineCounter(text);
  let from = 0;
  for (let at = text.indexOf("<"); at >= 0; ) {
    const piece = pieceAt(text, at);
    if (piece === null) {
      at = text.indexOf("<", at + 1);
      continue;
    }
    if (open) value += text.slice(from, at);
    from = piece.end;
    if (piece.tag) {
      if (open) yield { ...open, text: plainText(value) };
      open = { ...piece.tag, row: rowAt(at) };
      value = "";
    } else value += piece.literal;
    at = text.indexOf("<", from);
  }
  if (open) yield { ...open, text: plainText(value + text.slice(from)) };
}

type Piece = {
  readonly end: number;
  readonly tag?: { readonly name: string; readonly isClose: boolean };
  readonly literal: string;
};

/** What begins at this "<"; null where it is a character of a text. */
function pieceAt(text: string, at: number): Piece | null {
  tagPattern.lastIndex = at;
  const match = tagPattern.exec(text);
  if (match) {
    // <MEMO/> says nothing: as if its closing tag stood right behind it.
    const isClose = match[1] === "/" || selfClosed.test(match[0]);
    const tag = { name: match[2] ?? "", isClose };
    return { end: tagPattern.lastIndex, tag, literal: "" };
  }
  if (text.startsWith("<?", at)) return { end: after(text, ">", at + 2), literal: "" };
  if (text.startsWith("<!--", at)) return { end: after(text, "-->", at + 4), literal: "" };
  if (!text.startsWith("<![CDATA[", at)) return null;
  const end = after(text, "]]>", at + 9);
  return { end, literal: text.slice(at + 9, end).replace(/\]\]>$/, "") };
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** The line number of places that come in order; each line end is looked for once. */
function lineCounter(text: string): (at: number) => number {
  let row = 1;
  let next = text.indexOf("\n");
  return (at) => {
    while (next >= 0 && next < at) {
      row++;
      next = text.indexOf("\n", next + 1);
    }
    return row;
  };
}

/** Some banks escape twice ("&amp;lt;"), others not at all ("A & B"). */
function plainText(raw: string): string {
  return withoutEntities(withoutEntities(raw)).replace(/\s+/g, " ").trim();
}
