// The people of the organisation.
import { addMember } from "../../app/people/add-member.ts";
import { changeMember } from "../../app/people/change-member.ts";
import { listMembers } from "../../app/people/list-members.ts";
import { resetPassword } from "../../app/people/reset-password.ts";
import {
  changedMember,
  createdMember,
  memberChange,
  memberList,
  newMember,
  newPassword,
  passwordReset,
} from "../../contract/members.ts";
import { idPath } from "../../contract/page.ts";
import { actorOf, type Routes } from "../api.ts";
import { valueOrRefuse } from "../refusal.ts";

export const memberRoutes: Routes = (api, deps) => {
  api.get(
    "/members",
    {
      schema: { summary: "The members", tags: ["people"], response: { 200: memberList } },
      config: { access: "member" },
    },
    async (request) => ({ rows: await listMembers(deps, actorOf(request).orgId) }),
  );

  api.post(
    "/members",
    {
      schema: {
        summary: "Add a member; the first password is in the answer, once",
        tags: ["people"],
        body: newMember,
        response: { 201: createdMember },
      },
      config: { access: "manage_people", sessionOnly: true, secretAnswer: true },
    },
    async (request, reply) => {
      const added = valueOrRefuse(await addMember(deps, actorOf(request), request.body));
      return reply.code(201).send(added);
    },
  );

  api.patch(
    "/members/:id",
    {
      schema: {
        summary: "Change a member's role, limits or state",
        tags: ["people"],
        params: idPath,
        body: memberChange,
        response: { 200: changedMember },
      },
      config: { access: "manage_people", sessionOnly: true },
    },
    async (request) => {
      const input = { id: request.params.id, change: request.body };
      return valueOrRefuse(await changeMember(deps, actorOf(request), input));
    },
  );

  api.post(
    "/members/:id/reset-password",
    {
      schema: {
        summary: "A new first password for a member; ends all their sessions",
        tags: ["people"],
        params: idPath,
        body: passwordReset,
        response: { 200: newPassword },
      },
      config: { access: "manage_people", sessionOnly: true, secretAnswer: true },
    },
    async (request) => {
      const input = { id: request.params.id, ...request.body };
      return valueOrRefuse(await resetPassword(deps, actorOf(request), input));
    },
  );
};
