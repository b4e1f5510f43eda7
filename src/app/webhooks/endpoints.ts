// Endpoints of webhooks: added with a secret that is shown once, changed, switched off, removed.

import { newWebhookSecret, webhookAddressFault } from "../../channels/webhook-call.ts";
import {
  type NewWebhook,
  type WebhookChange,
  type WebhookEndpoint,
  type WebhookEndpoints,
  webhookType,
} from "../../contract/webhooks.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { cancelDeliveries } from "../../db/webhook-deliveries.ts";
import {
  type EndpointRow,
  insertEndpoint,
  replaceSecret,
  selectEndpoints,
  updateEndpoint,
} from "../../db/webhooks.ts";
import type { Deps } from "../deps.ts";
import type { KnownActor } from "../people/find-actor.ts";
import { recordAct } from "../people/record-act.ts";
import { sealSecret } from "../sending/secret-box.ts";

/** The receiver has a day to change over. */
const oldSecretHours = 24;

type InBooks = { readonly orgId: number; readonly booksId: number };
export type SecretShown = { readonly endpoint: WebhookEndpoint; readonly secret: string };
export type EndpointRefusal =
  | { readonly code: "not_found" }
  | { readonly code: "webhook_address"; readonly fault: string };

export async function listEndpoints(deps: Deps, books: InBooks): Promise<WebhookEndpoints> {
  const rows = await inOrganisation(deps.pool, books.orgId, (db) => selectEndpoints(db, books));
  return { rows: rows.map(endpointOnWire), allowsPrivate: deps.privateWebhooks ?? false };
}

export async function addEndpoint(
  deps: Deps,
  actor: KnownActor,
  { booksId, endpoint }: { readonly booksId: number; readonly endpoint: NewWebhook },
): Promise<Result<SecretShown, EndpointRefusal>> {
  const fault = faultOf(deps, endpoint.url);
  if (fault) return refuse(fault);
  const { orgId, memberId } = actor;
  const books = { orgId, booksId };
  const secret = newWebhookSecret();
  const sealed = await sealSecret(deps.dataFolder, secret);
  return inOrganisation(deps.pool, orgId, async (db) => {
    const id = await insertEndpoint(db, books, { ...endpoint, secret: sealed, memberId });
    await note(db, actor, { action: "webhook.add", id, detail: endpoint });
    return shownOf(await selectEndpoints(db, books, id), secret);
  });
}

export async function changeEndpoint(
  deps: Deps,
  actor: KnownActor,
  of: { readonly booksId: number; readonly id: number; readonly change: WebhookChange },
): Promise<Result<WebhookEndpoint, EndpointRefusal>> {
  const { booksId, id, change } = of;
  const { isOn, ...rest } = change;
  const fault = change.url === undefined ? null : faultOf(deps, change.url);
  if (fault) return refuse(fault);
  const books = { orgId: actor.orgId, booksId };
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const state = isOn === undefined ? {} : switched(isOn);
    if (!(await updateEndpoint(db, books, id, { ...rest, ...state }))) {
      return refuse({ code: "not_found" });
    }
    await note(db, actor, { action: "webhook.change", id, detail: change });
    const [row] = await selectEndpoints(db, books, id);
    return row ? ok(endpointOnWire(row)) : refuse({ code: "not_found" });
  });
}

function switched(isOn: boolean) {
  return isOn
    ? ({ state: "on", offBecause: "" } as const)
    : ({ state: "off", offBecause: "person" } as const);
}

/** What was on its way to it stays here. */
export async function removeEndpoint(
  deps: Deps,
  actor: KnownActor,
  { booksId, id }: { readonly booksId: number; readonly id: number },
): Promise<Result<null, { readonly code: "not_found" }>> {
  const { orgId } = actor;
  return inOrganisation(deps.pool, orgId, async (db) => {
    if (!(await updateEndpoint(db, { orgId, booksId }, id, { state: "removed" }))) {
      return refuse({ code: "not_found" });
    }
    await cancelDeliveries(db, orgId, id);
    await note(db, actor, { action: "webhook.remove", id, detail: {} });
    return ok(null);
  });
}

export async function renewSecret(
  deps: Deps,
  actor: KnownActor,
  { booksId, id }: { readonly booksId: number; readonly id: number },
): Promise<Result<SecretShown, EndpointRefusal>> {
  const books = { orgId: actor.orgId, booksId };
  const secret = newWebhookSecret();
  const sealed = await sealSecret(deps.dataFolder, secret);
  return inOrganisation(deps.pool, actor.orgId, async (db) => {
    const change = { id, secret: sealed, hours: oldSecretHours };
    if (!(await replaceSecret(db, books, change))) return refuse({ code: "not_found" });
    await note(db, actor, { action: "webhook.secret", id, detail: {} });
    return shownOf(await selectEndpoints(db, books, id), secret);
  });
}

function shownOf(
  [row]: readonly EndpointRow[],
  secret: string,
): Result<SecretShown, EndpointRefusal> {
  return row ? ok({ endpoint: endpointOnWire(row), secret }) : refuse({ code: "not_found" });
}

function faultOf(deps: Deps, url: string): EndpointRefusal | null {
  const fault = webhookAddressFault(url, { allowsPrivate: deps.privateWebhooks ?? false });
  return fault === null ? null : { code: "webhook_address", fault };
}

function note(
  db: Db,
  actor: KnownActor,
  act: { readonly action: string; readonly id: number; readonly detail: object },
): Promise<void> {
  const { action, id: subjectId, detail } = act;
  return recordAct(db, actor, { action, subjectKind: "webhook", subjectId, detail });
}

function endpointOnWire(row: EndpointRow): WebhookEndpoint {
  const { id, url, note, waiting, failed } = row;
  return {
    ...{ id, url, note, waiting, failed },
    types: row.types.flatMap((type) => webhookType.safeParse(type).data ?? []),
    isOn: row.state === "on",
    offBecause: row.offBecause === "" ? null : row.offBecause,
    oldSecretUntil: row.oldUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastDeliveredAt: row.lastDeliveredAt?.toISOString() ?? null,
  };
}
