// Who is signed in, and the language they read.
import { describeSession } from "../../app/people/describe-session.ts";
import { setLanguage } from "../../app/people/set-language.ts";
import { session, sessionChange } from "../../contract/session.ts";
import { actorOf, type Routes } from "../api.ts";
import { refused } from "../refusal.ts";

export const sessionRoutes: Routes = (api, deps) => {
  api.get(
    "/session",
    {
      schema: {
        summary: "The signed-in person, organisations, books and rights",
        tags: ["people"],
        response: { 200: session },
      },
      config: { access: "member", sessionOnly: true },
    },
    async (request) => {
      const { person } = request;
      if (person === null) throw refused("session_required");
      return describeSession(deps, { actor: actorOf(request), person });
    },
  );

  api.patch(
    "/session",
    {
      schema: {
        summary: "Change the language",
        tags: ["people"],
        body: sessionChange,
        response: { 200: session },
      },
      config: { access: "member", sessionOnly: true, repeatable: true },
    },
    async (request) => {
      const { person } = request;
      if (person === null) throw refused("session_required");
      const actor = actorOf(request);
      await setLanguage(deps, actor, request.body.language);
      return describeSession(deps, {
        actor: { ...actor, language: request.body.language },
        person,
      });
    },
  );
};
