// Sends the webhook events of one organisation that are due. Once at a time per organisation; killed
// between sending and noting, it sends the same event again under the same id.
import { callWebhook, type WebhookAnswer } from "../../channels/webhook-call.ts";
import { webhookBody } from "../../core/webhooks/event-body.ts";
import { retrySeconds } from "../../core/webhooks/retry.ts";
import { enqueueJob } from "../../db/job-runs.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import {
  cancelDeliveries,
  type DeliveryEnd,
  type DueDelivery,
  deferDeliveries,
  endDelivery,
  selectDueDeliveries,
  selectNextDelivery,
} from "../../db/webhook-deliveries.ts";
import { updateEndpoint } from "../../db/webhooks.ts";
import type { Deps } from "../deps.ts";
import { openSecret } from "../sending/secret-box.ts";

/** Of the job; the database's triggers name it too (migration 0035). */
export const webhookJob = "send_webhooks";

const batchSize = 50;
const gone = 410;

export async function sendWebhooks(deps: Deps, orgId: number): Promise<{ readonly sent: number }> {
  let sent = 0;
  for (;;) {
    const due = await inOrganisation(deps.pool, orgId, (db) =>
      selectDueDeliveries(db, orgId, batchSize),
    );
    if (due.length === 0) break;
    const byEndpoint = Map.groupBy(due, ({ endpointId }) => endpointId);
    // endpoints beside each other, the events of one in the order in which they happened
    const counts = await Promise.all(
      [...byEndpoint.values()].map((own) => sendToOne(deps, orgId, own)),
    );
    sent += counts.reduce((sum, count) => sum + count, 0);
  }
  await inOrganisation(deps.pool, orgId, async (db) => {
    const inSeconds = await selectNextDelivery(db, orgId);
    if (inSeconds !== null) await wakeWebhooks(db, orgId, Math.max(1, inSeconds));
  });
  return { sent };
}

/** Stops at the first sign that the receiver is down: the others wait with the one that failed. */
async function sendToOne(
  deps: Deps,
  orgId: number,
  deliveries: readonly DueDelivery[],
): Promise<number> {
  let sent = 0;
  for (const delivery of deliveries) {
    const { end, answer } = await sendOne(deps, delivery);
    await inOrganisation(deps.pool, orgId, async (db) => {
      await endDelivery(db, orgId, end);
      if (answer.status === gone) await switchOff(db, orgId, delivery);
      if (isDown(answer)) {
        const seconds = end.state === "queued" ? end.waitSeconds : (retrySeconds(1) ?? 0);
        await deferDeliveries(db, orgId, { endpointId: delivery.endpointId, seconds });
      }
    });
    if (end.state === "delivered") sent += 1;
    else if (isDown(answer) || answer.status === gone) break;
  }
  return sent;
}

/** Not this event's fault: no answer, an error of the receiver, or "slow down". */
function isDown({ status }: WebhookAnswer): boolean {
  return status === null || status >= 500 || status === 429;
}

async function sendOne(
  deps: Deps,
  delivery: DueDelivery,
): Promise<{ readonly end: DeliveryEnd; readonly answer: WebhookAnswer }> {
  const { uid, type, data, url } = delivery;
  const at = deps.clock.now();
  const begun = deps.clock.monotonicMs();
  const body = webhookBody({ type, happenedAt: delivery.happenedAt.toISOString(), data });
  const secrets = await secretsOf(deps, delivery);
  const answer =
    secrets.length === 0
      ? { status: null, answer: "", error: "the secret cannot be read", retryAfter: null }
      : await callWebhook(
          { url, id: uid, at, body, secrets },
          { allowsPrivate: deps.privateWebhooks ?? false },
        );
  const tookMs = Math.round(deps.clock.monotonicMs() - begun);
  return { end: endOf(delivery, { answer, at, tookMs }), answer };
}

/** The newest first; none where the data folder's own secret is another one. */
async function secretsOf(
  { dataFolder }: Deps,
  { secret, oldSecret }: DueDelivery,
): Promise<string[]> {
  const opened = await Promise.all(
    [secret, oldSecret].map((one) => one && openSecret(dataFolder, one)),
  );
  return opened.filter((one) => one !== null);
}

function endOf(
  delivery: DueDelivery,
  of: { readonly answer: WebhookAnswer; readonly at: Date; readonly tookMs: number },
): DeliveryEnd {
  const { status, answer, error, retryAfter } = of.answer;
  const attempts = delivery.attempts + 1;
  const base = { id: delivery.id, attempts, triedAt: of.at, tookMs: of.tookMs, status, answer };
  if (error === "") return { ...base, state: "delivered", error, waitSeconds: 0 };
  const waitSeconds = status === gone ? null : retrySeconds(attempts, retryAfter);
  if (waitSeconds === null) return { ...base, state: "failed", error, waitSeconds: 0 };
  return { ...base, state: "queued", error, waitSeconds };
}

async function switchOff(db: Db, orgId: number, { endpointId, booksId }: DueDelivery) {
  const change = { state: "off", offBecause: "gone" } as const;
  await updateEndpoint(db, { orgId, booksId }, endpointId, change);
  await cancelDeliveries(db, orgId, endpointId);
}

/** Within the caller's transaction; a later one that waits already is replaced. */
export async function wakeWebhooks(db: Db, orgId: number, inSeconds = 0): Promise<void> {
  await enqueueJob(db, {
    name: webhookJob,
    payload: { orgId },
    queueName: `webhooks-${orgId}`,
    key: `webhooks-${inSeconds === 0 ? "now" : "later"}-${orgId}`,
    inSeconds,
  });
}
