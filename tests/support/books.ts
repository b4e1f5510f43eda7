// Small books for database tests, built through the same functions the product uses.
import assert from "node:assert/strict";
import type pg from "pg";
import { isoDate } from "../../src/core/date.ts";
import type { ItemKind } from "../../src/core/item-kinds.ts";
import { itemKinds } from "../../src/core/item-kinds.ts";
import type { Db } from "../../src/db/pool.ts";
import { insertReceipts } from "../../src/db/receipts-in.ts";
import {
  beginRecording,
  type NewEntry,
  type Recording,
  reserveIds,
  storeEntries,
} from "../../src/db/recording.ts";
import { inOrganisation } from "../../src/db/transaction.ts";

export type TestBooks = {
  readonly pool: pg.Pool;
  readonly orgId: number;
  readonly booksId: number;
  readonly memberId: number;
  readonly bankAccountId: number;
  /** One transaction of these books; `record` takes the writing lock. */
  inBooks<T>(work: (db: Db) => Promise<T>): Promise<T>;
  record<T>(work: (db: Db, recording: Recording) => Promise<T>): Promise<T>;
};

/** An organisation with books in CNY, an accountant and a bank account. */
export async function makeBooks(pool: pg.Pool, name = "测试公司"): Promise<TestBooks> {
  const { rows: next } = await pool.query<{ id: number }>(
    "select nextval(pg_get_serial_sequence('organisation', 'org_id')) as id",
  );
  const orgId = next[0]!.id;
  const made = await inOrganisation(pool, orgId, async (db) => {
    const one = async (sql: string, values: unknown[]) =>
      (await db.query<{ id: number }>(sql, values)).rows[0]!.id;
    await db.query("insert into organisation (org_id, name) values ($1, $2)", [orgId, name]);
    const booksId = await one(
      "insert into books (org_id, name, home_currency) values ($1, '主账套', 'CNY') returning id",
      [orgId],
    );
    const memberId = await one(
      `insert into member (org_id, user_id, email, name, role)
       values ($1::bigint, 'user-' || $1::text, 'ar@example.com', '王敏', 'accountant') returning id`,
      [orgId],
    );
    const bankAccountId = await one(
      `insert into bank_account (org_id, books_id, account_no, name, bank, currency)
       values ($1, $2, '6222000011118807', '基本户', 'ICBC', 'CNY') returning id`,
      [orgId, booksId],
    );
    return { booksId, memberId, bankAccountId };
  });
  return booksIn(pool, { orgId, ...made });
}

type BooksIds = Pick<TestBooks, "orgId" | "booksId" | "memberId" | "bankAccountId">;

/** Books that are there: those of a database that was copied. */
export function booksIn(
  pool: pg.Pool,
  { orgId, booksId, memberId, bankAccountId }: BooksIds,
): TestBooks {
  const inBooks: TestBooks["inBooks"] = (work) => inOrganisation(pool, orgId, work);
  const of = { orgId, booksId, memberId };
  return {
    ...{ pool, ...of, bankAccountId, inBooks },
    record: (work) => inBooks(async (db) => work(db, await beginRecording(db, of))),
  };
}

export async function addCustomer(books: TestBooks, no: string, name: string): Promise<number> {
  return books.inBooks(async (db) => {
    const { rows } = await db.query<{ id: number }>(
      "insert into customer (org_id, books_id, no, name) values ($1, $2, $3, $4) returning id",
      [books.orgId, books.booksId, no, name],
    );
    return rows[0]!.id;
  });
}

export type TestItem = {
  readonly customerId: number;
  readonly no: string;
  readonly amountMinor: number;
  readonly kind?: ItemKind;
  readonly currency?: string;
  readonly homeMinor?: number;
  readonly date?: string;
  readonly due?: string;
  /** Sold here (J02, origin ours) and not taken over as an opening item. */
  readonly isSale?: boolean;
};

/** Opening items (J01, origin gl), or sales. */
export async function addItem(books: TestBooks, item: TestItem): Promise<number> {
  return books.record(async (db, recording) => {
    const { orgId, booksId } = books;
    const [id] = await reserveIds(db, "open_item", 1);
    const [entryId] = await reserveIds(db, "entry", 1);
    const kind = item.kind ?? "invoice";
    const { account } = itemKinds[kind];
    assert.ok(account, "a kind with an account");
    const currency = item.currency ?? "CNY";
    const homeMinor = item.homeMinor ?? item.amountMinor;
    const date = isoDate(item.date ?? "2026-08-01");
    const ref = { customerId: item.customerId, receiptId: null, bankAccountId: null };
    await storeEntries(db, recording, [
      {
        ...entryBase(entryId!, date),
        event: item.isSale ? "J02" : "J01",
        origin: item.isSale ? "ours" : "gl",
        narrationKey: "entry_opening",
        narrationFields: { number: item.no },
        sourceKind: "item",
        sourceId: id!,
        lines: [
          {
            account,
            side: "D",
            currency,
            amountMinor: item.amountMinor,
            homeMinor,
            ...ref,
            itemId: id!,
          },
          {
            account: item.isSale ? "revenue" : "gl_contra",
            side: "C",
            currency: "CNY",
            amountMinor: homeMinor,
            homeMinor,
            ...ref,
            customerId: null,
            itemId: null,
          },
        ],
      },
    ]);
    await db.query(
      `insert into open_item (org_id, id, books_id, customer_id, kind, no, currency, face_minor,
         amount_minor, home_minor, issue_date, due_date, age_from, accounting_date, recorded_at,
         origin, account, entry_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $10, $10, $12, $15, $13, $14)`,
      [
        orgId,
        id,
        booksId,
        item.customerId,
        kind,
        item.no,
        currency,
        item.amountMinor,
        homeMinor,
        date,
        item.due ?? null,
        recording.recordedAt,
        account,
        entryId,
        item.isSale ? "ours" : "gl",
      ],
    );
    return id!;
  });
}

function entryBase(
  id: number,
  date: ReturnType<typeof isoDate>,
): Omit<
  NewEntry,
  "event" | "origin" | "narrationKey" | "narrationFields" | "sourceKind" | "sourceId" | "lines"
> {
  return { id, businessDate: date, accountingDate: date, reversesId: null, rule: "" };
}

export type TestLine = {
  readonly amountMinor: number;
  readonly date?: string;
  readonly payer?: string;
  readonly payerAccount?: string;
  readonly memo?: string;
  readonly currency?: string;
  readonly homeMinor?: number;
};

/** A bank line and, for money in, its receipt with J07. Returns the line's id. */
export async function addLine(books: TestBooks, line: TestLine): Promise<number> {
  return books.record(async (db, recording) => {
    const { orgId, booksId, bankAccountId } = books;
    const file = await db.query<{ id: number }>(
      `insert into source_file (org_id, sha256, name, size_bytes, stored_as)
       values ($1, sha256(random()::text::bytea), 'x', 1, 'x') returning id`,
      [orgId],
    );
    const batch = await db.query<{ id: number }>(
      `insert into import_batch (org_id, books_id, file_id, state)
       values ($1, $2, $3, 'committed') returning id`,
      [orgId, booksId, file.rows[0]!.id],
    );
    const statement = await db.query<{ id: number }>(
      `insert into bank_statement (org_id, bank_account_id, batch_id, proof)
       values ($1, $2, $3, 'unproven') returning id`,
      [orgId, bankAccountId, batch.rows[0]!.id],
    );
    const [id] = await reserveIds(db, "bank_line", 1);
    const currency = line.currency ?? "CNY";
    const homeMinor = line.homeMinor ?? line.amountMinor;
    const date = isoDate(line.date ?? "2026-09-18");
    await db.query(
      `insert into bank_line (org_id, id, books_id, bank_account_id, statement_id, batch_id, row_no,
         fingerprint, ordinal, booking_date, currency, amount_minor, payer_name, memo, recorded_at,
         payer_account)
       values ($1, $2, $3, $4, $5, $6, 1, sha256(convert_to($13, 'UTF8')), 1, $7, $8, $9, $10, $11,
         $12, $14)`,
      [
        orgId,
        id,
        booksId,
        bankAccountId,
        statement.rows[0]!.id,
        batch.rows[0]!.id,
        date,
        currency,
        line.amountMinor,
        line.payer ?? "",
        line.memo ?? "",
        recording.recordedAt,
        `line ${id}`,
        line.payerAccount ?? "",
      ],
    );
    if (line.amountMinor < 0) return id!;
    const [receiptId] = await reserveIds(db, "receipt", 1);
    const [entryId] = await reserveIds(db, "entry", 1);
    const money = {
      currency,
      amountMinor: line.amountMinor,
      homeMinor,
      customerId: null,
      itemId: null,
      receiptId: receiptId!,
    };
    await storeEntries(db, recording, [
      {
        ...entryBase(entryId!, date),
        event: "J07",
        origin: "ours",
        narrationKey: "entry_receipt_unidentified",
        narrationFields: { payer: line.payer ?? "" },
        sourceKind: "receipt",
        sourceId: receiptId!,
        lines: [
          { account: "bank", side: "D", ...money, bankAccountId },
          { account: "unidentified", side: "C", ...money, bankAccountId: null },
        ],
      },
    ]);
    await insertReceipts(db, recording, [
      {
        id: receiptId!,
        bankLineId: id!,
        bankAccountId,
        date,
        currency,
        amountMinor: line.amountMinor,
        homeMinor,
        bookingRate: "",
        payerName: line.payer ?? "",
        entryId: entryId!,
      },
    ]);
    return id!;
  });
}

/** Signed balance of an account in home currency: debits − credits. */
export async function balanceOf(books: TestBooks, account: string): Promise<number> {
  return books.inBooks(async (db) => {
    const { rows } = await db.query<{ balance: number }>(
      `select coalesce(sum(case side when 'D' then home_minor else -home_minor end), 0)::bigint as balance
       from posting_line where org_id = $1 and account = $2`,
      [books.orgId, account],
    );
    return rows[0]!.balance;
  });
}
