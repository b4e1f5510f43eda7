// A database of before 0037 is brought up to date: the trail says whose signing limit the program
// lifted, its chain holds, and nobody else is named.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recordAct } from "../../src/app/people/record-act.ts";
import { verifyBooks } from "../../src/app/verification/verify-books.ts";
import { insertBooks } from "../../src/db/books.ts";
import { insertMember, insertOrganisation } from "../../src/db/members.ts";
import { migrate } from "../../src/db/migrate.ts";
import { inOrganisation } from "../../src/db/transaction.ts";
import { withDatabaseBefore } from "../support/database.ts";

test("the trail says whose signing limit an update lifted", async (t) => {
  // 0036 added the mark of a lead, which members are stored with
  const { owner, appPool: pool } = await withDatabaseBefore(t, "0037");
  const made = await inOrganisation(pool, 1, async (db) => {
    await insertOrganisation(db, { orgId: 1, name: "甲公司", isDemo: false });
    const books = await insertBooks(db, {
      orgId: 1,
      name: "主账套",
      homeCurrency: "CNY",
      standard: "cas",
      timeZone: "Asia/Shanghai",
      ownNames: [],
      ownTaxIds: [],
    });
    const add = async (name: string, limits: Record<string, string>) => {
      const person = { userId: name, email: `${name}@example.test`, name, language: "zh" } as const;
      const role = "administrator";
      const member = await insertMember(db, { orgId: 1, ...person, role, limits });
      assert.ok(member);
      return member.id;
    };
    const first = await add("first", { adjustAlone: "50.00", approve: "10000.00" });
    const second = await add("second", { approve: "10000.00" });
    const free = await add("free", {});
    const narrow = await add("narrow", { approve: "500.00" });
    const by = { orgId: 1, memberId: first, name: "王敏" };
    await recordAct(db, by, { action: "organisation_created" });
    for (const [id, limits] of [
      [second, { approve: "10000.00" }],
      [free, {}],
      [narrow, { approve: "500.00" }],
    ] as const) {
      const subject = { subjectKind: "member", subjectId: id };
      await recordAct(db, by, { action: "member_added", ...subject, detail: { limits } });
    }
    return { booksId: books.id, first, second };
  });
  const ran = await migrate(owner);
  assert.ok(ran.includes("0041-lifted-limits-in-the-trail"));
  const told = await inOrganisation(pool, 1, (db) =>
    db.query<{ actor: string; subject: number; limit: string; step: string }>(
      `select actor, subject_id as subject, detail ->> 'from' as limit, detail ->> 'step' as step
       from audit_event where org_id = 1 and action = 'limit.lifted' order by seq`,
    ),
  );
  const record = { actor: "system", limit: "10000.00", step: "0037-administrators-sign" };
  assert.deepEqual(told.rows, [
    { ...record, subject: made.first },
    { ...record, subject: made.second },
  ]);
  const proof = await verifyBooks(
    { pool },
    { orgId: 1, booksId: made.booksId },
    { dates: [], knownAt: null },
  );
  assert.deepEqual(proof.audit, { links: 6, brokenAt: null });
  assert.deepEqual(await migrate(owner), [], "told once");
});
