// What happens to invented customers over a year, drawn from a seed, and the same written into the
// books day by day: documents, payments, money on account, credit notes, disputes, promises.
import { Random } from "../../demo/random.ts";
import { dateOfDayNumber } from "../../src/core/date.ts";
import { bulkInsert } from "../../src/db/bulk-insert.ts";
import type { Db } from "../../src/db/pool.ts";
import { reserveIds, storeEntries } from "../../src/db/recording.ts";
import type { TestBooks } from "./books.ts";
import type { ModelEvent, ModelItem } from "./dunning-model.ts";

/** phase 0: before the run; 1: after it, before the messages leave. */
export type Dated = {
  readonly day: number;
  readonly phase: 0 | 1;
  readonly customer: number;
  readonly event: ModelEvent;
};

export function drawYear(of: {
  readonly seed: number;
  readonly customers: number;
  readonly from: number;
  readonly to: number;
}): Dated[] {
  const { from, to } = of;
  const all: Dated[] = [];
  for (let customer = 1; customer <= of.customers; customer += 1) {
    const random = new Random(of.seed, customer);
    const between = (low: number, high: number) => low + (random.bits() % (high - low + 1));
    const chance = (percent: number) => random.bits() % 100 < percent;
    const add = (day: number, event: ModelEvent, phase: 0 | 1 = chance(50) ? 0 : 1) => {
      const isIn = day >= from && day <= to;
      if (isIn) all.push({ day, phase, customer, event });
    };
    const makeItem = (no: string, due: number, entered: number): ModelItem => {
      const isForeign = chance(10);
      const amount = between(200, 20_000) * 100 + between(0, 99);
      const state = { paid: 0, disputed: 0, level: -1, lastOn: null, start: null };
      const currency = isForeign ? "USD" : "CNY";
      return {
        no,
        customer,
        currency,
        homeFactor: isForeign ? 7 : 1,
        amount,
        due,
        entered,
        ...state,
      };
    };
    const live = (item: ModelItem) => {
      add(item.entered, { kind: "enter", item }, 0);
      const first = Math.max(item.entered + 1, item.due + between(-6, 70));
      if (!chance(12)) {
        const isSplit = chance(25);
        const part = isSplit ? Math.floor(item.amount / 3) : item.amount;
        const { currency } = item;
        if (chance(10)) add(first, { kind: "account", currency, amount: part });
        else add(first, { kind: "pay", item, amount: part });
        const second = first + between(3, 40);
        if (isSplit && chance(60)) add(second, { kind: "pay", item, amount: item.amount - part });
      }
      if (chance(12)) {
        const amount = chance(50) ? item.amount : Math.floor(item.amount / 2);
        const begins = Math.max(item.entered + 1, item.due + between(-3, 30));
        const ends = begins + between(5, 40);
        add(begins, { kind: "dispute", item, amount });
        if (begins >= from) add(ends, { kind: "dispute", item, amount: -amount });
      }
      if (chance(12)) {
        // sometimes more than a part payment leaves
        const tenths = chance(50) ? between(8, 10) : between(1, 3);
        const amount = Math.floor((item.amount * tenths) / 10);
        const day = Math.max(item.entered + 1, item.due + between(0, 30));
        const { currency, no } = item;
        add(day, { kind: "credit", currency, amount, linked: chance(50) ? no : null });
      }
      if (chance(15)) {
        const day = Math.max(item.entered + 1, item.due + between(1, 40));
        const due = day + between(1, 14);
        add(day, { kind: "promise", currency: item.currency, amount: item.amount, due });
      }
    };
    let number = 0;
    const no = () => `C${customer}-${String(++number).padStart(3, "0")}`;
    if (chance(30)) live(makeItem(no(), from - between(1, 100), from));
    for (let day = from + between(0, 20); day <= to; day += between(12, 45)) {
      const due = day + [15, 30, 45][between(0, 2)]!;
      const entered = chance(8) ? due + between(5, 60) : day;
      live(makeItem(no(), due, entered));
    }
  }
  const kinds = ["enter", "pay", "account", "credit", "dispute", "promise"];
  return all.sort(
    (a, b) =>
      a.day - b.day ||
      a.phase - b.phase ||
      a.customer - b.customer ||
      kinds.indexOf(a.event.kind) - kinds.indexOf(b.event.kind),
  );
}

export type Feed = {
  readonly books: TestBooks;
  /** Customer ids by their number, from 1. */
  readonly customers: readonly number[];
  readonly entryId: number;
  readonly itemIds: Map<string, number>;
};

export async function openFeed(books: TestBooks, customers: number, from: number): Promise<Feed> {
  const { orgId, booksId } = books;
  return books.record(async (db, recording) => {
    const ids = await reserveIds(db, "customer", customers);
    const columns = {
      org_id: "bigint",
      id: "bigint",
      books_id: "bigint",
      no: "text",
      name: "text",
    };
    await bulkInsert(
      db,
      { table: "customer", columns },
      ids.map((id, index) => [orgId, id, booksId, `C${index + 1}`, `客户${index + 1}有限公司`]),
    );
    await db.query(
      `insert into customer_contact (org_id, customer_id, name, email)
       select $1, id, '李工', lower(no) || '@customer.example' from customer where books_id = $2`,
      [orgId, booksId],
    );
    const [entryId = 0] = await reserveIds(db, "entry", 1);
    const money = { currency: "CNY", amountMinor: 100, homeMinor: 100 };
    const none = { customerId: null, itemId: null, receiptId: null, bankAccountId: null };
    const day = dateOfDayNumber(from);
    await storeEntries(db, recording, [
      {
        id: entryId,
        event: "J07",
        origin: "ours",
        businessDate: day,
        accountingDate: day,
        narrationKey: "entry_receipt_unidentified",
        narrationFields: { payer: "" },
        sourceKind: "",
        sourceId: null,
        reversesId: null,
        rule: "",
        lines: [
          { account: "bank", side: "D", ...money, ...none },
          { account: "unidentified", side: "C", ...money, ...none },
        ],
      },
    ]);
    return { books, customers: ids, entryId, itemIds: new Map() };
  });
}

export async function feed(to: Feed, events: readonly Dated[]): Promise<void> {
  if (events.length === 0) return;
  await to.books.inBooks(async (db) => {
    for (const one of events) await feedOne(db, to, one);
  });
}

async function feedOne(db: Db, to: Feed, { day, customer, event }: Dated): Promise<void> {
  const { orgId, booksId } = to.books;
  const on = dateOfDayNumber(day);
  const at = `${on}T01:00:00Z`;
  const customerId = to.customers[customer - 1];
  const base = [orgId, booksId, customerId];
  if (event.kind === "enter" || event.kind === "credit") {
    const isItem = event.kind === "enter";
    const amount = isItem ? event.item.amount : -event.amount;
    const currency = isItem ? event.item.currency : event.currency;
    const no = isItem ? event.item.no : `RED-${to.itemIds.size}`;
    const due = isItem ? dateOfDayNumber(event.item.due) : null;
    const linked = isItem || event.linked === null ? null : to.itemIds.get(event.linked);
    const home = amount * (currency === "USD" ? 7 : 1);
    const kind = isItem ? "invoice" : "credit_note";
    const { rows } = await db.query<{ id: number }>(
      `insert into open_item (org_id, books_id, customer_id, kind, no, currency, face_minor,
         amount_minor, home_minor, issue_date, due_date, accounting_date, recorded_at, origin,
         linked_item_id)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $9, $11, 'gl', $12) returning id`,
      [...base, kind, no, currency, amount, home, on, due, at, linked],
    );
    to.itemIds.set(no, rows[0]?.id ?? 0);
  }
  if (event.kind === "pay" || event.kind === "account") {
    const currency = event.kind === "pay" ? event.item.currency : event.currency;
    const { rows } = await db.query<{ id: number }>(
      `insert into receipt (org_id, books_id, customer_id, kind, date, currency, amount_minor,
         home_minor, entry_id, recorded_at)
       values ($1, $2, $3, 'cash', $4, $5, $6, $6, $7, $8) returning id`,
      [...base, on, currency, event.amount, to.entryId, at],
    );
    await db.query(
      `insert into receipt_claim (org_id, customer_id, receipt_id, amount_minor, home_minor,
         decision_id, accounting_date, recorded_at, entry_id)
       values ($1, $2, $3, $4, $4, 1, $5, $6, $7)`,
      [orgId, customerId, rows[0]?.id, event.amount, on, at, to.entryId],
    );
    if (event.kind === "pay") {
      await db.query(
        `insert into allocation (org_id, books_id, receipt_customer_id, kind, receipt_id, item_id,
           item_minor, receipt_minor, decision_id, business_date, accounting_date, recorded_at)
         values ($1, $2, $3, 'receipt', $4, $5, $6, $6, 1, $7, $7, $8)`,
        [...base, rows[0]?.id, to.itemIds.get(event.item.no), event.amount, on, at],
      );
    }
  }
  if (event.kind === "dispute") {
    await db.query(
      `insert into item_change (org_id, item_id, recorded_at, accounting_date, disputed_delta_minor)
       values ($1, $2, $3, $4, $5)`,
      [orgId, to.itemIds.get(event.item.no), at, on, event.amount],
    );
  }
  if (event.kind === "promise") {
    await db.query(
      `insert into promise_to_pay (org_id, books_id, customer_id, currency, amount_minor,
         promised_on, due_on) values ($1, $2, $3, $4, $5, $6, $7)`,
      [...base, event.currency, event.amount, on, dateOfDayNumber(event.due)],
    );
  }
}
