// Idempotency-Key on writes: the same key and body again is answered from the first time, the same
// key with another body is refused. Works around the routes, so that none can forget it.
import { createHash } from "node:crypto";
import type { FastifyContextConfig, FastifyRequest } from "fastify";
import {
  claimRequest,
  forgetRequest,
  keepAnswer,
  withinRequest,
} from "../app/requests/answer-once.ts";
import { type ApiServer, actorOf, type HttpDeps } from "./api.ts";
import { isRead } from "./foreign-site.ts";
import { problemOf, refused, valueOrRefuse } from "./refusal.ts";

/** Keys of requests whose work this very request does. */
const claimed = new WeakMap<FastifyRequest, string>();

export function addIdempotency(api: ApiServer, deps: HttpDeps): void {
  api.addHook("preHandler", async (request, reply) => {
    const key = keyOf(request);
    if (key === null) return;
    const { orgId } = actorOf(request);
    const first = valueOrRefuse(
      await claimRequest(deps, {
        orgId,
        key,
        route: `${request.method} ${request.routeOptions.url ?? ""}`,
        requestHash: hashOf(request),
        isSecret: isSecret(request),
      }),
    );
    if (first === null) {
      claimed.set(request, key);
      return;
    }
    reply.header("idempotent-replayed", "true");
    reply.type(first.status >= 400 ? "application/problem+json" : "application/json");
    reply.code(first.status).serializer((value: unknown) => JSON.stringify(value));
    return reply.send(first.response ?? null);
  });

  // By callback, not by promise: so the handler runs within the request's context.
  api.addHook("preHandler", (request, _reply, done) => {
    const key = claimed.get(request);
    if (key === undefined) done();
    else withinRequest({ orgId: actorOf(request).orgId, key }, done);
  });

  api.addHook("onSend", async (request, reply, payload) => {
    const key = claimed.get(request);
    if (key === undefined) return payload;
    claimed.delete(request);
    const { orgId } = actorOf(request);
    if (reply.statusCode >= 500 || reply.statusCode === 429) {
      const isFree = await forgetRequest(deps, { orgId, key });
      // It failed after it had written: whoever asks again must know that it was done.
      if (!isFree) {
        const done = problemOf({ code: "already_done" }, request.language);
        const response = JSON.stringify(done);
        await keepAnswer(deps, { orgId, key, status: done.status, response, isSecret: false });
      }
    } else {
      const response = typeof payload === "string" && payload !== "" ? payload : null;
      const status = reply.statusCode;
      await keepAnswer(deps, { orgId, key, status, response, isSecret: isSecret(request) });
    }
    return payload;
  });
}

function isSecret(request: FastifyRequest): boolean {
  return request.routeOptions.config.secretAnswer ?? false;
}

/** Whether a route takes a key: reads and what stands before the sign-in do not. */
export function keyRule(
  method: string,
  { access, repeatable }: FastifyContextConfig,
): "required" | "optional" | "none" {
  if (isRead(method) || access === "public" || access === undefined) return "none";
  return repeatable ? "optional" : "required";
}

function keyOf(request: FastifyRequest): string | null {
  const rule = keyRule(request.method, request.routeOptions.config);
  if (rule === "none") return null;
  const key = request.headers["idempotency-key"];
  if (typeof key === "string" && keyForm.test(key)) return key;
  if (key === undefined && rule === "optional") return null;
  throw refused("idempotency_key_missing");
}

/** 8 to 200 visible ASCII characters. */
export const keyForm = /^[\x21-\x7e]{8,200}$/;

/**
 * Of one person: nobody is answered what somebody else was told. An upload is streamed later, so its
 * hash stands for its length; the file's own sha256 follows.
 */
function hashOf(request: FastifyRequest): Uint8Array {
  const hash = createHash("sha256").update(`${actorOf(request).memberId} ${request.url}`);
  if (request.body !== undefined) hash.update(JSON.stringify(request.body) ?? "");
  else hash.update(request.headers["content-length"] ?? "");
  return hash.digest();
}
