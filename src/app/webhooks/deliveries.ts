// What became of webhook events, sending one again, and a test to one endpoint.
import type { DeliveryQuery, WebhookDelivery } from "../../contract/webhooks.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { webhookBody } from "../../core/webhooks/event-body.ts";
import { testType } from "../../core/webhooks/event-types.ts";
import { inOrganisation } from "../../db/transaction.ts";
import {
  type DeliveryRow,
  requeueDelivery,
  selectDeliveries,
} from "../../db/webhook-deliveries.ts";
import { insertTestEvent, selectEndpoints } from "../../db/webhooks.ts";
import type { Deps } from "../deps.ts";
import { wakeWebhooks } from "./send-webhooks.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function listDeliveries(
  deps: Deps,
  books: InBooks,
  query: DeliveryQuery,
): Promise<{ rows: WebhookDelivery[]; hasMore: boolean }> {
  const { endpointId = null, state = null, before = null, limit } = query;
  const rows = await inOrganisation(deps.pool, books.orgId, (db) =>
    selectDeliveries(db, books, { endpointId, state, before, limit: limit + 1 }),
  );
  return { rows: rows.slice(0, limit).map(deliveryOnWire), hasMore: rows.length > limit };
}

export type AgainRefusal = { readonly code: "not_found" } | { readonly code: "webhook_off" };

/** The same event with the same id: a receiver that has it already passes it over. */
export async function sendAgain(
  deps: Deps,
  books: InBooks,
  id: number,
): Promise<Result<{ readonly id: number }, AgainRefusal>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    if (!(await requeueDelivery(db, books, id))) return refuse({ code: "webhook_off" });
    await wakeWebhooks(db, books.orgId);
    return ok({ id });
  });
}

export async function sendTest(
  deps: Deps,
  books: InBooks,
  endpointId: number,
): Promise<Result<{ readonly id: number }, AgainRefusal>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const [endpoint] = await selectEndpoints(db, books, endpointId);
    if (!endpoint) return refuse({ code: "not_found" });
    if (endpoint.state === "off") return refuse({ code: "webhook_off" });
    const test = { endpointId, type: testType, data: { booksId: books.booksId } };
    const id = await insertTestEvent(db, books, test);
    await wakeWebhooks(db, books.orgId);
    return ok({ id });
  });
}

function deliveryOnWire(row: DeliveryRow): WebhookDelivery {
  const { id, endpointId, type, customerName, state, attempts, tookMs, status, answer, error } =
    row;
  const happenedAt = row.happenedAt.toISOString();
  return {
    ...{ id, endpointId, type, customerName, state, attempts, tookMs, status, answer, error },
    webhookId: row.uid,
    happenedAt,
    nextTryAt: state === "queued" ? row.nextTryAt.toISOString() : null,
    triedAt: row.triedAt?.toISOString() ?? null,
    body: webhookBody({ type, happenedAt, data: row.data }),
  };
}
