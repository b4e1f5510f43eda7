// The HTTP server: what answers under which path.

import fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import type { Deps } from "../app/deps.ts";

export type ServerDeps = Deps;

export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = deps.log;
  const server = fastify({ loggerInstance, forceCloseConnections: true });
  server.get("/api/health", async (_request, reply) => {
    try {
      await deps.pool.query("select 1");
      return { status: "ok" };
    } catch {
      return reply.code(503).send({ status: "database unavailable" });
    }
  });
  return server;
}
