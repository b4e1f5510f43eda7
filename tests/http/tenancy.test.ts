// Two organisations on one server: the second tries every route of the API with the ids of the
// first. It gets a refusal, and not a byte of the other's records.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type { HTTPMethods } from "fastify";
import { z } from "zod";
import { insertBooks } from "../../src/db/books.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { openApiRoutes } from "../../src/http/openapi.ts";
import { sampleOf } from "./sample-body.ts";
import { seedBooks } from "./seed-books.ts";
import { seedTables } from "./seed-tables.ts";
import { type Organisation, type TestServer, withServer } from "./test-server.ts";

/** Answers a stranger may get: refused, or told that the request itself is wrong. */
const refusals: ReadonlySet<number> = new Set([400, 403, 404, 405, 409, 415, 422]);

const firstForeignId = 50_001;

/** Routes whose schema asks for more than a shape tells: files, texts of one grammar. */
const mostBadBodies = 25;

/** In the names of the victim's records, so that any leak shows. */
const secret = "绝密甲公司";

test("another organisation's records are out of reach on every route", async (t) => {
  const world = await withServer(t);
  const attacker = await world.organisation("乙公司");
  // no id of the victim is by chance one of the attacker's own
  await idsFrom(world, firstForeignId);
  const victim = await world.organisation(secret);
  const ids = await seedBooks(world.deps, victim, secret);
  const seeded = await inOrganisation(world.database.appPool, victim.orgId, async (db) => {
    // what is paid for another set of books stands between two of them
    await insertBooks(db, {
      ...{ orgId: victim.orgId, name: secret, homeCurrency: "CNY", standard: "cas" },
      ...{ timeZone: "Asia/Shanghai", ownNames: [], ownTaxIds: [] },
    });
    return seedTables(db, victim, secret);
  });
  await idsFrom(world, 2 * firstForeignId);
  // written by triggers alone, or with a reference that never is
  assert.deepEqual(seeded.empty, []);
  const foreign = new Map([...seeded.ids, ...ids]);
  const before = await fingerprint(world, victim);
  const bodyOf = bodies(world);

  let tried = 0;
  const badBodies = new Set<string>();
  for (const { method, url } of openApiRoutes(world.server)) {
    if (!url.startsWith("/api/v1/") || url === "/api/v1/events") continue;
    for (const { address, isForeign } of addresses(url, { victim, attacker, ids: foreign })) {
      // the shape alone, then everything in it with ids of the victim
      for (const payload of method === "GET" ? [null] : [{}, bodyOf(method, url)]) {
        const answer = await attacker.administrator.inject({
          method: method as "GET", // the document lists methods of inject
          url: address,
          headers: { "idempotency-key": randomUUID(), "content-type": "application/json" },
          ...(payload === null ? {} : { payload: JSON.stringify(payload) }),
        });
        tried += 1;
        const place = `${method} ${address} ${JSON.stringify(payload)}: ${answer.statusCode}`;
        assert.ok(!answer.body.includes(secret), `${place} leaks: ${answer.body}`);
        if (isForeign) assert.ok(refusals.has(answer.statusCode), `${place} ${answer.body}`);
        assert.ok(answer.statusCode < 500 || answer.statusCode === 503, `${place} ${answer.body}`);
        if (answer.body.includes('"invalid_request"') && payload && Object.keys(payload).length > 0)
          badBodies.add(`${method} ${url} ${answer.body}`);
      }
    }
  }
  assert.ok(tried >= 1000, `${tried} requests`);
  assert.ok(badBodies.size <= mostBadBodies, [...badBodies].join("\n"));
  assert.deepEqual(await fingerprint(world, victim), before, "nothing of the victim changed");
});

test("naming the other organisation in the header opens nothing", async (t) => {
  const world = await withServer(t);
  const victim = await world.organisation(secret);
  const attacker = await world.organisation("乙公司");
  const headers = { "x-organisation": String(victim.orgId) };
  const answer = await attacker.administrator.get("/api/v1/books", headers);
  assert.equal(answer.code, "organisation_not_found");
  const events = await attacker.administrator.get(`/api/v1/events?organisation=${victim.orgId}`);
  assert.equal(events.code, "organisation_not_found");
});

test("every route needs a sign-in", async (t) => {
  const { server, anonymous } = await withServer(t);
  for (const { method, url } of openApiRoutes(server)) {
    if (!url.startsWith("/api/v1/")) continue;
    const answer = await anonymous.inject({
      method: method as HTTPMethods as "GET", // as above
      url: url.replaceAll(/:(\w+)/g, "1"),
      headers: { "idempotency-key": randomUUID() },
    });
    assert.equal(answer.statusCode, 401, `${method} ${url}: ${answer.body}`);
  }
});

/**
 * Two ways in: the victim's books with the victim's ids, and the attacker's own books with the
 * victim's ids (which a query that forgot the organisation would answer).
 */
function addresses(
  url: string,
  of: { victim: Organisation; attacker: Organisation; ids: ReadonlyMap<string, number> },
): readonly { address: string; isForeign: boolean }[] {
  const { victim, attacker, ids } = of;
  const named = [...url.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const fill = (booksId: number, isForeign: boolean) =>
    [...new Set(ids.values())].map((id) => ({
      isForeign,
      address: url.replaceAll(/:(\w+)/g, (_, name: string) =>
        String(name === "booksId" ? booksId : (ids.get(name) ?? id)),
      ),
    }));
  const namesRecord = named.some((name) => name !== "booksId");
  const all = [...fill(victim.booksId, named.length > 0), ...fill(attacker.booksId, namesRecord)];
  return [...new Map(all.map((one) => [one.address, one])).values()];
}

async function idsFrom({ database }: TestServer, first: number): Promise<void> {
  await database.ownerPool.query(
    `select setval(c.oid::regclass, $1) from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'S'`,
    [first - 1],
  );
}

/** By route: a body its schema accepts, with an id of the victim wherever an id may stand. */
function bodies({ server }: TestServer): (method: string, url: string) => unknown {
  const document = z
    .looseObject({
      paths: z.record(
        z.string(),
        z.record(z.string(), z.looseObject({ requestBody: z.unknown().optional() })),
      ),
      components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
    })
    .parse(JSON.parse(JSON.stringify(server.swagger())));
  const content = z.object({
    content: z.object({ "application/json": z.object({ schema: z.unknown() }) }),
  });
  const resolve = (ref: string) => document.components.schemas[ref.split("/").at(-1) ?? ""];
  return (method, url) => {
    const path = url.replaceAll(/:(\w+)/g, "{$1}");
    const found = content.safeParse(document.paths[path]?.[method.toLowerCase()]?.requestBody);
    if (!found.success) return {};
    return sampleOf(found.data.content["application/json"].schema, { id: firstForeignId, resolve });
  };
}

/** Counts and last versions of everything the organisation has, except what a sign-in writes. */
async function fingerprint(world: TestServer, victim: Organisation): Promise<unknown> {
  return inOrganisation(world.database.appPool, victim.orgId, async (db) => {
    const { rows: tables } = await db.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity order by 1`,
    );
    const counts: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await db.query<{ hash: string }>(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash
         from ${name} t`,
      );
      counts[name] = rows[0]?.hash ?? "";
    }
    return counts;
  });
}
