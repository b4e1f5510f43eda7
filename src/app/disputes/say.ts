// What is said in a dispute, by either side. A note of ours is shown to the customer only when it is
// marked so; the first that is counts as our first answer.
import { mayDispute } from "../../core/disputes/dispute.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { insertMentions } from "../../db/dispute-mentions.ts";
import {
  type DisputeRow,
  insertDisputeEvent,
  lockDispute,
  updateDispute,
} from "../../db/dispute-tickets.ts";
import { notifyLive } from "../../db/live-events.ts";
import { membersOf } from "../../db/members.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { hasFiles } from "../portal/ask-question.ts";
import type { Visitor } from "../portal/find-visitor.ts";
import { tellMembers } from "../sending/tell-members.ts";
import { ticketLink } from "./ticket-link.ts";

export type SayRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "file_gone" }
  | { readonly code: "dispute_state"; readonly state: string; readonly action: string };

type Said = { readonly id: number; readonly body: string; readonly fileIds: readonly number[] };

/** What waited for the customer waits for us again. */
export async function sayInPortal(
  deps: Deps,
  visitor: Visitor,
  said: Said,
): Promise<Result<null, SayRefusal>> {
  const { orgId, booksId, customerId } = visitor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const dispute = await lockDispute(db, orgId, said.id);
    if (!dispute || dispute.customerId !== customerId) return refuse({ code: "not_found" });
    const { state } = dispute;
    if (!mayDispute("say", state)) {
      return refuse({ code: "dispute_state", state, action: "say" });
    }
    if (!(await hasFiles(db, visitor, said.fileIds))) return refuse({ code: "file_gone" });
    await insertDisputeEvent(
      db,
      { orgId, disputeId: said.id },
      {
        act: "said",
        side: "customer",
        author: visitor.contactName || visitor.customerName,
        isShared: true,
        body: said.body,
        fileIds: said.fileIds,
      },
    );
    if (state === "waiting_customer") {
      await updateDispute(db, orgId, said.id, { state: "waiting_us" });
    }
    await notifyLive(db, { orgId, booksId, topic: "approvals", id: null });
    return ok(null);
  });
}

export async function sayInDispute(
  deps: Deps,
  actor: Actor,
  said: Said & {
    readonly booksId: number;
    readonly isShared: boolean;
    /** Members named with @: they are told. */
    readonly mentions: readonly number[];
  },
): Promise<Result<null, SayRefusal>> {
  const { orgId, memberId } = actor;
  const { id, booksId, isShared, body, fileIds } = said;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const dispute = await lockDispute(db, orgId, id);
    if (!dispute || dispute.booksId !== booksId) return refuse({ code: "not_found" });
    const { state, customerId } = dispute;
    if (!mayDispute("say", state)) {
      return refuse({ code: "dispute_state", state, action: "say" });
    }
    if (!(await hasFiles(db, { orgId, customerId }, fileIds, "us")))
      return refuse({ code: "file_gone" });
    const event = { act: "said", side: "us", author: actor.name, memberId } as const;
    const mentions = [...new Set(said.mentions)];
    const detail = mentions.length > 0 ? { mentions } : {};
    const about = { ...event, isShared, body, fileIds, detail };
    const eventId = await insertDisputeEvent(db, { orgId, disputeId: id }, about);
    await tellMentioned(deps, db, { actor, dispute, eventId, body, mentions });
    if (state === "new") await updateDispute(db, orgId, id, { state: "in_progress" });
    if (isShared) await updateDispute(db, orgId, id, { firstAnswerAt: deps.clock.now() });
    return ok(null);
  });
}

/** Kept until they have looked, and sent to them; a stranger's id names nobody. */
async function tellMentioned(
  deps: Deps,
  db: Db,
  of: {
    readonly actor: Actor;
    readonly dispute: DisputeRow;
    readonly eventId: number;
    readonly body: string;
    readonly mentions: readonly number[];
  },
): Promise<void> {
  const { actor, dispute, eventId, body } = of;
  if (of.mentions.length === 0) return;
  const { orgId } = actor;
  const { id: disputeId, booksId, customerId, customerName } = dispute;
  const members = await membersOf(db, orgId);
  const memberIds = members
    .filter(({ id, active }) => active && of.mentions.includes(id))
    .map(({ id }) => id);
  await insertMentions(db, orgId, { disputeId, eventId, memberIds });
  await tellMembers(
    db,
    { orgId, booksId },
    {
      key: `mention ${eventId}`,
      code: "dispute_mention",
      memberIds,
      toTeam: false,
      customerId,
      values: () => ({
        author: actor.name,
        customer: customerName,
        text: body,
        link: ticketLink(deps, booksId, disputeId),
      }),
    },
  );
}
