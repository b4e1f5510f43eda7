// Text that no column takes is refused at the door, with its place, on every route: a NUL, which
// PostgreSQL has no room for, and half of a surrogate pair, which is no character (ASVS 2.2.1).
import type { ApiServer } from "./api.ts";

const longestPath = 200;

export class UnstorableText extends Error {
  override name = "UnstorableText";
  /** Where it stands, as in every other fault of a request: body/plan/0/label. */
  readonly path: string;
  constructor(path: string) {
    super(`${path.slice(0, longestPath)} holds a character that no text may hold`);
    this.path = path.slice(0, longestPath);
  }
}

export function refuseUnstorableText(api: ApiServer): void {
  api.addHook("preValidation", async (request) => {
    const { body, query, params } = request;
    for (const [name, given] of Object.entries({ params, querystring: query, body })) {
      const path = placeOfFault(given, name);
      if (path !== null) throw new UnstorableText(path);
    }
  });
}

/** Without recursion: a body may be nested as deep as it is long. */
function placeOfFault(given: unknown, name: string): string | null {
  const waiting: { readonly value: unknown; readonly path: string }[] = [
    { value: given, path: name },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && !isStorable(value)) return path;
    // the sign-in library reads its own bytes
    if (typeof value !== "object" || value === null || Buffer.isBuffer(value)) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) return path;
      if (typeof inner === "string" || typeof inner === "object") {
        waiting.push({ value: inner, path: `${path}/${key}` });
      }
    }
  }
  return null;
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}
