// Routes that answer with a file make it while it is taken, in threads and over connections of their
// own: of one person two at once, however many they ask for, so that the others are answered meanwhile.
import type { FastifyRequest } from "fastify";
import { Turns } from "../app/turns.ts";
import type { ApiServer } from "./api.ts";
import { fileTypes } from "./download.ts";

const files: ReadonlySet<string> = new Set(Object.values(fileTypes));
const limits = { atOnce: Number.POSITIVE_INFINITY, atOnceEach: 2, waitingEach: 50 };

export function addFileTurns(api: ApiServer, askerOf: (request: FastifyRequest) => string): void {
  const turns = new Turns(limits);
  api.addHook("preHandler", async (request, reply) => {
    const made = request.routeOptions.schema?.produces ?? [];
    // a stream of events is no file: it stays open as long as a page does
    if (!made.some((type) => files.has(type))) return;
    const { begins, leave } = turns.enter(askerOf(request));
    // sent, or nobody takes it any more
    reply.raw.once("close", leave);
    reply.raw.once("finish", leave);
    await begins;
  });
}
