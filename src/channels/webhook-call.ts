// One webhook request, signed by the Standard Webhooks specification (1.0.0): HMAC-SHA256 over
// id.timestamp.body in the headers webhook-id, webhook-timestamp and webhook-signature.
import { createHmac, randomBytes } from "node:crypto";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { AddressRefused, isPublicAddress, publicLookup, type Resolve } from "./public-address.ts";

const timeoutMs = 15_000;
/** Of an answer so much is kept for whoever looks at the delivery. */
const keptAnswer = 500;
const secretPrefix = "whsec_";

export type WebhookCall = {
  readonly url: string;
  readonly id: string;
  /** Of this attempt. */
  readonly at: Date;
  readonly body: string;
  /** After a change of secret the old one signs beside the new. */
  readonly secrets: readonly string[];
};

export type WebhookRules = {
  /** The operator's word: receivers inside the own network, also without TLS. */
  readonly allowsPrivate: boolean;
  readonly resolve?: Resolve;
};

/** status null: no answer came. retryAfter: seconds the receiver asked for. */
export type WebhookAnswer = {
  readonly status: number | null;
  readonly answer: string;
  readonly error: string;
  readonly retryAfter: number | null;
};

/** 32 random bytes: the specification asks for 24 to 64. */
export function newWebhookSecret(): string {
  return secretPrefix + randomBytes(32).toString("base64");
}

function signWebhook(
  secret: string,
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
  const signed = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return `v1,${signed}`;
}

export type WebhookAddressFault = "not_a_url" | "not_https" | "with_password" | "not_public";

/** What can be said of an address before anything is asked of the network. */
export function webhookAddressFault(
  text: string,
  { allowsPrivate }: Pick<WebhookRules, "allowsPrivate">,
): WebhookAddressFault | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol)) return "not_a_url";
  if (url.username !== "" || url.password !== "") return "with_password";
  if (allowsPrivate) return null;
  if (url.protocol !== "https:") return "not_https";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLocalName = /(^|\.)(localhost|local|internal)\.?$/i.test(host);
  return isLocalName || (isIP(host) !== 0 && !isPublicAddress(host)) ? "not_public" : null;
}

/** Never throws: what went wrong is the answer. Redirects are not followed. */
export async function callWebhook(call: WebhookCall, rules: WebhookRules): Promise<WebhookAnswer> {
  const fault = webhookAddressFault(call.url, rules);
  if (fault) return failed(fault);
  try {
    return await post(call, rules);
  } catch (error) {
    if (error instanceof AddressRefused) return failed(`not_public: ${error.message}`);
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function failed(error: string): WebhookAnswer {
  return { status: null, answer: "", error: error.slice(0, keptAnswer), retryAfter: null };
}

function post(call: WebhookCall, rules: WebhookRules): Promise<WebhookAnswer> {
  const { url, body } = call;
  const { promise, resolve, reject } = Promise.withResolvers<WebhookAnswer>();
  const request = open(new URL(url), headersOf(call), rules);
  const timer = setTimeout(() => request.destroy(new Error("no answer in time")), timeoutMs);
  request.on("error", reject);
  request.on("response", (response) => {
    readAnswer(response).then(resolve, reject);
  });
  request.end(body);
  return promise.finally(() => {
    clearTimeout(timer);
    request.destroy();
  });
}

function open(url: URL, headers: Record<string, string>, rules: WebhookRules): ClientRequest {
  const lookup = rules.allowsPrivate ? {} : { lookup: publicLookup(rules.resolve) };
  // a connection of its own: one that was kept was checked for another call
  const options = { method: "POST", headers, agent: false, ...lookup };
  return url.protocol === "https:" ? httpsRequest(url, options) : httpRequest(url, options);
}

function headersOf({ id, at, body, secrets }: WebhookCall): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "user-agent": "Qingzhang-Webhooks/1",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": secrets.map((one) => signWebhook(one, { id, seconds, body })).join(" "),
  };
}

async function readAnswer(response: IncomingMessage): Promise<WebhookAnswer> {
  let text = "";
  response.setEncoding("utf8");
  for await (const piece of response) {
    text += String(piece);
    if (text.length >= keptAnswer) break;
  }
  const status = response.statusCode ?? 0;
  const isTaken = status >= 200 && status < 300;
  const after = Number.parseInt(response.headers["retry-after"] ?? "", 10);
  return {
    status,
    answer: text.slice(0, keptAnswer),
    error: isTaken ? "" : `HTTP ${status}`,
    retryAfter: after > 0 ? after : null,
  };
}
