// A write with an Idempotency-Key happens once: the same key again gets the first answer.

import { ok, type Result, refuse } from "../../core/result.ts";
import { claimKey, type KeyRow, keyRow, releaseKey, storeAnswer } from "../../db/idempotency.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";

export type KeyedRequest = {
  readonly orgId: number;
  readonly key: string;
  readonly route: string;
  readonly requestHash: Uint8Array;
};

export type FirstAnswer = { readonly status: number; readonly response: unknown };

/** How long a second request waits for the first one's answer before it is told to come back. */
const patienceMs = 8_000;
const pauseMs = 100;

/** Null: this request is the first and does the work. Otherwise the first one's answer. */
export async function claimRequest(
  deps: Deps,
  request: KeyedRequest,
): Promise<Result<FirstAnswer | null, ClaimRefusal>> {
  const started = deps.clock.monotonicMs();
  for (;;) {
    const row = await inOrganisation(deps.pool, request.orgId, async (db) => {
      if (await claimKey(db, request)) return "claimed";
      return keyRow(db, request.orgId, request.key);
    });
    if (row === "claimed") return ok(null);
    if (row !== null) {
      if (!isSameRequest(row, request)) return refuse({ code: "idempotency_key_reused" });
      if (row.status !== null) return ok({ status: row.status, response: row.response });
    }
    if (deps.clock.monotonicMs() - started >= patienceMs) {
      return refuse({ code: "request_in_progress" });
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

export type ClaimRefusal =
  | { readonly code: "idempotency_key_reused" }
  | { readonly code: "request_in_progress" };

export async function keepAnswer(
  deps: Deps,
  answer: { orgId: number; key: string; status: number; response: string | null },
): Promise<void> {
  await inOrganisation(deps.pool, answer.orgId, (db) => storeAnswer(db, answer));
}

/** After an outage or a bug nothing was committed, and the same key may be used again. */
export async function forgetRequest(
  deps: Deps,
  request: { orgId: number; key: string },
): Promise<void> {
  await inOrganisation(deps.pool, request.orgId, (db) =>
    releaseKey(db, request.orgId, request.key),
  );
}

function isSameRequest(row: KeyRow, request: KeyedRequest): boolean {
  return row.route === request.route && row.requestHash.equals(request.requestHash);
}
