// A 64-bit FNV-1a style digest as 16 hex digits: names a layout or an entry, protects nothing.

export function digestOf(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + at), 0x85ebca6b);
  }
  const hex = (value: number) => (value >>> 0).toString(16).padStart(8, "0");
  return hex(high ^ (high >>> 13)) + hex(low ^ (low >>> 15));
}
