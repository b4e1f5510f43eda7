// Text that a database and a reader can take: without NUL, without halves of characters.

/** NUL is no character of any document, and PostgreSQL stores none. */
export function soundText(text: string): string {
  return (text.includes("\0") ? text.replaceAll("\0", "") : text).toWellFormed();
}

/** At most so many characters, the last one "…" where something was cut off; none is cut in half. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
