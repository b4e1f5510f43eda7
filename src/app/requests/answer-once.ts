// A write with an Idempotency-Key happens once: the same key again gets the first answer, also when
// the connection broke or the server died in between.
import { randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  claimKey,
  forgetOldKeys,
  type KeyRow,
  keyRow,
  reclaimKey,
  releaseKey,
  storeAnswer,
} from "../../db/idempotency.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { openSecret, sealSecret } from "../sending/secret-box.ts";

export { withinRequest } from "../../db/request-mark.ts";

export type KeyedRequest = {
  readonly orgId: number;
  readonly key: string;
  readonly route: string;
  readonly requestHash: Uint8Array;
  /** Its answer shows a secret, once. */
  readonly isSecret: boolean;
};

export type FirstAnswer = { readonly status: number; readonly response: unknown };

/** This server process, among those that share the database. */
const thisProcess = randomUUID();

/** How long a second request waits for the first one's answer before it is told to come back. */
const patienceMs = 8_000;
const pauseMs = 100;
/** No request of ours takes this long; a claim of another process that is older is a dead one's. */
const longestRequestSeconds = 120;

/** Null: this request is the first and does the work. Otherwise the first one's answer. */
export async function claimRequest(
  deps: Deps,
  request: KeyedRequest,
): Promise<Result<FirstAnswer | null, ClaimRefusal>> {
  const claim = { ...request, claimedBy: thisProcess };
  const started = deps.clock.monotonicMs();
  await forgetOld(deps, request.orgId);
  for (;;) {
    const row = await inOrganisation(deps.pool, request.orgId, async (db) => {
      if (await claimKey(db, claim)) return "claimed";
      const present = await keyRow(db, request.orgId, request.key);
      if (!present || !isDead(present)) return present;
      const isTaken = await reclaimKey(db, { ...claim, deadHolder: present.claimedBy });
      return isTaken && isSameRequest(present, request) ? "claimed" : present;
    });
    if (row === "claimed") return ok(null);
    if (row !== null) {
      if (!isSameRequest(row, request)) return refuse({ code: "idempotency_key_reused" });
      const { status, response } = row;
      if (status !== null) return firstAnswer(deps, request, { status, response });
      if (row.isCommitted && isOld(row)) return refuse({ code: "already_done" });
    }
    if (deps.clock.monotonicMs() - started >= patienceMs) {
      return refuse({ code: "request_in_progress" });
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

export type ClaimRefusal =
  | { readonly code: "idempotency_key_reused" }
  /** It was done, but the server died before it could keep the answer. */
  | { readonly code: "already_done" }
  | { readonly code: "request_in_progress" };

export async function keepAnswer(
  deps: Deps,
  answer: {
    orgId: number;
    key: string;
    status: number;
    response: string | null;
    /** Of a request that was kept as one whose answer shows a secret. */
    isSecret: boolean;
  },
): Promise<void> {
  const { response, isSecret, status } = answer;
  const isSealed = isSecret && response !== null && status < 300;
  const kept = isSealed ? await sealAnswer(deps, response) : response;
  await inOrganisation(deps.pool, answer.orgId, (db) =>
    storeAnswer(db, { ...answer, response: kept }),
  );
}

/** A secret stands in no table, for whoever reads the database or a backup of it. */
async function sealAnswer({ dataFolder }: Deps, response: string): Promise<string> {
  const sealed = await sealSecret(dataFolder, response);
  return JSON.stringify({ sealed: sealed.toString("base64") });
}

async function firstAnswer(
  { dataFolder }: Deps,
  { isSecret }: KeyedRequest,
  { status, response }: FirstAnswer,
): Promise<Result<FirstAnswer, { readonly code: "already_done" }>> {
  if (!isSecret || status >= 300) return ok({ status, response });
  const isSealed = typeof response === "object" && response !== null && "sealed" in response;
  const sealed = isSealed ? Buffer.from(String(response.sealed), "base64") : null;
  const opened = sealed && (await openSecret(dataFolder, sealed));
  // sealed by a server with another data folder: it was done, and what it showed is not shown here
  return opened === null
    ? refuse({ code: "already_done" })
    : ok({ status, response: JSON.parse(opened) });
}

/** After an outage or a bug the same key may be used again; false when something was committed. */
export function forgetRequest(
  deps: Deps,
  request: { orgId: number; key: string },
): Promise<boolean> {
  return inOrganisation(deps.pool, request.orgId, (db) =>
    releaseKey(db, request.orgId, request.key),
  );
}

/** Longer than anybody retries. */
const keptDays = 7;
const forgottenOn = new Map<number, string>();

/** Once a day and organisation. */
async function forgetOld(deps: Deps, orgId: number): Promise<void> {
  const today = deps.clock.now().toISOString().slice(0, 10);
  if (forgottenOn.get(orgId) === today) return;
  forgottenOn.set(orgId, today);
  await inOrganisation(deps.pool, orgId, (db) => forgetOldKeys(db, orgId, keptDays));
}

function isSameRequest(row: KeyRow, request: KeyedRequest): boolean {
  return row.route === request.route && row.requestHash.equals(request.requestHash);
}

function isOld(row: KeyRow): boolean {
  return row.claimedBy !== thisProcess && row.ageSeconds > longestRequestSeconds;
}

/** Begun by a process that is gone, and nothing of it committed. */
function isDead(row: KeyRow): boolean {
  return row.status === null && !row.isCommitted && isOld(row);
}
