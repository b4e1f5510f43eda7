// Server-sent events: ids of what changed in the reader's organisation, books by books. No data is
// sent; the browser asks for it again with its own rights.
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { actorOf, type HttpDeps, type Routes } from "../api.ts";
import { isStillKnown } from "../guard.ts";

const heartbeatMs = 20_000;

export const eventRoutes: Routes = (api, deps) => {
  api.get(
    "/events",
    {
      schema: {
        summary: "Live events (server-sent): ids of jobs and lines that changed",
        produces: ["text/event-stream"],
        tags: ["jobs"],
        querystring: z.object({ organisation: z.string().optional() }),
      },
      config: { access: "member", rateLimit: false },
    },
    (request, reply) => stream(request, reply, deps),
  );
};

async function stream(request: FastifyRequest, reply: FastifyReply, deps: HttpDeps): Promise<void> {
  const { orgId } = actorOf(request);
  reply.hijack();
  const { raw } = reply;
  const write = (text: string) => {
    if (!raw.destroyed && !raw.writableEnded) raw.write(text);
  };
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  const unsubscribe = await deps.live.subscribe(orgId, ({ topic, booksId, id }) =>
    write(`event: ${topic}\ndata: ${JSON.stringify({ booksId, id })}\n\n`),
  );
  // The reader may have gone while we subscribed; its "close" would not come again.
  if (raw.destroyed) return unsubscribe();
  write("retry: 2000\n\n");
  // Whoever is signed out, dismissed or has lost the token must not go on listening: the browser
  // connects again and is refused.
  const heartbeat = setInterval(async () => {
    if (await isStillKnown(request, deps)) write(": beat\n\n");
    else raw.end();
  }, heartbeatMs);
  raw.on("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
