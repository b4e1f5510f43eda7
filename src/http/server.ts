// The HTTP server: headers, sign-in, the guarded API under /api/v1, live events, the web client.
// Built without listening, so that tests drive it by inject.
import { join } from "node:path";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyBaseLogger, LogController } from "fastify";
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import type { Pool } from "pg";
import type { Deps } from "../app/deps.ts";
import { watchLiveEvents } from "../app/live/watch-events.ts";
import { type Auth, createAuth } from "../app/people/auth.ts";
import { type Config, productName, projectFolder } from "../config.ts";
import type { Language } from "../core/words/word.ts";
import { type ApiServer, actorOf, type HttpDeps } from "./api.ts";
import { addAuthRoutes } from "./auth-routes.ts";
import { addErrorAnswers } from "./errors.ts";
import { addFileTurns } from "./file-turns.ts";
import { addGuard } from "./guard.ts";
import { addHeaders } from "./headers.ts";
import { addIdempotency } from "./idempotency.ts";
import { addOpenApi } from "./openapi.ts";
import { addPortalGuard, visitorOf } from "./portal-guard.ts";
import { refused } from "./refusal.ts";
import { portalRoutes } from "./routes/portal.ts";
import { routes } from "./routes/registry.ts";
import { refuseUnstorableText } from "./storable-text.ts";
import { addWebClient } from "./web-client.ts";

export type ServerDeps = Deps & {
  readonly config: Config;
  /** Connections of role qz_auth. */
  readonly authPool: Pool;
  readonly sessionSecret: string;
  /** Where the web client was built; tests without a browser leave it out. */
  readonly webFolder?: string;
};

const webFolder = join(projectFolder, "web", "dist");

/** Requests a minute and client address; a table that scrolls 100,000 rows stays far below. */
const requestsPerMinute = 3_000;
const bodyLimitBytes = 1_048_576;

export async function buildServer(deps: ServerDeps): Promise<ApiServer> {
  const { config } = deps;
  const api = createFastify(deps);
  const http: HttpDeps = { ...deps, auth: authOf(deps), live: watchLiveEvents(deps) };

  api.decorateRequest("language", "zh");
  api.addHook("onRequest", async (request) => {
    request.language = languageOf(request.headers["accept-language"]);
  });
  addErrorAnswers(api);
  refuseUnstorableText(api);
  await addHeaders(api, { isHttps: config.publicUrl.startsWith("https://") });
  await api.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      refused("too_many_requests", { seconds: Math.ceil(ttl / 1_000) }),
  });
  await api.register(multipart, {
    limits: { fileSize: config.uploadLimitMb * 1_048_576, files: 50, fields: 20, parts: 80 },
  });
  await addOpenApi(api);

  api.get("/api/health", { schema: { hide: true }, config: { rateLimit: false } }, async () => {
    await deps.pool.query("select 1");
    return { name: productName, status: "ok" };
  });
  addAuthRoutes(api, http);
  await api.register(
    async (scope) => {
      addGuard(scope, http);
      addIdempotency(scope, http);
      addFileTurns(scope, (request) => String(actorOf(request).memberId));
      for (const register of routes) register(scope, http);
    },
    { prefix: "/api/v1" },
  );
  await api.register(
    async (scope) => {
      addPortalGuard(scope, http);
      addFileTurns(scope, (request) => String(visitorOf(request).customerId));
      portalRoutes(scope, http);
    },
    { prefix: "/api/portal" },
  );
  await addWebClient(api, deps.webFolder ?? webFolder);
  api.addHook("onClose", async () => http.live.stop());
  return api;
}

function createFastify(deps: ServerDeps): ApiServer {
  const log: FastifyBaseLogger = deps.log;
  const { trustedProxies } = deps.config;
  const api = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // counted from here: what stands further left in the headers, a client may have written
    trustProxy: (_address, hop) => hop < trustedProxies,
    bodyLimit: bodyLimitBytes,
    // Open event streams must not hold up a stop.
    forceCloseConnections: true,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
  return api;
}

function authOf(deps: ServerDeps): Auth {
  return createAuth({
    clock: deps.clock,
    pool: deps.authPool,
    secret: deps.sessionSecret,
    publicUrl: deps.config.publicUrl,
  });
}

/** The first language asked for that we speak; Chinese when none is named. */
function languageOf(header: string | undefined): Language {
  const first = /\b(zh|en)\b/i.exec(header ?? "")?.[1]?.toLowerCase();
  return first === "en" ? "en" : "zh";
}
