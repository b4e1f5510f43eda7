// A workbook as a download: piece by piece, never cached, named for the person who keeps it.
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function sendXlsx(
  reply: FastifyReply,
  name: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): FastifyReply {
  return reply
    .type(xlsxType)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}.xlsx`)
    .header("cache-control", "no-store")
    .send(Readable.from(pieces, { objectMode: false }));
}
