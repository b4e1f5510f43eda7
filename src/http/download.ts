// A workbook as a download: piece by piece, never cached, named for the person who keeps it.
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

/** What a route that answers with a file may answer, for the description of the interface. */
export const fileTypes = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  pdf: "application/pdf",
  zip: "application/zip",
  any: "*/*",
} as const;

export function sendXlsx(
  reply: FastifyReply,
  name: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): FastifyReply {
  return reply
    .type(fileTypes.xlsx)
    .header("content-disposition", dispositionOf("attachment", `${name}.xlsx`))
    .header("cache-control", "no-store")
    .send(Readable.from(pieces, { objectMode: false }));
}

/** Whatever it is, a browser keeps it and opens nothing: an attachment of its own type, never sniffed. */
export function sendAttachment(
  reply: FastifyReply,
  file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array },
): FastifyReply {
  return reply
    .type(file.mime)
    .header("content-disposition", dispositionOf("attachment", file.name))
    .header("content-security-policy", "default-src 'none'; sandbox")
    .header("cache-control", "no-store")
    .send(Buffer.from(file.bytes));
}

/** RFC 6266 with the characters of RFC 5987 alone: no name breaks out of the header. */
export function dispositionOf(kind: "attachment" | "inline", name: string): string {
  const plain = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename*=UTF-8''${plain}`;
}
