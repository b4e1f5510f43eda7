// A customer list with 区域, 部门, 业务员 and 客户类别 groups the reports; every grouping adds up to the
// whole and ties to the ledger. A list of rates lets them be shown in another currency.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAging } from "../../src/app/reporting/aging-report.ts";
import { listReports } from "../../src/app/reporting/list-reports.ts";
import { readReport } from "../../src/app/reporting/read-report.ts";
import { isoDate } from "../../src/core/date.ts";
import { importDesk } from "../support/import-file.ts";

const list = `客户编号,客户名称,所属区域,部门,业务员,客户类别
C1,甲公司,华东,一部,李雷,KA
C2,乙公司,华东,二部,韩梅梅,
C3,丙公司,,,,
`;
const items = `单号,类型,客户编号,客户名称,币种,价税合计,未收金额,开票日期,到期日
A1,发票,C1,甲公司,CNY,100.00,100.00,2026-07-01,2026-07-31
A2,发票,C2,乙公司,CNY,200.00,200.00,2026-08-01,2026-08-31
A3,发票,C3,丙公司,CNY,400.00,400.00,2026-08-01,2026-08-31
`;

test("groups of a customer list group aging and trends, and an empty cell changes nothing", async (t) => {
  const desk = await importDesk(t);
  const { orgId, booksId } = desk.books;
  await desk.books.inBooks((db) =>
    db.query(
      `insert into member (org_id, user_id, name, email, role)
       values ($1, 'user 2', '李雷', 'lilei@example.test', 'sales')`,
      [orgId],
    ),
  );
  await desk.commit((await desk.read("客户.csv", list)).id);
  await desk.commit((await desk.read("未清.csv", items)).id);
  await desk.commit((await desk.read("客户2.csv", list.replace("华东,二部,韩梅梅", ",,"))).id);

  const asOf = isoDate("2026-10-05");
  const grouped = async (by: "department" | "region" | "owner") => {
    const aging = await readAging(desk.deps, {
      ...{ orgId, booksId, asOf, basis: "due", view: "original", by },
    });
    assert.equal(aging.proof.difference, "0.00");
    return aging.rows.map(({ name, balance }) => [name, balance]).sort();
  };
  assert.deepEqual(await grouped("department"), [
    ["", "400.00"],
    ["一部", "100.00"],
    ["二部", "200.00"],
  ]);
  assert.deepEqual(await grouped("region"), [
    ["", "400.00"],
    ["华东", "300.00"],
  ]);
  assert.deepEqual(await grouped("owner"), [
    ["", "400.00"],
    ["李雷", "100.00"],
    ["韩梅梅", "200.00"],
  ]);
  assert.equal(
    await desk.count("select count(*) from customer where owner_member_id is not null"),
    1,
    "a salesperson who is a member owns the customer",
  );

  const ask = { orgId, booksId, today: asOf, homeCurrency: "CNY", timeZone: "Asia/Shanghai" };
  const weekly = await readReport(desk.deps, {
    ...ask,
    code: "weekly_recovery",
    query: { by: "department" },
  });
  assert.ok(weekly.ok);
  const names = weekly.value.rows.map(({ cells }) => JSON.stringify(cells[0]));
  assert.ok(names.includes('"一部"') && names.includes('"二部"'), names.join(" "));
});

test("a report in another currency: amounts at the rate of the day, the proof in the books' own", async (t) => {
  const desk = await importDesk(t);
  const { orgId, booksId } = desk.books;
  await desk.commit((await desk.read("客户.csv", list)).id);
  await desk.commit((await desk.read("未清.csv", items)).id);
  await desk.commit(
    (await desk.read("汇率.csv", "日期,币种,目标币种,汇率\n2026-09-30,USD,CNY,7.10\n")).id,
  );
  const asOf = isoDate("2026-10-05");
  const books = { orgId, booksId, today: asOf, homeCurrency: "CNY", timeZone: "Asia/Shanghai" };
  const read = (query: { currency?: string; asOf?: string }) =>
    readReport(desk.deps, { ...books, code: "subsequent_receipts", query });
  const own = await read({});
  const usd = await read({ currency: "USD" });
  assert.ok(own.ok && usd.ok);
  assert.equal(usd.value.homeCurrency, "USD");
  assert.deepEqual(usd.value.proof, own.value.proof);
  assert.equal(own.value.proof?.currency, "CNY");
  const isHome = own.value.columns.map(({ kind }) => kind === "home");
  assert.ok(isHome.includes(true));
  for (const [at, row] of own.value.rows.entries()) {
    for (const [n, cell] of row.cells.entries()) {
      const shown: unknown = usd.value.rows[at]?.cells[n];
      if (isHome[n] && typeof cell === "string" && cell !== "") {
        assert.equal(Number(shown).toFixed(2), (Number(cell) / 7.1).toFixed(2));
      } else {
        assert.deepEqual(shown, cell);
      }
    }
  }
  assert.ok(usd.value.notes.some(({ en }) => en.includes("1 USD = 7.100000 CNY")));
  const none = await read({ currency: "EUR" });
  assert.ok(!none.ok && none.error.code === "missing_rate");
  const listed = await listReports(desk.deps, books);
  assert.deepEqual(listed.currencies, ["CNY", "USD"]);
});
