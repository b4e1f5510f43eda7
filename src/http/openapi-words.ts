// What the OpenAPI document calls an operation and says of its answers, both from the route itself:
// a name that holds as long as the address does, and what an answer is by its status and schema.
import { z } from "zod";

/**
 * The method and the things along the address: "POST /api/v1/books/:booksId/disputes/:id/reopen" is
 * postDisputeReopen. A thing named by an id is one of its kind. The books, below which most addresses
 * are, go without saying; the customer's door comes first: portalGetStatement.
 */
export function operationId(method: string, url: string): string {
  const [, , door = "", ...path] = url.split("/");
  const parts = path[0] === "books" && path.length > 2 ? path.slice(2) : path;
  const things = parts.flatMap((part, index) => {
    if (part.startsWith(":")) return [];
    const isOne = parts[index + 1]?.startsWith(":") && parts[index + 1] !== ":booksId";
    return [isOne ? oneOf(part) : part];
  });
  const words = [method.toLowerCase(), ...things.flatMap((thing) => thing.split(/[^A-Za-z0-9]+/))];
  if (door === "portal") words.unshift(door);
  return words.map((word, index) => (index === 0 ? word : capitalised(word))).join("");
}

function oneOf(kind: string): string {
  return kind.replace(/ies$/, "y").replace(/s$/, "");
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export type Answer = {
  readonly method: string;
  readonly url: string;
  readonly status: string;
  readonly schema: z.ZodType;
};

export function answerDescription({ method, url, status, schema }: Answer): string {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const has = (name: string) => fields.includes(name);
  // a record may name a job or an approval among much else; an outcome says little besides
  const isOutcome = method !== "GET" && fields.length <= 4;

  if (status === "204") return "Done; the answer has no body";
  if (isOutcome && has("jobId")) return "Begun; the job `jobId` does it";
  if (isOutcome && has("approvalId")) {
    return "Done, or waiting for a second person when `approvalId` names their approval";
  }
  if (status === "202") return "Accepted; it is done in a moment";
  if (status === "201") return "Made; what is new, or what it now belongs to";
  if (method === "GET") return readDescription(fields);
  if (url.endsWith("/preview")) return "What it would do; nothing is stored";
  return fields.join() === "done" ? "Done" : "Done; what it is now, or what came of it";
}

function readDescription(fields: readonly string[]): string {
  const next = ["nextCursor", "nextBefore"].find((field) => fields.includes(field));
  if (next !== undefined) return `A page of the list; \`${next}\` is null on the last`;
  return fields[0] === "rows" ? "The list" : "What was asked for";
}

/** What a route without a schema of its answer sends. */
export function fileDescription(types: readonly string[]): string {
  return types.includes("text/event-stream")
    ? "What happens, as it happens, until either side hangs up"
    : "The file";
}
