// /api/auth/*: hands the few open endpoints of the sign-in library on, with our guards round them.
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Auth, clientAddressHeader, openAuthPaths } from "../app/people/auth.ts";
import type { ApiServer, HttpDeps } from "./api.ts";
import { sendProblem } from "./errors.ts";
import { problemOf } from "./refusal.ts";

const prefix = "/api/auth";
const open: ReadonlySet<string> = new Set(openAuthPaths);
const longestBody = 16_384;

export function addAuthRoutes(api: ApiServer, deps: HttpDeps): void {
  api.register(async (scope) => {
    // The library reads the body itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: longestBody },
      (_r, body, done) => done(null, body),
    );
    scope.route({
      method: ["GET", "POST"],
      url: `${prefix}/*`,
      schema: { hide: true },
      config: { access: "public" },
      handler: (request, reply) => handOn(request, reply, deps),
    });
  });
}

async function handOn(request: FastifyRequest, reply: FastifyReply, deps: HttpDeps) {
  const url = new URL(request.url, deps.config.publicUrl);
  const path = url.pathname.slice(prefix.length);
  if (request.method !== "POST" || !open.has(path)) {
    return sendProblem(reply, problemOf({ code: "route_not_found" }, request.language));
  }
  const response = await deps.auth.handle(toWebRequest(request, url));
  const body = await response.text();
  if (path === "/two-factor/verify-totp" && response.ok) {
    const refused = await refuseReplay(request, body, deps.auth);
    if (refused) return reply.code(401).send({ code: "TOTP_CODE_ALREADY_USED" });
  }
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    if (!["set-cookie", "content-length", "transfer-encoding"].includes(name)) {
      reply.header(name, value);
    }
  }
  for (const cookie of response.headers.getSetCookie()) reply.header("set-cookie", cookie);
  return reply.send(body);
}

/** A code seen before signs nobody in: the session just made is ended before its cookie is sent. */
async function refuseReplay(request: FastifyRequest, body: string, auth: Auth): Promise<boolean> {
  const code = textAt(request.body, "code");
  const token = textAt(body, "token");
  const userId = textAt(textAt(body, "user"), "id");
  if (code && userId && (await auth.spendTotpCode(userId, code.replace(/\D/g, "")))) return false;
  if (token) await auth.endSession(token);
  return true;
}

/** A member of a JSON object given as text or bytes; objects come back as text again. */
function textAt(json: unknown, name: string): string | null {
  const text = Buffer.isBuffer(json) ? json.toString("utf8") : json;
  if (typeof text !== "string") return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    const member: unknown = Reflect.get(value, name);
    return typeof member === "string" ? member : JSON.stringify(member);
  } catch {
    return null;
  }
}

function toWebRequest(request: FastifyRequest, url: URL): Request {
  const headers = webHeaders(request);
  headers.set(clientAddressHeader, request.ip);
  const init: RequestInit = { method: request.method, headers };
  if (Buffer.isBuffer(request.body)) init.body = new Uint8Array(request.body);
  return new Request(new URL(url.pathname + url.search, hostOf(request)), init);
}

/** The host as the browser named it, for the library's origin check. */
function hostOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === clientAddressHeader) continue; // ours alone to set
    if (typeof value === "string") headers.set(name, value);
    else for (const one of value ?? []) headers.append(name, one);
  }
  return headers;
}
