// Requests to /api/v1: answers are checked against the contract's schemas, refusals become
// ApiProblem, and a write keeps its Idempotency-Key through every retry, so it happens once.
import type { z } from "zod";
import { type Problem, problem as problemSchema } from "../../src/contract/problem.ts";
import type { Language } from "../../src/core/words/word.ts";

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The server refused: its sentence is in `problem.title`, in the reader's language. */
export class ApiProblem extends Error {
  override name = "ApiProblem";
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The server was not reached, after all retries. */
export class ConnectionLost extends Error {
  override name = "ConnectionLost";
}

/** Which organisation and language requests speak for; set by the session provider. */
export const requestScope: { organisation: number | null; language: Language } = {
  organisation: null,
  language: "zh",
};

export async function getJson<T>(
  schema: z.ZodType<T>,
  path: string,
  options: { query?: Query; signal?: AbortSignal } = {},
): Promise<T> {
  const init: RequestInit = { headers: headersFor() };
  if (options.signal) init.signal = options.signal;
  return read(schema, await fetch(addressOf(path, options.query), init).catch(rethrowLost));
}

export type WriteOptions = {
  readonly body?: unknown;
  /** Given by callers that may be asked to do the same write again (a form kept open). */
  readonly key?: string;
};

/** Keys of writes whose answer never came: who sends the same again sends that one, not a second. */
const unanswered = new Map<string, string>();

export async function sendJson<T>(
  schema: z.ZodType<T>,
  method: "POST" | "PATCH" | "PUT" | "DELETE",
  path: string,
  { body, key: givenKey }: WriteOptions = {},
): Promise<T> {
  const what = JSON.stringify([requestScope.organisation, method, path, body]);
  const key = givenKey ?? unanswered.get(what) ?? crypto.randomUUID();
  const headers = headersFor();
  headers.set("idempotency-key", key);
  const init: RequestInit = { method, headers };
  if (body !== undefined) {
    headers.set("content-type", "application/json");
    init.body = JSON.stringify(body);
  }
  try {
    const answer = await read(schema, await persist(() => fetch(addressOf(path), init)));
    unanswered.delete(what);
    return answer;
  } catch (error) {
    if (isUnanswered(error)) unanswered.set(what, key);
    else unanswered.delete(what);
    throw error;
  }
}

function isUnanswered(error: unknown): boolean {
  if (error instanceof ApiProblem) return error.problem.code === "request_in_progress";
  return error instanceof ConnectionLost;
}

/** A multipart upload with its progress, 0 to 1. */
export function uploadFiles<T>(
  schema: z.ZodType<T>,
  path: string,
  files: readonly File[],
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", addressOf(path));
    const headers = headersFor();
    headers.set("idempotency-key", crypto.randomUUID());
    headers.forEach((value, name) => {
      request.setRequestHeader(name, value);
    });
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ConnectionLost());
    request.onabort = () => reject(new DOMException("the upload was cancelled", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.onload = () => {
      const init = { status: request.status, headers: { "content-type": "application/json" } };
      read(schema, new Response(request.responseText, init)).then(resolve, reject);
    };
    request.send(form);
  });
}

/** Where a file can be downloaded from; the browser sends its cookie along. */
export function downloadAddress(path: string, query: Query = {}): string {
  return addressOf(path, { ...query, organisation: requestScope.organisation });
}

function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1${path}${text === "" ? "" : `?${text}`}`;
}

function headersFor(): Headers {
  const headers = new Headers({ "accept-language": requestScope.language });
  if (requestScope.organisation !== null) {
    headers.set("x-organisation", String(requestScope.organisation));
  }
  return headers;
}

async function read<T>(schema: z.ZodType<T>, response: Response): Promise<T> {
  if (response.status === 204) return schema.parse(null);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return schema.parse(body);
  const refusal = problemSchema.safeParse(body);
  if (refusal.success) throw new ApiProblem(refusal.data);
  throw new ConnectionLost(`status ${response.status}`);
}

const retryPausesMs = [400, 1_200, 3_000, 5_000, 5_000] as const;

/** Sends again when the connection broke or the database was away; safe because of the key. */
async function persist(send: () => Promise<Response>): Promise<Response> {
  for (const pauseMs of retryPausesMs) {
    const response = await send().catch(() => null);
    if (response && response.status !== 503 && response.status !== 502) return response;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return send().catch(rethrowLost);
}

function rethrowLost(error: unknown): never {
  if (error instanceof DOMException && error.name === "AbortError") throw error;
  throw new ConnectionLost(error instanceof Error ? error.message : "");
}
