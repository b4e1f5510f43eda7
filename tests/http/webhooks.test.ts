// Webhooks against a real receiver: what happens in the books arrives signed, once by its id, again
// when it was not taken; nobody reaches the own network by them.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { type TestContext, test } from "node:test";
import { removeOldDeliveries } from "../../src/app/webhooks/remove-deliveries.ts";
import { callWebhook } from "../../src/channels/webhook-call.ts";
import { sendingSetup } from "../../src/contract/sending.ts";
import {
  webhookDeliveries,
  webhookEndpoint,
  webhookEndpoints,
  webhookSecret,
} from "../../src/contract/webhooks.ts";
import { addDays } from "../../src/core/date.ts";
import { webhookTypes } from "../../src/core/webhooks/event-types.ts";
import { withinPortal } from "../../src/db/portal-scope.ts";
import { addCustomer, addItem, type TestBooks } from "../support/books.ts";
import { today } from "../support/today.ts";
import { type Asked, startVendor } from "../support/vendor-server.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Client, type Organisation, type TestServer, withServer } from "./test-server.ts";
import { withWorkers } from "./test-workers.ts";

type Desk = {
  readonly world: TestServer;
  readonly own: Organisation;
  readonly books: TestBooks;
  readonly client: Client;
  readonly path: string;
};

async function withDesk(t: TestContext, privateWebhooks = true): Promise<Desk> {
  const world = await withServer(t, { privateWebhooks });
  await withWorkers(world);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const path = `/api/v1/books/${own.booksId}/webhooks`;
  return { world, own, books, client: own.administrator, path };
}

async function until<T>(find: () => Promise<T | null> | T | null, what: string): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await find();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not come`);
}

/** As a receiver checks it, written from the specification alone. */
function isSignedBy(secret: string, { headers, body }: Asked): boolean {
  const id = String(headers["webhook-id"]);
  const seconds = String(headers["webhook-timestamp"]);
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return String(headers["webhook-signature"]).split(" ").includes(`v1,${signed}`);
}

function typeOf({ body }: Asked): string {
  return JSON.parse(body).type;
}

async function add({ client, path }: Desk, url: string, types: readonly string[]) {
  return (await client.post(path, { url, types })).as(webhookSecret);
}

async function deliveries({ client, own }: Desk, query = "") {
  const list = `/api/v1/books/${own.booksId}/webhook-deliveries${query}`;
  return (await client.get(list)).as(webhookDeliveries).rows;
}

/** A hold, placed and lifted by a person, through the interface. */
async function hold(desk: Desk, customerId: number): Promise<void> {
  await desk.books.inBooks((db) =>
    db.query(
      `insert into supply_hold (org_id, books_id, customer_id, reason) values ($1, $2, $3, '逾期')`,
      [desk.own.orgId, desk.own.booksId, customerId],
    ),
  );
}

test("what happens arrives signed, once, with decimals and the customer's name", async (t) => {
  const receiver = await startVendor(t, () => ({ json: { ok: true } }));
  const desk = await withDesk(t);
  const { client, own, books } = desk;
  const { endpoint, secret } = await add(desk, `${receiver.address}/hook`, webhookTypes);
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  assert.ok(!JSON.stringify((await client.get(desk.path)).body).includes(secret), "shown once");

  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  await addItem(books, {
    customerId,
    no: "A",
    amountMinor: 10_000,
    date: addDays(today, -90),
    due: addDays(today, -30),
  });
  const call = await client.post(
    `/api/v1/books/${own.booksId}/collections/customers/${customerId}/calls`,
    {
      channel: "call",
      outcome: "promised",
      note: "",
      promise: { amount: "80.00", currency: "CNY", dueOn: addDays(today, 3) },
    },
  );
  assert.ok(call.status < 300, call.text);
  await hold(desk, customerId);

  const all = await until(() => (receiver.asked.length >= 2 ? receiver.asked : null), "two events");
  const promise = all.find((asked) => typeOf(asked) === "promise.made");
  assert.ok(promise && isSignedBy(secret, promise), "signed with the secret that was shown");
  assert.ok(!isSignedBy("whsec_AAAA", promise));
  const { data, timestamp } = JSON.parse(promise.body);
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000);
  assert.deepEqual(data.customer, { id: customerId, no: "C1", name: "上海启明贸易有限公司" });
  assert.deepEqual([data.amount, data.currency, data.dueOn], ["80.00", "CNY", addDays(today, 3)]);
  assert.ok(all.some((asked) => typeOf(asked) === "credit.hold_placed"));

  const rows = await until(async () => {
    const found = await deliveries(desk);
    return found.every(({ state }) => state === "delivered") ? found : null;
  }, "the end of every delivery");
  const shown = rows.find(({ type }) => type === "promise.made");
  assert.deepEqual([shown?.status, shown?.attempts, shown?.body], [200, 1, promise.body]);
  assert.equal(shown?.webhookId, promise.headers["webhook-id"]);

  const again = `/api/v1/books/${own.booksId}/webhook-deliveries/${shown?.id}/again`;
  assert.equal((await client.post(again)).status, 202);
  const second = await until(
    () => receiver.asked.filter((asked) => typeOf(asked) === "promise.made")[1] ?? null,
    "the same event again",
  );
  assert.equal(second.headers["webhook-id"], promise.headers["webhook-id"], "known by its id");
  assert.equal(second.body, promise.body);

  const renewed = (await client.post(`${desk.path}/${endpoint.id}/secret`)).as(webhookSecret);
  await client.post(`${desk.path}/${endpoint.id}/test`);
  const tested = await until(
    () => receiver.asked.find((asked) => typeOf(asked) === "webhook.test") ?? null,
    "the test",
  );
  assert.ok(isSignedBy(secret, tested), "the old secret still signs");
  assert.ok(isSignedBy(renewed.secret, tested), "and so does the new one");
});

test("what a receiver does not take comes again with the same id; 410 ends it", async (t) => {
  let answer = 503;
  const receiver = await startVendor(t, () => ({ status: answer, json: { said: "later" } }));
  const desk = await withDesk(t);
  const { books, client } = desk;
  const { endpoint } = await add(desk, receiver.address, ["credit.hold_placed"]);
  const held = await addCustomer(books, "C1", "甲");
  await hold(desk, held);
  const failed = await until(async () => {
    const [row] = await deliveries(desk);
    return row && row.attempts >= 1 ? row : null;
  }, "the first attempt");
  assert.deepEqual(
    [failed.state, failed.status, failed.error, failed.answer],
    ["queued", 503, "HTTP 503", '{"said":"later"}'],
  );
  answer = 200;
  await until(async () => {
    const [row] = await deliveries(desk, "?state=delivered");
    return row ?? null;
  }, "the second attempt, by itself");
  const [first, second] = receiver.asked;
  assert.equal(first?.headers["webhook-id"], second?.headers["webhook-id"]);
  assert.equal(first?.body, second?.body);

  answer = 410;
  await hold(desk, await addCustomer(books, "C2", "乙"));
  const off = await until(async () => {
    const { rows } = (await client.get(desk.path)).as(webhookEndpoints);
    return rows.find(({ isOn }) => !isOn) ?? null;
  }, "the endpoint that is gone");
  assert.equal(off.offBecause, "gone");
  const [last] = await deliveries(desk);
  assert.equal(last?.state, "failed");
  const again = `/api/v1/books/${desk.own.booksId}/webhook-deliveries/${last?.id}/again`;
  assert.equal((await client.post(again)).code, "webhook_off");
  const on = await client.send("PATCH", `${desk.path}/${endpoint.id}`, { isOn: true });
  assert.equal(on.as(webhookEndpoint).isOn, true);
});

test("an event that is rolled back is none; types nobody asked for are not kept", async (t) => {
  const receiver = await startVendor(t, () => ({}));
  const desk = await withDesk(t);
  const { books, own } = desk;
  await add(desk, receiver.address, ["promise.made"]);
  const customerId = await addCustomer(books, "C1", "甲");
  await hold(desk, customerId);
  const undone = books.inBooks(async (db) => {
    await db.query(
      `insert into promise_to_pay (org_id, books_id, customer_id, currency, amount_minor, promised_on, due_on)
       values ($1, $2, $3, 'CNY', 100, $4, $4)`,
      [own.orgId, own.booksId, customerId, today],
    );
    throw new Error("undone");
  });
  await assert.rejects(undone);
  assert.deepEqual(await deliveries(desk), []);
  const events = await books.inBooks((db) => db.query("select from webhook_event"));
  assert.equal(events.rowCount, 0);
});

test("what a customer does in the portal is told too, and the portal stays bound to that customer", async (t) => {
  const receiver = await startVendor(t, () => ({}));
  const desk = await withDesk(t);
  const { books, own } = desk;
  const { orgId, booksId } = own;
  await add(desk, receiver.address, ["dispute.opened"]);
  const customerId = await addCustomer(books, "C1", "甲");
  await addCustomer(books, "C2", "乙");
  const seen = await withinPortal({ orgId, customerId }, () =>
    books.inBooks(async (db) => {
      await db.query(
        `insert into dispute (org_id, books_id, customer_id, source, reason, currency, amount_minor,
           due_on, opened_at) values ($1, $2, $3, 'portal', 'price', 'CNY', 500, $4, now())`,
        [orgId, booksId, customerId, today],
      );
      const customers = await db.query("select from customer");
      const endpoints = await db.query("select from webhook_endpoint");
      return { customers: customers.rowCount, endpoints: endpoints.rowCount };
    }),
  );
  assert.deepEqual(seen, { customers: 1, endpoints: 0 });
  const told = await until(() => receiver.asked[0] ?? null, "the dispute");
  const { data } = JSON.parse(told.body);
  assert.deepEqual([data.customer.name, data.amount, data.reason], ["甲", "5.00", "price"]);
});

test("by a webhook nobody reaches the own network, whatever the address is called", async (t) => {
  const receiver = await startVendor(t, () => ({}));
  const desk = await withDesk(t, false);
  const refused = async (url: string) =>
    (await desk.client.post(desk.path, { url, types: ["promise.made"] })).code;
  for (const url of [
    receiver.address,
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://localhost/",
    "https://user:secret@example.com/",
    "ftp://example.com/",
    "no address",
  ]) {
    assert.equal(await refused(url), "webhook_address", url);
  }
  assert.equal(await refused("https://example.com/hook"), "");

  const call = (answers: readonly { address: string; family: number }[][]) => {
    let asked = 0;
    return callWebhook(
      { url: "https://hook.example/", id: "1", at: new Date(), body: "{}", secrets: [] },
      { allowsPrivate: false, resolve: async () => answers[asked++] ?? answers.at(-1) ?? [] },
    );
  };
  const own = { address: "127.0.0.1", family: 4 };
  const open = { address: "93.184.216.34", family: 4 };
  for (const found of [[own], [open, own], [{ address: "fd00::1", family: 6 }], []]) {
    const { status, error } = await call([found]);
    assert.equal(status, null);
    assert.match(error, /^not_public/, JSON.stringify(found));
  }
  assert.equal(receiver.asked.length, 0, "nothing reached the server inside");
});

test("only who manages the books sees webhooks; another organisation none", async (t) => {
  const desk = await withDesk(t);
  const { endpoint } = await add(desk, "http://127.0.0.1:9/", ["promise.made"]);
  const accountant = await desk.world.member(desk.own, "accountant");
  assert.equal((await accountant.get(desk.path)).status, 403);
  const other = await desk.world.organisation("乙公司");
  const theirs = `/api/v1/books/${other.booksId}/webhooks`;
  assert.deepEqual((await other.administrator.get(theirs)).as(webhookEndpoints).rows, []);
  const change = await other.administrator.send("PATCH", `${theirs}/${endpoint.id}`, { note: "x" });
  assert.equal(change.code, "not_found");
});

test("deliveries go after the days they are kept, events with their last one", async (t) => {
  const desk = await withDesk(t);
  const { books, own, client, world } = desk;
  const { orgId, booksId } = own;
  const kept = (await add(desk, "http://127.0.0.1:9/", ["promise.made"])).endpoint.id;
  const other = (await add(desk, "http://127.0.0.1:9/b", ["promise.made"])).endpoint.id;
  /** One event with a delivery for each of the endpoints, so many days old. */
  const tell = (type: string, daysOld: number, to: readonly (readonly [number, string])[]) =>
    books.inBooks((db) =>
      db.query(
        `with event as (
           insert into webhook_event (org_id, books_id, type, data, happened_at)
           values ($1, $2, $3, '{}', now() - make_interval(days => $4)) returning *)
         insert into webhook_delivery (org_id, books_id, endpoint_id, event_id, state, created_at,
           next_try_at, tried_at, delivered_at)
         select e.org_id, e.books_id, x.endpoint, e.id, x.state, e.happened_at,
           now() + interval '1 year', case when x.state in ('delivered', 'failed') then e.happened_at end,
           case when x.state = 'delivered' then e.happened_at end
         from event e, unnest($5::bigint[], $6::text[]) x (endpoint, state)`,
        [orgId, booksId, type, daysOld, to.map(([id]) => id), to.map(([, state]) => state)],
      ),
    );
  await tell("a.taken_long_ago", 40, [[kept, "delivered"]]);
  await tell("b.taken_here_given_up_there", 40, [
    [kept, "delivered"],
    [other, "failed"],
  ]);
  await tell("c.given_up_long_ago", 100, [[kept, "failed"]]);
  await tell("d.withdrawn_long_ago", 100, [[other, "cancelled"]]);
  await tell("e.still_waiting", 200, [[kept, "queued"]]);
  await tell("f.taken_lately", 20, [[kept, "delivered"]]);
  await tell("g.the_last_one_taken", 300, [[other, "delivered"]]);
  const left = async () => {
    const { rows } = await books.inBooks((db) =>
      db.query<{ type: string; states: string }>(
        `select e.type, string_agg(d.state, ' ' order by d.state) as states from webhook_event e
         left join webhook_delivery d on d.org_id = e.org_id and d.event_id = e.id
         group by e.org_id, e.id order by e.type`,
      ),
    );
    return rows.map(({ type, states }) => `${type}: ${states}`);
  };
  assert.deepEqual(await removeOldDeliveries(world.deps, own), { deliveries: 4, events: 3 });
  assert.deepEqual(await left(), [
    "b.taken_here_given_up_there: failed",
    "e.still_waiting: queued",
    "f.taken_lately: delivered",
    "g.the_last_one_taken: delivered",
  ]);
  const { rows } = (await client.get(desk.path)).as(webhookEndpoints);
  assert.ok(
    rows.every(({ lastDeliveredAt }) => lastDeliveredAt !== null),
    "the page still says when each took something",
  );
  assert.deepEqual(await removeOldDeliveries(world.deps, own), { deliveries: 0, events: 0 });

  const { policy } = (await client.get("/api/v1/sending")).as(sendingSetup);
  assert.deepEqual([policy.webhookDays, policy.webhookFailedDays], [30, 90]);
  const shorter = { ...policy, webhookDays: 10, webhookFailedDays: 30 };
  assert.equal((await client.send("PUT", "/api/v1/sending/policy", shorter)).status, 200);
  await tell("h.taken_after_f", 12, [[kept, "delivered"]]);
  assert.deepEqual(await removeOldDeliveries(world.deps, own), { deliveries: 2, events: 2 });
  const other2 = await world.organisation("乙公司");
  assert.deepEqual(await removeOldDeliveries(world.deps, other2), { deliveries: 0, events: 0 });
});
