// What every route file is written against: the typed server, what the guard puts on a request,
// and what a route must declare.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Deps } from "../app/deps.ts";
import type { LiveEvents } from "../app/live/watch-events.ts";
import type { Auth, SignedIn } from "../app/people/auth.ts";
import type { ActorRefusal, KnownActor } from "../app/people/find-actor.ts";
import type { Books } from "../app/people/resolve-books.ts";
import type { Config } from "../config.ts";
import { assert } from "../core/assert.ts";
import type { Result } from "../core/result.ts";
import type { Act } from "../core/roles.ts";
import type { Language } from "../core/words/word.ts";

export type HttpDeps = Deps & {
  readonly config: Config;
  readonly auth: Auth;
  readonly live: LiveEvents;
};

export type ApiServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A resource: registers its routes below /api/v1. One file in routes/, one line in registry.ts. */
export type Routes = (api: ApiServer, deps: HttpDeps) => void;

/** The act of core/roles.ts a route needs; "member" = any signed-in member; "public" = no sign-in. */
export type RouteAccess = Act | "member" | "public";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Required on every route below /api/v1; the server refuses to start without it. */
    access?: RouteAccess;
    /** A write that may be sent without Idempotency-Key because a repetition changes nothing. */
    repeatable?: boolean;
    /** Only a signed-in person, never an API token. */
    sessionOnly?: boolean;
    /** The answer holds a secret that is shown once: what is kept of it for a repetition is sealed. */
    secretAnswer?: boolean;
    /** Finds the member behind an API token together with what the route needs; the guard goes on as ever. */
    actorOfToken?: (
      request: FastifyRequest,
      secret: string,
    ) => Promise<Result<KnownActor, ActorRefusal>>;
  }
  interface FastifyRequest {
    actor: KnownActor | null;
    books: Books | null;
    language: Language;
    /** Null behind an API token. */
    person: SignedIn | null;
  }
}

/** The member behind a guarded request. */
export function actorOf(request: FastifyRequest): KnownActor {
  assert(request.actor !== null, "the guard has put the actor on the request");
  return request.actor;
}

/** The books named by :booksId, checked to be the actor's organisation's. */
export function booksOf(request: FastifyRequest): Books {
  assert(request.books !== null, "the guard has put the books on the request");
  return request.books;
}
