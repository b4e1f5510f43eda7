// 处理, one click: a proposal is looked at once more and applied as it stands now, or declined for this
// week; both are kept with the figures they rested on.
import type { ProposalOnWire } from "../../contract/pdca.ts";
import type { Proposal } from "../../core/collections/improve.ts";
import { weekOf } from "../../core/collections/outcome.ts";
import type { RecoveryPlan } from "../../core/collections/plan.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  insertCollectionAct,
  insertCollectionPlan,
  insertCollectionSetting,
} from "../../db/collection-settings.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { loadRules } from "../dunning/rules.ts";
import { type PolicyRefusal, saveSetting } from "../dunning/save-policy.ts";
import { dealOut } from "./assign-cases.ts";
import { loadCollectionSettings } from "./collection-books.ts";
import { percentOf } from "./load-plans.ts";
import { type CycleBooks, loadCycleFacts, proposalOnWire, proposalsOf } from "./read-cycle.ts";

export type ProposalRefusal =
  | { readonly code: "proposal_gone" }
  | { readonly code: "proposal_by_hand" }
  | PolicyRefusal;

export async function decideProposal(
  deps: Deps,
  actor: Actor,
  input: CycleBooks & {
    readonly kind: ProposalOnWire["kind"];
    readonly state: "applied" | "declined";
  },
): Promise<Result<null, ProposalRefusal>> {
  const { orgId, booksId, kind, state, today } = input;
  const { memberId } = actor;
  const proposal = proposalsOf(await loadCycleFacts(deps, input)).find((one) => one.kind === kind);
  if (!proposal) return refuse({ code: "proposal_gone" });
  // letters that leave the house are switched on where they are seen first
  if (kind === "dunning_on" && state === "applied") return refuse({ code: "proposal_by_hand" });
  if (kind === "daily_reminder_b" && state === "applied") {
    const remind = await remindGradeB(deps, actor, input);
    if (!remind.ok) return remind;
  }
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    if (state === "applied") await apply(db, { actor, books: input, proposal });
    const { because, change } = proposalOnWire(proposal);
    const week = weekOf(today);
    await insertCollectionAct(db, input, {
      week,
      proposal: kind,
      state,
      because,
      change,
      memberId,
    });
    const act = { actor: actor.name, action: `pdca.${state}`, subjectKind: "books" };
    const detail = { kind, because, change };
    await storeAudit(db, recording, [{ ...act, subjectId: booksId, detail }]);
    return ok(null);
  });
}

type Work = { readonly actor: Actor; readonly books: CycleBooks; readonly proposal: Proposal };

async function apply(db: Db, { actor, books, proposal }: Work): Promise<void> {
  const { memberId } = actor;
  switch (proposal.kind) {
    case "plan_first":
    case "plan_lower":
    case "plan_raise":
      return storePlan(db, books, { plan: proposal.plan, memberId });
    case "assign":
      await dealOut(db, books, memberId);
      return;
    case "cap_raise": {
      const setting = await loadCollectionSettings(db, books);
      const changed = { ...setting, weekCap: proposal.to };
      const of = { topic: "collection", setting: changed, memberId } as const;
      return insertCollectionSetting(db, books, of);
    }
    case "broken_weight": {
      const setting = await loadCollectionSettings(db, books);
      const weights = { ...setting.weights, broken_promises: proposal.to };
      const of = { topic: "collection", setting: { ...setting, weights }, memberId } as const;
      return insertCollectionSetting(db, books, of);
    }
    case "daily_reminder_b":
    case "dunning_on":
  }
}

function storePlan(
  db: Db,
  books: CycleBooks,
  { plan, memberId }: { readonly plan: RecoveryPlan; readonly memberId: number | null },
): Promise<void> {
  const { all, grades } = plan;
  const text = {
    all: percentOf(all),
    A: percentOf(grades.A),
    B: percentOf(grades.B),
    C: percentOf(grades.C),
  };
  return insertCollectionPlan(db, books, { week: weekOf(books.today), plan: text, memberId });
}

async function remindGradeB(
  deps: Deps,
  actor: Actor,
  books: CycleBooks,
): Promise<Result<null, PolicyRefusal>> {
  const { setting } = await inOrganisation(deps.pool, books.orgId, (db) => loadRules(db, books));
  const grades = setting.grades.map((one) =>
    one.grade === "B" ? { ...one, reminder: { ...one.reminder, isOn: true } } : one,
  );
  const saved = await saveSetting(deps, actor, { books, setting: { ...setting, grades } });
  return saved.ok ? ok(null) : saved;
}

export async function setPlan(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly week: string;
    readonly plan: Readonly<Record<"all" | "A" | "B" | "C", string | null>>;
  },
): Promise<void> {
  const { orgId, memberId } = actor;
  const { booksId, week, plan } = input;
  await inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    await insertCollectionPlan(db, { orgId, booksId }, { week, plan, memberId });
    const act = { actor: actor.name, action: "pdca.plan", subjectKind: "books" };
    await storeAudit(db, recording, [{ ...act, subjectId: booksId, detail: { week, ...plan } }]);
  });
}
