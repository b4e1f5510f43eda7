// Requests to /api/portal. The session is a cookie the page cannot read; a refusal carries a sentence
// in the reader's language.
import { portalState } from "./state.ts";

export class PortalRefusal extends Error {
  override name = "PortalRefusal";
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

export function get<T>(path: string): Promise<T> {
  return ask<T>(path, { method: "GET" });
}

export function post<T>(path: string, body: unknown = {}): Promise<T> {
  const headers = { "content-type": "application/json" };
  return ask<T>(path, { method: "POST", headers, body: JSON.stringify(body) });
}

export function upload<T>(path: string, file: File): Promise<T> {
  const body = new FormData();
  body.set("file", file, file.name);
  return ask<T>(path, { method: "POST", body });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set("accept-language", portalState.language);
  const answer = await fetch(`/api/portal${path}`, { ...init, headers }).catch(() => null);
  if (answer === null) throw new PortalRefusal("connection_lost", "");
  const body: unknown = await answer.json().catch(() => null);
  // the server checks its answers against the contract's schemas before they leave
  if (answer.ok) return body as T;
  throw refusalIn(body);
}

function refusalIn(body: unknown): PortalRefusal {
  const isProblem = typeof body === "object" && body !== null && "code" in body && "title" in body;
  if (!isProblem) return new PortalRefusal("internal", "");
  return new PortalRefusal(String(body.code), String(body.title));
}
