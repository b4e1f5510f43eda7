// Where people are signed in: each their own, and an administrator those of a member.

import type { FastifyRequest } from "fastify";
import type { SignedIn } from "../../app/people/auth.ts";
import {
  endSignInsOfMember,
  endSignInsOfOwn,
  listOwnSignIns,
  listSignInsOfMember,
} from "../../app/people/sign-ins.ts";
import { idPath } from "../../contract/page.ts";
import {
  endedSignIns,
  endMembersSignIns,
  endOwnSignIns,
  signInList,
} from "../../contract/sign-ins.ts";
import { actorOf, type Routes } from "../api.ts";
import { webHeaders } from "../auth-routes.ts";
import { refused, valueOrRefuse } from "../refusal.ts";

/** A password is tried here as it is at the door. */
const fewTries = { max: 5, timeWindow: 60_000 } as const;

export const signInRoutes: Routes = (api, deps) => {
  api.get(
    "/sign-ins",
    {
      schema: {
        summary: "Where you are signed in now",
        tags: ["people"],
        response: { 200: signInList },
      },
      config: { access: "member", sessionOnly: true },
    },
    async (request) => ({ rows: await listOwnSignIns(deps, personOf(request)) }),
  );
  api.post(
    "/sign-ins/end",
    {
      schema: {
        summary: "End some of your sign-ins, or all others; asks for your password",
        tags: ["people"],
        body: endOwnSignIns,
        response: { 200: endedSignIns },
      },
      config: { access: "member", sessionOnly: true, repeatable: true, rateLimit: fewTries },
    },
    async (request) => {
      const input = { ...request.body, headers: webHeaders(request), address: request.ip };
      return { ended: valueOrRefuse(await endSignInsOfOwn(deps, personOf(request), input)) };
    },
  );
  api.get(
    "/members/:id/sign-ins",
    {
      schema: {
        summary: "Where a member is signed in now",
        tags: ["people"],
        params: idPath,
        response: { 200: signInList },
      },
      config: { access: "manage_people", sessionOnly: true },
    },
    async (request) => {
      const input = { actor: actorOf(request), person: personOf(request), id: request.params.id };
      return { rows: valueOrRefuse(await listSignInsOfMember(deps, input)) };
    },
  );
  api.post(
    "/members/:id/sign-ins/end",
    {
      schema: {
        summary: "End some sign-ins of a member, or all of them",
        tags: ["people"],
        params: idPath,
        body: endMembersSignIns,
        response: { 200: endedSignIns },
      },
      config: { access: "manage_people", sessionOnly: true, repeatable: true },
    },
    async (request) => {
      const input = { id: request.params.id, ids: request.body.ids };
      return { ended: valueOrRefuse(await endSignInsOfMember(deps, actorOf(request), input)) };
    },
  );
};

function personOf({ person }: FastifyRequest): SignedIn {
  if (person === null) throw refused("session_required");
  return person;
}
