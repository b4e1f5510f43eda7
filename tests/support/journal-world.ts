// Books for walking through the journal entry table: three currencies, three customers, and everybody
// whose signature an adjustment may need.
import assert from "node:assert/strict";
import { pino } from "pino";
import { adjust } from "../../src/app/adjustments/adjust.ts";
import type { AdjustmentRequest } from "../../src/app/adjustments/adjustment.ts";
import { decideApproval } from "../../src/app/adjustments/approvals.ts";
import type { IsoDate } from "../../src/core/date.ts";
import type { Role } from "../../src/core/roles.ts";
import { addCustomer, type TestBooks } from "./books.ts";
import type { Line } from "./journal-model.ts";

export type World = Awaited<ReturnType<typeof makeWorld>>;

export async function makeWorld(books: TestBooks, standard: "cas" | "sme") {
  const { orgId, booksId, inBooks } = books;
  let now = new Date("2026-04-10T04:00:00Z");
  const clock = { now: () => new Date(now), monotonicMs: () => 0 };
  const deps = { pool: books.pool, clock, dataFolder: "/nowhere", log: pino({ level: "silent" }) };
  const q = <T extends object>(sql: string, values: unknown[]) =>
    inBooks(async (db) => (await db.query<T>(sql, [orgId, ...values])).rows);
  await q("update books set standard = $3 where org_id = $1 and id = $2", [booksId, standard]);
  const accounts: Record<string, number> = { CNY: books.bankAccountId };
  for (const currency of ["USD", "JPY"]) {
    const [account] = await q<{ id: number }>(
      `insert into bank_account (org_id, books_id, account_no, name, bank, currency)
       values ($1, $2, $3, '户', 'ICBC', $4) returning id`,
      [booksId, `62220000${currency}`, currency],
    );
    accounts[currency] = account!.id;
  }
  const person = async (role: Role, isLead = false) => {
    const [member] = await q<{ id: number }>(
      `insert into member (org_id, user_id, email, name, role, is_lead)
       values ($1::bigint, $2::text || $1::text, $2::text || '@example.com', $2::text, $3, $4)
       returning id`,
      [`${role}${isLead}`, role, isLead],
    );
    return { orgId, memberId: member!.id, role, language: "zh", name: role } as const;
  };
  const signers = {
    approver: await person("approver"),
    finance_lead: await person("finance_lead"),
    general_manager: await person("administrator"),
    sales_lead: await person("sales", true),
  };
  const { memberId } = books;
  const accountant = { orgId, memberId, role: "accountant", language: "zh", name: "王敏" } as const;
  const [file] = await q<{ id: number }>(
    `insert into evidence_file (org_id, books_id, name, kind, size_bytes, sha256, stored_as)
     values ($1, $2, 'x.pdf', 'pdf', 1, sha256('x'), 'x') returning id`,
    [booksId],
  );
  const customers: number[] = [];
  for (let n = 1; n <= 3; n += 1)
    customers.push(await addCustomer(books, `C${n}`, `客户${n}有限公司`));
  return {
    ...{ deps, accountant, accounts, customers, fileId: file!.id, q },
    setToday: (day: IsoDate) => {
      now = new Date(`${day}T04:00:00Z`);
    },
    linesOf: (decisionId: number) =>
      q<Line>(
        `select e.accounting_date as date, p.account, p.customer_id as customer, p.currency,
           case p.side when 'D' then p.amount_minor else -p.amount_minor end::bigint as minor,
           case p.side when 'D' then p.home_minor else -p.home_minor end::bigint as home
         from entry e join posting_line p on p.org_id = e.org_id and p.entry_id = e.id
         where e.org_id = $1 and e.source_kind = 'decision' and e.source_id = $2`,
        [decisionId],
      ),
    receiptOf: async (lineId: number) => {
      const rows = await q<{ id: number }>(
        "select id from receipt where org_id = $1 and bank_line_id = $2 and cancelled_at is null",
        [lineId],
      );
      return rows[0]!.id;
    },
    begunBy: async (decisionId: number) => {
      const rows = await q<{ id: number }>(
        `select i.id from open_item i join entry e on e.org_id = i.org_id and e.id = i.entry_id
         where i.org_id = $1 and e.source_kind = 'decision' and e.source_id = $2 order by i.id`,
        [decisionId],
      );
      return rows.map(({ id }) => id);
    },
    /** What one undo took back, in its order. */
    undoneSince: (undoId: number) =>
      q<{ id: number; byId: number }>(
        `select id, undone_by_id as "byId" from decision where org_id = $1
           and undone_by_id in (select id from decision where org_id = $1
             and recorded_at = (select recorded_at from decision where org_id = $1 and id = $2))
         order by undone_by_id`,
        [undoId],
      ),
    adjust: async (request: AdjustmentRequest): Promise<number> => {
      const asked = await adjust(deps, accountant, { booksId, request });
      assert.ok(asked.ok, `${JSON.stringify(asked)} ${JSON.stringify(request)}`);
      if (asked.value.kind === "posted") return asked.value.decisionId;
      const { approvalId, by } = asked.value;
      for (const position of by) {
        const signed = await decideApproval(deps, signers[position], {
          ...{ booksId, approvalId, approve: true, comment: "已核实" },
        });
        assert.ok(signed.ok, JSON.stringify(signed));
        if (signed.value.decisionId !== null) return signed.value.decisionId;
      }
      return assert.fail("nobody signed last");
    },
  };
}
