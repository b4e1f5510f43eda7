// Addresses are in people's bookmarks: a change of this list is a decision.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { paths, pathTo } from "./paths.ts";

test("the addresses of the pages", () => {
  for (const [name, path] of Object.entries(paths)) {
    if (name === "signIn") continue;
    assert.match(path, /^\/b\/:booksId\//, `${name} belongs to a set of books`);
  }
  assert.equal(new Set(Object.values(paths)).size, Object.keys(paths).length, "all differ");
  const { signIn, today, importBatch, match, lines, items, customer, people, tokens } = paths;
  assert.deepEqual(
    { signIn, today, importBatch, match, lines, items, customer, people, tokens },
    {
      signIn: "/sign-in",
      today: "/b/:booksId/today",
      importBatch: "/b/:booksId/import/:batchId",
      match: "/b/:booksId/match",
      lines: "/b/:booksId/lines",
      items: "/b/:booksId/items",
      customer: "/b/:booksId/customers/:customerId",
      people: "/b/:booksId/settings/people",
      tokens: "/b/:booksId/settings/tokens",
    },
  );
});

test("every address has its page", () => {
  const routes = readFileSync(join(import.meta.dirname, "routes.tsx"), "utf8");
  for (const name of Object.keys(paths)) {
    assert.ok(routes.includes(`path: "${name}"`) || routes.includes(`paths.${name}`), name);
  }
});

test("an address is filled in, and what stands in it cannot change its path", () => {
  assert.equal(pathTo("customer", { booksId: 1, customerId: 7 }), "/b/1/customers/7");
  assert.equal(pathTo("rule", { booksId: 1, code: "../x" }), "/b/1/settings/rules/..%2Fx");
});
