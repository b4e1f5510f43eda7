// /api/auth/*: hands the few open endpoints of the sign-in library on, with our guards round them:
// nothing else is reachable, a one-time code works once, every sign-in is in the audit trail.

import { setTimeout as pause } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import {
  type AuthPath,
  clientAddressHeader,
  openAuthFields,
  openAuthPaths,
  type SignedIn,
} from "../app/people/auth.ts";
import { chooseOwnPassword, type OwnPasswordRefusal } from "../app/people/choose-own-password.ts";
import { type AccountEvent, recordAccountEvent } from "../app/people/record-sign-in.ts";
import { faultOfPassword, type PasswordFault } from "../core/password-rules.ts";
import { ok, type Result } from "../core/result.ts";
import type { ApiServer, HttpDeps } from "./api.ts";
import { refuseForeignSite } from "./foreign-site.ts";
import { refused } from "./refusal.ts";

const prefix = "/api/auth";
const longestBody = 16_384;

export function addAuthRoutes(api: ApiServer, deps: HttpDeps): void {
  api.register(async (scope) => {
    // The library reads the body itself.
    scope.removeAllContentTypeParsers();
    const parser = { parseAs: "buffer", bodyLimit: longestBody } as const;
    scope.addContentTypeParser("*", parser, (_request, body, done) => done(null, body));
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
  const asked = askedIn(request, deps);
  const started = deps.clock.monotonicMs();
  const seconds = await secondsToWait(request, asked, deps);
  if (seconds > 0) {
    return reply.code(429).header("x-retry-after", seconds).send({ code: "TOO_MANY_ATTEMPTS" });
  }
  const before = await deps.auth.signedIn(webHeaders(request));
  const fault = faultOfChange(asked, before);
  if (fault !== null) return reply.code(400).send({ code: fault.toUpperCase() });
  const answered = await answerOf(request, asked, deps);
  if (!answered.ok) return reply.code(403).send({ code: answered.error.code.toUpperCase() });
  const isChanged = asked.path === "/change-password" && before !== null && answered.value.ok;
  const isKept = isChanged && (await deps.auth.keepFirstPassword(before.userId));
  const response = isKept ? wrongPassword() : answered.value;
  const body = await response.text();
  const isReplay = await recordOutcome({ request, asked, response, body, before }, deps);
  if (asked.path === "/sign-in/email" && response.status === 401) {
    await pause(Math.max(0, refusalMs - (deps.clock.monotonicMs() - started)));
  }
  if (isReplay) return reply.code(401).send({ code: "TOTP_CODE_ALREADY_USED" });
  return sendOn(reply, response, body);
}

/** A password that is wrong is not told from an address nobody has: not by the time it takes either. */
const refusalMs = 300;

type Asked = { readonly path: AuthPath; readonly url: URL; readonly sent: Sent };

/** What is asked of the library; thrown is what is asked of nobody. */
function askedIn(request: FastifyRequest, deps: HttpDeps): Asked {
  const url = new URL(request.url, deps.config.publicUrl);
  const path = openAuthPaths.find((one) => one === url.pathname.slice(prefix.length));
  if (request.method !== "POST" || path === undefined) throw refused("route_not_found");
  // a form of another site can send no JSON without being asked for its origin
  const type = request.headers["content-type"];
  if (type !== undefined && !/^application\/json\b/i.test(type)) {
    throw refused("unsupported_media_type");
  }
  if (!isHost(request.host)) throw refused("invalid_request");
  refuseForeignSite(request);
  const sent = sentIn(request);
  if (sent === null) throw refused("invalid_request");
  return { path, url, sent };
}

async function secondsToWait(
  request: FastifyRequest,
  { path, sent: { email } }: Asked,
  deps: HttpDeps,
): Promise<number> {
  if (path !== "/sign-in/email" || !email) return 0;
  return await deps.auth.waitOf({ email, address: request.ip });
}

/** Of a new password; whoever is not signed in is refused by the library. */
function faultOfChange({ path, sent }: Asked, before: SignedIn | null): PasswordFault | null {
  if (path !== "/change-password" || before === null || sent.newPassword === undefined) return null;
  return faultOfPassword(sent.newPassword, [before.email, before.name]);
}

async function answerOf(
  request: FastifyRequest,
  { path, url, sent }: Asked,
  deps: HttpDeps,
): Promise<Result<Response, OwnPasswordRefusal>> {
  const asked = toWebRequest(request, url, bodyOf(path, sent));
  const { email, password, newPassword } = sent;
  if (path !== "/sign-in/email" || email === undefined) return ok(await deps.auth.handle(asked));
  const was = await deps.auth.passwordMark(email);
  const first = await deps.auth.handle(asked);
  if (!first.ok) return ok(first);
  const isSame = (await deps.auth.passwordMark(email)) === was;
  const choice = { email, password, newPassword, was, address: request.ip };
  const chosen = isSame ? await chooseOwnPassword(deps, choice) : null;
  if (chosen?.ok && !chosen.value) return ok(first);
  const { token } = answerIn(await first.text());
  if (token) await deps.auth.endSession(token);
  // right when it was asked, replaced since
  if (chosen === null) return ok(wrongPassword());
  if (!chosen.ok) return chosen;
  const again = { email, password: newPassword ?? "" };
  return ok(await deps.auth.signInAgain(asked.headers, again));
}

/** As the library says it. */
function wrongPassword(): Response {
  return Response.json({ code: "INVALID_EMAIL_OR_PASSWORD" }, { status: 401 });
}

/** What happened goes into the audit trail and the count of guesses. True: that code was used before. */
async function recordOutcome(
  {
    request,
    asked: { path, sent },
    response,
    body,
    before,
  }: {
    readonly request: FastifyRequest;
    readonly asked: Asked;
    readonly response: Response;
    readonly body: string;
    readonly before: SignedIn | null;
  },
  deps: HttpDeps,
): Promise<boolean> {
  const { email } = sent;
  const answer = answerIn(body);
  const isReplay =
    path === "/two-factor/verify-totp" && response.ok && (await isSpent(sent, answer, deps));
  const isDone = response.ok && !isReplay;
  const userId =
    answer.user?.id ?? before?.userId ?? (email ? await deps.auth.userOfEmail(email) : null);
  const event = eventOf(path, { ok: isDone, answer });
  if (event && userId) {
    await recordAccountEvent(deps, { userId, event, address: request.ip });
  }
  if (isDone && answer.user && event === "signed_in") {
    await deps.auth.rememberAddress({ userId: answer.user.id, address: request.ip });
  }
  if (path === "/sign-in/email" && response.status === 401 && email) {
    await deps.auth.countFailure(email);
  }
  return isReplay;
}

function sendOn(reply: FastifyReply, response: Response, body: string) {
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
async function isSpent({ code }: Sent, answer: Answer, deps: HttpDeps): Promise<boolean> {
  const userId = answer.user?.id;
  if (code && userId && (await deps.auth.spendTotpCode(userId, code.replace(/\D/g, "")))) {
    return false;
  }
  if (answer.token) await deps.auth.endSession(answer.token);
  return true;
}

const events: Readonly<Record<AuthPath, { done: AccountEvent; failed: AccountEvent | null }>> = {
  "/sign-in/email": { done: "signed_in", failed: "sign_in_failed" },
  "/sign-out": { done: "signed_out", failed: null },
  "/change-password": { done: "password_changed", failed: "sign_in_failed" },
  // Enabling counts once the first code is verified, which is a sign-in by itself.
  "/two-factor/enable": { done: "second_factor_enabled", failed: "sign_in_failed" },
  "/two-factor/disable": { done: "second_factor_disabled", failed: "sign_in_failed" },
  "/two-factor/verify-totp": { done: "signed_in", failed: "second_factor_failed" },
  "/two-factor/verify-backup-code": { done: "signed_in", failed: "second_factor_failed" },
  "/two-factor/generate-backup-codes": { done: "backup_codes_renewed", failed: "sign_in_failed" },
};

function eventOf(path: AuthPath, outcome: { ok: boolean; answer: Answer }): AccountEvent | null {
  if (!outcome.ok) return events[path].failed;
  // The password was right, the second step is still to come.
  return outcome.answer.twoFactorRedirect ? null : events[path].done;
}

const answerShape = z.object({
  token: z.string().nullish(),
  user: z.object({ id: z.string() }).nullish(),
  twoFactorRedirect: z.boolean().nullish(),
});
type Answer = z.infer<typeof answerShape>;

function answerIn(body: string): Answer {
  return answerShape.safeParse(jsonIn(body)).data ?? {};
}

const sentShape = z.looseObject({
  code: z.string().optional(),
  email: z.string().optional(),
  password: z.string().optional(),
  newPassword: z.string().optional(),
});
type Sent = z.infer<typeof sentShape>;

/** Null: it is no JSON object. Nothing at all is an empty one. */
function sentIn(request: FastifyRequest): Sent | null {
  const text = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
  return sentShape.safeParse(text === "" ? {} : jsonIn(text)).data ?? null;
}

function bodyOf(path: AuthPath, sent: Sent): string {
  const told = Object.fromEntries(
    openAuthFields[path].flatMap((name) => (name in sent ? [[name, sent[name]]] : [])),
  );
  // a password is changed because somebody else may know it
  return JSON.stringify(
    path === "/change-password" ? { ...told, revokeOtherSessions: true } : told,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toWebRequest(request: FastifyRequest, url: URL, body: string): Request {
  const headers = webHeaders(request);
  headers.set(clientAddressHeader, request.ip);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  return new Request(new URL(url.pathname, hostOf(request)), { method: "POST", headers, body });
}

/** A name or address with its port, nothing more: what else a client calls a host makes no address. */
function isHost(host: string): boolean {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
  return url !== null && url.username === "" && url.password === "" && url.pathname === "/";
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
