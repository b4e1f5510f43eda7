// The guard before every route of the portal: a session cookie of one customer of one organisation,
// and everything behind it runs bound to that customer. Refusals behind the door are kept.
import type { FastifyReply, FastifyRequest } from "fastify";
import { findVisitor, noteRefusal, type Visitor } from "../app/portal/find-visitor.ts";
import { inPortal } from "../app/portal/in-portal.ts";
import { assert } from "../core/assert.ts";
import type { ApiServer, HttpDeps } from "./api.ts";
import { refuseForeignSite } from "./foreign-site.ts";
import { refused, valueOrRefuse } from "./refusal.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Of a portal route: the door stands before a session, the room needs one. */
    portal?: "door" | "room";
  }
  interface FastifyRequest {
    visitor: Visitor | null;
  }
}

export function visitorOf(request: FastifyRequest): Visitor {
  assert(request.visitor !== null, "the portal's guard has put the visitor on the request");
  return request.visitor;
}

export function addPortalGuard(api: ApiServer, deps: HttpDeps): void {
  api.decorateRequest("visitor", null);
  api.addHook("onRoute", (route) => {
    assert(
      route.method === "HEAD" || route.config?.portal !== undefined,
      `${String(route.method)} ${route.url} says neither door nor room`,
    );
  });
  api.addHook("onRequest", async (request) => {
    refuseForeignSite(request);
    if (request.routeOptions.config.portal !== "room") return;
    const token = sessionToken(request, deps);
    if (token === null) throw refused("portal_not_open");
    request.visitor = valueOrRefuse(await findVisitor(deps, { token, address: request.ip }));
  });
  // By callback, not by promise: so the handler runs within the customer's scope.
  api.addHook("preHandler", (request, _reply, done) => {
    if (request.visitor === null) done();
    else inPortal(request.visitor, done);
  });
  // before the answer leaves: who is told "no" is in the trail already
  api.addHook("onSend", async (request, reply, payload) => {
    if (request.visitor === null || reply.statusCode < 400) return payload;
    const detail = {
      route: `${request.method} ${request.routeOptions.url ?? ""}`,
      path: request.url.slice(0, 200),
      status: reply.statusCode,
    };
    const kept = { act: "refused", detail, address: request.ip };
    await noteRefusal(deps, request.visitor, kept).catch((error: unknown) => {
      request.log.error({ err: error, ...kept }, "a refusal of the portal could not be kept");
    });
    return payload;
  });
}

/** __Host-: of this very host, sent over https alone, set by nobody else (ASVS 3.3). */
function cookieName({ config }: HttpDeps): string {
  return config.publicUrl.startsWith("https://") ? "__Host-qz_portal" : "qz_portal";
}

function sessionToken(request: FastifyRequest, deps: HttpDeps): string | null {
  const wanted = `${cookieName(deps)}=`;
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) ?? "";
  return /^[\w-]{20,64}$/.test(value) ? value : null;
}

export function setSessionCookie(
  reply: FastifyReply,
  deps: HttpDeps,
  session: { readonly token: string; readonly maxAgeSeconds: number },
): void {
  const secure = deps.config.publicUrl.startsWith("https://") ? "; Secure" : "";
  reply.header(
    "set-cookie",
    `${cookieName(deps)}=${session.token}; Path=/; HttpOnly; SameSite=Strict${secure}; Max-Age=${session.maxAgeSeconds}`,
  );
}
