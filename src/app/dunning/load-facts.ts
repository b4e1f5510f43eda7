// What each customer's plan is decided on, read from the ledger as it stands at this moment.
import { findChannel } from "../../channels/registry.ts";
import type { SendingPolicy } from "../../contract/sending.ts";
import { isoDate } from "../../core/date.ts";
import type { DunnableItem } from "../../core/dunning/asking.ts";
import { type GradeActionKind, gradeActions } from "../../core/dunning/grade.ts";
import type { CustomerFacts, PastTouch } from "../../core/dunning/plan.ts";
import { isTouchChannel, nearestPolicy } from "../../core/dunning/policy.ts";
import type { Track } from "../../core/dunning/schedule.ts";
import { type ItemKind, itemKinds } from "../../core/item-kinds.ts";
import {
  type CustomerStateRow,
  type DunningItemRow,
  type DunningScope,
  selectCustomerStates,
  selectDunningCredits,
  selectDunningItems,
  selectDunningPromises,
  selectPastActions,
  selectTouches,
  selectTracks,
} from "../../db/dunning-source.ts";
import type { Db } from "../../db/pool.ts";
import { loadSendingSettings } from "../sending/sending-settings.ts";
import type { DunningBooks, LivePolicy } from "./rules.ts";

export type LoadedCustomer = {
  readonly state: CustomerStateRow;
  readonly facts: CustomerFacts;
};

export type FactsOf = {
  readonly policies: readonly LivePolicy[];
  /** Null: every customer with something open. */
  readonly customerIds?: readonly number[] | null;
  /** A notice about to leave is not in its own way. */
  readonly exceptNoticeId?: number | null;
};

export async function loadFacts(
  db: Db,
  books: DunningBooks,
  of: FactsOf,
): Promise<LoadedCustomer[]> {
  const { customerIds = null, exceptNoticeId = null } = of;
  const scope: DunningScope = { ...books, customerIds };
  const rows = await selectDunningItems(db, scope);
  const items = Map.groupBy(rows, ({ customerId }) => customerId);
  const ids = customerIds ?? [...items.keys()];
  const { policy } = await loadSendingSettings(db, books.orgId);
  const reach = reachOf(policy);
  const states = await selectCustomerStates(db, scope, { customerIds: ids, exceptNoticeId, reach });
  const credits = Map.groupBy(await selectDunningCredits(db, scope), byCustomer);
  const promises = Map.groupBy(await selectDunningPromises(db, scope), byCustomer);
  const itemIds = rows.map(({ id }) => id);
  const tracks = new Map(
    (await selectTracks(db, scope, itemIds)).map((row) => [row.itemId, trackOf(row)]),
  );
  const touches = Map.groupBy(await selectTouches(db, scope), byCustomer);
  const actions = Map.groupBy(await selectPastActions(db, scope), byCustomer);
  return states.map((state): LoadedCustomer => {
    const own = items.get(state.id) ?? [];
    const policies = policiesOf(own, of.policies);
    return {
      state,
      facts: {
        customerId: state.id,
        items: own.map((row) => dunnable(row, policies.get(row.id) ?? null)),
        credits: (credits.get(state.id) ?? []).map(({ currency, minor }) => ({
          currency,
          minor: BigInt(minor),
        })),
        promises: (promises.get(state.id) ?? []).map((row) => ({
          customerId: state.id,
          currency: row.currency,
          amountMinor: BigInt(row.amountMinor),
          receivedMinor: BigInt(row.receivedMinor),
          promisedOn: isoDate(row.promisedOn),
          dueOn: isoDate(row.dueOn),
          state: "open",
        })),
        policyOf: (itemId) => policies.get(itemId) ?? null,
        tracks,
        touches: (touches.get(state.id) ?? []).flatMap(touchOf),
        actions: (actions.get(state.id) ?? []).flatMap(({ kind, on }) =>
          isActionKind(kind) ? [{ kind, on: isoDate(on) }] : [],
        ),
        isInFlight: state.isInFlight,
        hasMoneyToConfirm: state.hasMoneyToConfirm,
        isPaused: state.pausedUntil !== null || state.isRejectedToday,
        hasContact: state.contactId !== null,
      },
    };
  });
}

/** Kinds of address the channels for customers can use. */
function reachOf({ channel, smsChannel }: SendingPolicy): ("email" | "phone" | "post")[] {
  const all = ["email", "phone", "post"] as const;
  const kinds = [channel, smsChannel].map((code) => findChannel(code)?.addressKind);
  return all.filter((kind) => kinds.includes("any") || kinds.includes(kind));
}

function byCustomer({ customerId }: { readonly customerId: number }): number {
  return customerId;
}

function policiesOf(
  rows: readonly DunningItemRow[],
  policies: readonly LivePolicy[],
): Map<number, LivePolicy> {
  const found = new Map<number, LivePolicy>();
  for (const { id: itemId, customerId, segment } of rows) {
    const near = nearestPolicy(policies, { itemId, customerId, segment });
    const live = policies.find((one) => one === near);
    if (live) found.set(itemId, live);
  }
  return found;
}

function dunnable(row: DunningItemRow, policy: LivePolicy | null): DunnableItem {
  const knownOn = isoDate(row.knownOn);
  const observed = policy?.observedFrom ?? knownOn;
  return {
    itemId: row.id,
    no: row.no,
    kind: isItemKind(row.kind) ? row.kind : "invoice",
    currency: row.currency,
    issueDate: row.issueDate === null ? null : isoDate(row.issueDate),
    dueDate: row.dueDate === null ? null : isoDate(row.dueDate),
    openMinor: BigInt(row.openMinor),
    disputedMinor: BigInt(row.disputedMinor),
    homeMinor: BigInt(row.homeMinor),
    linkedCreditMinor: BigInt(row.linkedCreditMinor),
    observedFrom: knownOn > observed ? knownOn : observed,
  };
}

function trackOf(row: {
  readonly nominal: number | null;
  readonly takenOn: string | null;
  readonly startAt: number | null;
}): Track {
  const { nominal, takenOn, startAt } = row;
  const taken = nominal === null || takenOn === null ? null : { nominal, on: isoDate(takenOn) };
  return { taken, startAt };
}

function touchOf(row: {
  readonly on: string;
  readonly channel: string;
  readonly kind: string;
}): PastTouch[] {
  if (!isTouchChannel(row.channel)) return [];
  const kind = row.kind === "step" ? "step" : "other";
  return [{ on: isoDate(row.on), channel: row.channel, kind }];
}

function isActionKind(text: string): text is GradeActionKind {
  return Object.hasOwn(gradeActions, text);
}

function isItemKind(text: string): text is ItemKind {
  return Object.hasOwn(itemKinds, text);
}
