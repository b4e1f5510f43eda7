// Server-sent events: ids of what changed in the reader's organisation, books by books. No data is
// sent; the browser asks for it again with its own rights.
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { actorOf, type HttpDeps, type Routes } from "../api.ts";
import { webHeaders } from "../auth-routes.ts";

const heartbeatMs = 20_000;

export const eventRoutes: Routes = (api, deps) => {
  api.get(
    "/events",
    {
      schema: {
        summary: "Live events (server-sent): ids of jobs and lines that changed",
        tags: ["jobs"],
        querystring: z.object({ organisation: z.string().optional() }),
      },
      config: { access: "member", rateLimit: false },
    },
    (request, reply) => stream(request, reply, deps),
  );
};

function stream(request: FastifyRequest, reply: FastifyReply, deps: HttpDeps): void {
  const { orgId } = actorOf(request);
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 2000\n\n");
  const unsubscribe = deps.live.subscribe(orgId, ({ topic, booksId, id }) => {
    raw.write(`event: ${topic}\ndata: ${JSON.stringify({ booksId, id })}\n\n`);
  });
  const heartbeat = setInterval(() => void beat(), heartbeatMs);
  // A session that has ended must not go on listening: the browser reconnects and is refused.
  const beat = async () => {
    const alive = await isAlive(request, deps);
    if (alive) raw.write(": beat\n\n");
    else raw.end();
  };
  request.raw.on("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}

async function isAlive(request: FastifyRequest, deps: HttpDeps): Promise<boolean> {
  if (request.person === null) return true;
  const person = await deps.auth.signedIn(webHeaders(request)).catch(() => request.person);
  return person !== null;
}
