// The guard before every API route: who asks, may they, and which books. Nothing is registered
// below /api/v1 without an access (checked here when the server is built).
import type { FastifyReply, FastifyRequest } from "fastify";
import type { SignedIn } from "../app/people/auth.ts";
import {
  actorOfToken,
  actorOfUser,
  type KnownActor,
  tokenPrefix,
} from "../app/people/find-actor.ts";
import { resolveBooks } from "../app/people/resolve-books.ts";
import { assert } from "../core/assert.ts";
import { mayDo } from "../core/roles.ts";
import { type ApiServer, actorOf, type HttpDeps } from "./api.ts";
import { webHeaders } from "./auth-routes.ts";
import { isRead, refuseForeignSite } from "./foreign-site.ts";
import { Refused, refused, valueOrRefuse } from "./refusal.ts";

export function addGuard(api: ApiServer, deps: HttpDeps): void {
  api.decorateRequest("actor", null);
  api.decorateRequest("books", null);
  api.decorateRequest("person", null);
  api.addHook("onRoute", (route) => {
    assert(
      route.method === "HEAD" || route.config?.access !== undefined,
      `${String(route.method)} ${route.url} declares no access`,
    );
  });
  api.addHook("onRequest", async (request, reply) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === "public") return;
    refuseForeignSite(request);
    await identify(request, reply, deps);
    checkAct(request);
    await findBooks(request, deps);
  });
}

async function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: HttpDeps,
): Promise<void> {
  const { actor, person } = await whoAsks(request, deps);
  for (const cookie of person?.setCookies ?? []) reply.header("set-cookie", cookie);
  request.person = person;
  request.actor = actor;
  if (request.headers["accept-language"] === undefined) request.language = actor.language;
}

async function whoAsks(
  request: FastifyRequest,
  deps: HttpDeps,
): Promise<{ readonly actor: KnownActor; readonly person: SignedIn | null }> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) {
    if (!bearer.startsWith(tokenPrefix)) throw refused("token_invalid");
    const own = request.routeOptions.config.actorOfToken;
    const found = own ? await own(request, bearer) : await actorOfToken(deps, bearer);
    return { actor: valueOrRefuse(found), person: null };
  }
  const person = await deps.auth.signedIn(webHeaders(request));
  if (person === null) throw refused("not_signed_in");
  const of = { userId: person.userId, organisation: namedOrganisation(request) };
  return { actor: valueOrRefuse(await actorOfUser(deps, of)), person };
}

/** Of an answer that goes on for hours: whoever asked is still who they were, and still a member. */
export async function isStillKnown(request: FastifyRequest, deps: HttpDeps): Promise<boolean> {
  try {
    await whoAsks(request, deps);
    return true;
  } catch (error) {
    // the database is away: nobody was shut out by that
    return !(error instanceof Refused);
  }
}

/** The header of the web client; a query parameter where a browser can send no header (events). */
function namedOrganisation(request: FastifyRequest): number | null {
  const header = request.headers["x-organisation"];
  const query = new URL(request.url, "http://localhost").searchParams.get("organisation");
  const text = typeof header === "string" ? header : query;
  if (text === null || text === "") return null;
  if (!/^\d{1,15}$/.test(text)) throw refused("organisation_not_found");
  return Number(text);
}

function checkAct(request: FastifyRequest): void {
  const actor = actorOf(request);
  const { access, sessionOnly } = request.routeOptions.config;
  const scope = isRead(request.method) ? "read" : "write";
  if (actor.scopes !== null) {
    if (sessionOnly) throw refused("session_required");
    if (!actor.scopes.includes(scope)) throw refused("scope_missing", { scope });
  }
  if (access === "member" || access === "public" || access === undefined) return;
  if (!mayDo(actor.role, access)) throw refused("not_allowed", { role: actor.role, act: access });
}

async function findBooks(request: FastifyRequest, deps: HttpDeps): Promise<void> {
  const params: unknown = request.params;
  if (typeof params !== "object" || params === null || !("booksId" in params)) return;
  const text = String(params.booksId);
  if (!/^\d{1,15}$/.test(text)) throw refused("books_not_found");
  const input = { orgId: actorOf(request).orgId, booksId: Number(text) };
  request.books = valueOrRefuse(await resolveBooks(deps, input));
}
