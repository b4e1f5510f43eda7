// A customer with a contact and a statement that was sent, and that customer's own eyes: a client
// that holds nothing but the link.
import assert from "node:assert/strict";
import type { LightMyRequestResponse } from "fastify";
import { inviteContact } from "../../src/app/portal/invite-contact.ts";
import { makeStatements } from "../../src/app/statements/make-statements.ts";
import { isoDate } from "../../src/core/date.ts";
import { updateStatement } from "../../src/db/statements.ts";
import { addCustomer, addItem, type TestBooks } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { type Answer, answerOf, type Organisation, type TestServer } from "./test-server.ts";

export type PortalCustomer = {
  readonly customerId: number;
  readonly contactId: number;
  readonly itemIds: readonly number[];
  readonly statementId: number;
  readonly token: string;
};

export type PortalBooks = { readonly books: TestBooks; readonly of: Organisation };

export async function portalBooks(world: TestServer, name = "甲公司"): Promise<PortalBooks> {
  const of = await world.organisation(name);
  return { books: await ledgerBooks(world.deps, of), of };
}

let customers = 0;

/** Three invoices of 100.00, 250.50 and 80.00 due in August 2026, stated per 2026-09-30. */
export async function portalCustomer(
  world: TestServer,
  { books }: PortalBooks,
  name: string,
): Promise<PortalCustomer> {
  customers += 1;
  const customerId = await addCustomer(books, `C${customers}`, name);
  const itemIds: number[] = [];
  for (const [place, amountMinor] of [10_000, 25_050, 8_000].entries()) {
    const no = `INV-${customers}-00${place + 1}`;
    itemIds.push(await addItem(books, { customerId, no, amountMinor, due: "2026-08-31" }));
  }
  const contactId = await insertId(
    books,
    `insert into customer_contact (org_id, customer_id, name, email)
     values ($1, $2, $3, $4) returning id`,
    [books.orgId, customerId, `${name}会计`, `buyer${customers}@customer.example`],
  );
  const statementId = await stateCustomer(books, customerId, contactId);
  const token = await sendLink(world, books, { customerId, contactId, statementId });
  return { customerId, contactId, itemIds, statementId, token };
}

async function insertId(books: TestBooks, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await books.inBooks((db) => db.query<{ id: number }>(sql, values));
  return rows[0]!.id;
}

async function stateCustomer(
  books: TestBooks,
  customerId: number,
  contactId: number,
): Promise<number> {
  const { orgId, booksId } = books;
  return books.record(async (db, recording) => {
    const { made } = await makeStatements(
      {
        db,
        recording,
        books: {
          orgId,
          booksId,
          name: "甲",
          ownNames: ["甲公司"],
          ownTaxIds: [],
          today: "2026-10-01",
        },
        ask: {
          byPlan: false,
          from: isoDate("2026-09-01"),
          to: isoDate("2026-09-30"),
          form: "detail",
          language: "zh",
          replyDays: 10,
          replace: false,
        },
        actorName: "王敏",
        jobId: null,
      },
      [customerId],
    );
    const [id] = made;
    assert.ok(id !== undefined, "a statement was made");
    await updateStatement(db, orgId, id, { contactId });
    return id;
  });
}

/** Sends it (again): earlier links die. */
export async function sendLink(
  world: TestServer,
  books: TestBooks,
  to: {
    readonly customerId: number;
    readonly contactId: number;
    readonly statementId: number;
  },
): Promise<string> {
  const { orgId, booksId } = books;
  return books.inBooks(async (db) => {
    const { statementId } = to;
    await updateStatement(db, orgId, statementId, {
      confirmation: "sent",
      sent: true,
      killLinks: true,
    });
    const { rows } = await db.query<{ version: number }>(
      "select link_version as version from statement where org_id = $1 and id = $2",
      [orgId, statementId],
    );
    const linkVersion = rows[0]!.version;
    const invitation = { orgId, booksId, ...to, linkVersion };
    const { token } = await inviteContact(world.deps, db, invitation);
    return token;
  });
}

/** The code that was last sent to a customer's contact. */
export async function lastCode(books: TestBooks, customerId: number): Promise<string> {
  const { rows } = await books.inBooks((db) =>
    db.query<{ body: string }>(
      `select body from message where org_id = $1 and customer_id = $2 and template = 'portal_code'
       order by id desc limit 1`,
      [books.orgId, customerId],
    ),
  );
  return /\b\d{6}\b/.exec(rows[0]?.body ?? "")?.[0] ?? "";
}

export type Eyes = {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  readonly upload: (path: string, name: string, bytes: Uint8Array | string) => Promise<Answer>;
  readonly cookie: string;
};

/** A browser with a session cookie, or without one. */
export function eyesOf({ server }: TestServer, cookie = ""): Eyes {
  const headers = { host: "localhost", ...(cookie ? { cookie } : {}) };
  const at = (path: string) => `/api/portal${path}`;
  return {
    cookie,
    get: async (path) => answerOf(await server.inject({ method: "GET", url: at(path), headers })),
    post: async (path, body = {}) => {
      const payload = body as object; // JSON of any kind
      return answerOf(await server.inject({ method: "POST", url: at(path), headers, payload }));
    },
    upload: async (path, name, bytes) => {
      const boundary = "----qz-test-boundary";
      const payload = Buffer.concat([
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
        ),
        Buffer.from(bytes),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const type = `multipart/form-data; boundary=${boundary}`;
      const options = { method: "POST", url: at(path), payload } as const;
      return answerOf(
        await server.inject({ ...options, headers: { ...headers, "content-type": type } }),
      );
    },
  };
}

/** Through the door: code asked for, read from the outbox, turned into a session. */
export async function enter(
  world: TestServer,
  { books }: PortalBooks,
  { token, customerId }: PortalCustomer,
): Promise<Eyes> {
  const stranger = eyesOf(world);
  const sent = await stranger.post("/code", { token });
  assert.equal(sent.status, 200, sent.text);
  const code = await lastCode(books, customerId);
  const opened = await stranger.post("/session", { token, code });
  assert.equal(opened.status, 200, opened.text);
  return eyesOf(world, sessionCookie(opened.headers));
}

function sessionCookie(headers: LightMyRequestResponse["headers"]): string {
  return String(headers["set-cookie"] ?? "").split(";")[0] ?? "";
}
