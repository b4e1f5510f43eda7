// One call of a vendor's interface over HTTPS: what came of it, and whether the vendor may have acted
// although no answer came.
import type { Delivery } from "./channel.ts";

const timeoutMs = 20_000;
/** Longer answers are an error page. */
const longestAnswer = 100_000;

/** The connection was never made: the vendor knows nothing of it. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

export type VendorAnswer = {
  readonly status: number;
  /** Null: it is no JSON object. */
  readonly json: Readonly<Record<string, unknown>> | null;
  readonly text: string;
};

export async function callVendor(
  url: string,
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  judge: (answer: VendorAnswer) => Delivery,
): Promise<Delivery> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: request.headers,
      body: request.body,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = (await response.text()).slice(0, longestAnswer);
    const { status } = response;
    // the vendor's own trouble, or "slow down": nothing was taken
    if (status >= 500 || status === 429) return { outcome: "deferred", error: said(status, text) };
    return judge({ status, json: objectOf(text), text: said(status, text) });
  } catch (error) {
    const { text, code } = factsOf(error);
    return { outcome: neverConnected.has(code) ? "deferred" : "unsure", error: text };
  }
}

function said(status: number, text: string): string {
  return `${status} ${text.trim().slice(0, 300)}`;
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : null;
  } catch {
    return null;
  }
}

function factsOf(error: unknown): { readonly text: string; readonly code: string } {
  if (!(error instanceof Error)) return { text: String(error), code: "" };
  const { cause } = error;
  const inner = cause instanceof Error ? cause : error;
  const code = "code" in inner && typeof inner.code === "string" ? inner.code : "";
  return { text: `${error.message} ${code}`.trim().slice(0, 300), code };
}
