// Names whose bytes were read in the wrong encoding on their way here: "MÃ¼ller" is Müller, and
// "ÉÏº£ÆôÃ÷" is 上海启明. Only what decodes without a rest is taken for such.

/** Bytes 80–9F as windows-1252 shows them. */
const upper1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The lead byte of a character of UTF-8 and one of the bytes that follow it. */
const mayBeUtf8 = /[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]/;
/** Two characters of GBK. */
const mayBeGbk = /[\u0081-\u00fe\u0152-\u2122]{4}/;
const hanAlone = /^[\u3400-\u9fff\uff08\uff09()\d\s]+$/;

export function mendedEncoding(text: string): string {
  const isUtf8 = mayBeUtf8.test(text);
  if (!isUtf8 && !mayBeGbk.test(text)) return text;
  const bytes = bytesOf(text);
  if (bytes === null) return text;
  const mended = isUtf8 ? decoded(bytes, "utf-8") : null;
  if (mended !== null) return mended;
  const chinese = decoded(bytes, "gb18030");
  return chinese !== null && hanAlone.test(chinese) ? chinese : text;
}

function bytesOf(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const place = code < 256 ? -1 : upper1252.indexOf(text[at]!);
    if (code >= 256 && place < 0) return null;
    bytes[at] = code < 256 ? code : 0x80 + place;
  }
  return bytes;
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
