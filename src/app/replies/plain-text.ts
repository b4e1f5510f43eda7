// The text of a mail that was written as HTML alone: tags dropped, blocks as lines. What comes out is
// only ever shown as text.
import { withoutEntities } from "../../core/html-entities.ts";

// none reaches over the next "<": a text of nothing but those is read in one pass too
const blocks = /<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/table)\b[^<>]*>/gi;
const unseen = /<(script|style|head|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;

export function plainText(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(unseen, "")
    .replace(blocks, "\n")
    .replace(/<[^<>]*>/g, "");
  return withoutEntities(text)
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
