// Webhooks: where events go, and what became of each on its way. docs/webhooks.md tells a receiver
// how to check and read them.
import { z } from "zod";
import { webhookTypes } from "../core/webhooks/event-types.ts";
import { instantText, recordId, recordIdParam } from "./page.ts";

export const webhookType = z.enum(webhookTypes);

export const webhookEndpoint = z
  .object({
    id: recordId,
    url: z.string(),
    note: z.string(),
    types: z.array(webhookType),
    isOn: z.boolean(),
    /** gone: the receiver answered 410. */
    offBecause: z.enum(["person", "gone"]).nullable(),
    /** Until then the secret before this one signs as well. */
    oldSecretUntil: instantText.nullable(),
    createdAt: instantText,
    waiting: z.number().int(),
    /** Given up within the last seven days. */
    failed: z.number().int(),
    lastDeliveredAt: instantText.nullable(),
  })
  .meta({ id: "WebhookEndpoint" });
export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;

export const webhookEndpoints = z.object({
  rows: z.array(webhookEndpoint),
  /** The operator lets receivers be inside the own network, also without TLS. */
  allowsPrivate: z.boolean(),
});
export type WebhookEndpoints = z.infer<typeof webhookEndpoints>;

const url = z.string().trim().min(8).max(2000);
const note = z.string().trim().max(200);
const types = z.array(webhookType).min(1).max(webhookTypes.length);

export const newWebhook = z.strictObject({ url, note: note.default(""), types });
export type NewWebhook = z.infer<typeof newWebhook>;

export const webhookChange = z.strictObject({
  url: url.optional(),
  note: note.optional(),
  types: types.optional(),
  isOn: z.boolean().optional(),
});
export type WebhookChange = z.infer<typeof webhookChange>;

/** The secret is here and never again. */
export const webhookSecret = z.object({ endpoint: webhookEndpoint, secret: z.string() });

export const deliveryStates = ["queued", "delivered", "failed", "cancelled"] as const;

const webhookDelivery = z
  .object({
    id: recordId,
    endpointId: recordId,
    /** The header webhook-id: the same at every attempt. */
    webhookId: z.string(),
    type: z.string(),
    happenedAt: instantText,
    customerName: z.string().nullable(),
    state: z.enum(deliveryStates),
    attempts: z.number().int(),
    /** While it is queued. */
    nextTryAt: instantText.nullable(),
    triedAt: instantText.nullable(),
    tookMs: z.number().int().nullable(),
    status: z.number().int().nullable(),
    answer: z.string(),
    error: z.string(),
    /** Exactly as it is sent and signed. */
    body: z.string(),
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.infer<typeof webhookDelivery>;

export const deliveryQuery = z.object({
  endpointId: recordIdParam.optional(),
  state: z.enum(deliveryStates).optional(),
  before: recordIdParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

export const webhookDeliveries = z.object({
  rows: z.array(webhookDelivery),
  hasMore: z.boolean(),
});
export const queuedDelivery = z.object({ id: recordId });
