// Reports over HTTP: every one with every choice, files, who may, the provision of a month with its
// posting, limitation with recorded events, mails by schedule.
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { mailDueReports } from "../../src/app/reporting/report-schedules.ts";
import { sentReport } from "../../src/app/reporting/sent-report.ts";
import { closeCheck } from "../../src/contract/periods.ts";
import {
  limitationEventList,
  postedProvision,
  provisionProposal,
  provisionState,
  reportCatalogue,
  reportScheduleList,
  reportTable,
} from "../../src/contract/reports.ts";
import { isoDate } from "../../src/core/date.ts";
import { addCustomer, addItem, balanceOf } from "../support/books.ts";
import { ledgerBooks, sheetAt } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

const asOf = "2026-09-30";

test("reports over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const client = own.administrator;
  const base = `/api/v1/books/${own.booksId}`;
  const first = await addCustomer(books, "C1", '=HYPERLINK("x")公司');
  const second = await addCustomer(books, "C2", "上海启明贸易有限公司");
  const old = await addItem(books, {
    customerId: second,
    no: "OLD-1",
    amountMinor: 100_000_00,
    date: "2023-02-01",
    due: "2023-03-01",
  });
  await addItem(books, {
    customerId: first,
    no: "NEW-1",
    amountMinor: 200_000_00,
    date: "2026-08-01",
    due: "2026-08-31",
  });
  const read = async (code: string, query = "") =>
    (await client.get(`${base}/reports/${code}?asOf=${asOf}${query}`)).as(reportTable);

  await t.test("every report answers with every choice, each row as wide as its head", async () => {
    const { reports } = (await client.get(`${base}/reports`)).as(reportCatalogue);
    assert.ok(reports.length > 15);
    for (const { code, options } of reports) {
      const choices = options.flatMap(({ name, choices: all }) =>
        all.map((one) => `&${name}=${one.code}`),
      );
      for (const query of ["", ...choices]) {
        const table = await read(code, query);
        for (const { cells } of [...table.rows, ...table.totals]) {
          assert.equal(cells.length, table.columns.length, `${code}${query}`);
        }
        for (const { values } of table.chart?.series ?? []) {
          assert.equal(values.length, table.chart?.categories.length, `${code}${query}`);
        }
        if (table.proof) assert.equal(table.proof.difference, "0.00", `${code}${query}`);
      }
    }
  });

  await t.test("what there is not is refused by name", async () => {
    assert.equal((await client.get(`${base}/reports/nothing`)).code, "report_not_found");
    const wrong = await client.get(`${base}/reports/overdue_list?show=everything`);
    assert.equal(wrong.code, "report_choice_unknown");
    const other = await client.get(`${base}/reports/write_offs?by=customer`);
    assert.equal(other.code, "report_choice_unknown");
  });

  await t.test("sales see none, an auditor sees and exports, others find nothing", async () => {
    const path = `${base}/reports/overdue_list`;
    const sales = await world.member(own, "sales");
    assert.equal((await sales.get(path)).code, "not_allowed");
    const auditor = await world.member(own, "auditor");
    assert.equal((await auditor.get(path)).status, 200);
    assert.equal((await auditor.get(`${path}/export`)).status, 200);
    const stranger = await world.organisation("乙公司");
    assert.equal((await stranger.administrator.get(path)).status, 404);
  });

  await t.test(
    "the workbook adds up again, and a name that looks like a formula is text",
    async () => {
      const path = `${base}/reports/overdue_list/export?asOf=${asOf}&language=en`;
      const sheet = await sheetAt(client, `${path}&format=xlsx`);
      assert.equal(sheet["C4"].f, "SUM(C2:C3)");
      assert.equal(sheet["C4"].v, 300_000);
      const names = [sheet["A2"], sheet["A3"]];
      assert.ok(names.every((cell) => cell.f === undefined && cell.t === "s"));
      const csv = (await client.get(`${path}&format=csv`)).text;
      assert.ok(csv.includes(`"'=HYPERLINK(""x"")公司"`), csv.slice(0, 400));
      // what was chosen stands there in words
      const watch = `${base}/reports/limitation_watch/export?asOf=${asOf}&language=zh&show=all`;
      const about = await sheetAt(client, `${watch}&format=xlsx`, 1);
      const written = Object.values(about).flatMap(({ v }) => (v === undefined ? [] : [String(v)]));
      assert.ok(written.includes("两年半以上的全部"), written.join(" "));
      const pdf = await client.inject({ method: "GET", url: `${path}&format=pdf` });
      assert.equal(pdf.rawPayload.subarray(0, 5).toString(), "%PDF-");
    },
  );

  await t.test(
    "the provision: usual rates, then the firm's own; one customer by itself",
    async () => {
      const before = (await client.get(`${base}/provision`)).as(provisionState);
      assert.equal(before.version, 0);
      // up to a year 5 % of 200,000; three to four years 50 % of 100,000
      assert.equal((await read("bad_debt_provision")).tiles[0]?.value, "60000.00");
      const setting = { ...before.setting, ageRates: ["1", "10", "30", "40", "80", "100"] };
      const changed = await client.send("PUT", `${base}/provision`, setting);
      assert.equal(changed.status, 200);
      assert.equal((await read("bad_debt_provision")).tiles[0]?.value, "42000.00");
      const specific = { customerId: second, rate: "100", reason: "破产清算" };
      assert.equal((await client.post(`${base}/provision/specifics`, specific)).status, 201);
      const table = await read("bad_debt_provision");
      assert.equal(table.tiles[0]?.value, "102000.00");
      const wrong = { ...specific, customerId: 999_999 };
      assert.equal((await client.post(`${base}/provision/specifics`, wrong)).code, "not_found");
    },
  );

  const closeStep = async () => {
    const checked = await client.get(`${base}/periods/check?month=2026-09`);
    return checked.as(closeCheck).steps.find(({ step }) => step === "provision");
  };

  await t.test(
    "the month's entry is posted as it was seen, once, and undone as a whole",
    async () => {
      const path = `${base}/provision/proposal?month=2026-09`;
      const proposal = (await client.get(path)).as(provisionProposal);
      assert.equal(proposal.charge, "102000.00");
      const post = (charge: string) =>
        client.post(`${base}/provision/postings`, { month: "2026-09", charge });
      assert.equal((await post("1.00")).code, "provision_changed");
      const future = await client.post(`${base}/provision/postings`, {
        month: "2099-01",
        charge: "0.00",
      });
      assert.equal(future.code, "period_not_over");
      assert.equal((await closeStep())?.state, "block");
      const { decisionId } = (await post(proposal.charge)).as(postedProvision);
      assert.equal((await closeStep())?.state, "ok");
      assert.equal(await balanceOf(books, "credit_loss"), 102_000_00);
      assert.equal(await balanceOf(books, "allowance"), -102_000_00);
      const after = (await client.get(path)).as(provisionProposal);
      assert.equal(after.charge, "0.00");
      assert.equal(after.done[0]?.decisionId, decisionId);
      assert.equal((await post("0.00")).code, "nothing_to_provide");
      const aging = await read("aging_matrix");
      assert.equal(aging.totals[0]?.cells.at(-1), "102000.00");
      const undone = await client.post(`${base}/decisions/undo`, {
        decisionIds: [decisionId],
        reason: "测试",
      });
      assert.ok(undone.status < 300, undone.text);
      assert.equal(await balanceOf(books, "allowance"), 0);
    },
  );

  await t.test("an auditor posts nothing; the SME standard has no allowance", async () => {
    const auditor = await world.member(own, "auditor");
    const body = { month: "2026-09", charge: "102000.00" };
    assert.equal((await auditor.post(`${base}/provision/postings`, body)).code, "not_allowed");
    await books.inBooks((db) =>
      db.query("update books set standard = 'sme' where org_id = $1 and id = $2", [
        own.orgId,
        own.booksId,
      ]),
    );
    const refused = await client.post(`${base}/provision/postings`, body);
    assert.equal(refused.code, "no_allowance_account");
    await books.inBooks((db) =>
      db.query("update books set standard = 'cas' where org_id = $1 and id = $2", [
        own.orgId,
        own.booksId,
      ]),
    );
  });

  await t.test(
    "limitation: due 2023-03-01, signed 2024-05-10, part paid 2025-01-20 → 2028-01-20",
    async () => {
      const endsOn = async () => {
        const table = await read("limitation_watch", "&show=all");
        const at = table.columns.findIndex(({ code }) => code === "ends");
        return table.rows[0]?.cells[at];
      };
      assert.equal(await endsOn(), "2026-03-01");
      const path = `${base}/limitation-events`;
      const event = { customerId: second, itemId: old, evidence: "档案柜 3 号" };
      const add = (kind: string, date: string) => client.post(path, { ...event, kind, date });
      assert.equal((await add("signed_statement", "2024-05-10")).status, 201);
      assert.equal(await endsOn(), "2027-05-10");
      const paid = (await add("part_payment", "2025-01-20")).as(z.object({ id: z.number() }));
      assert.equal(await endsOn(), "2028-01-20");
      const foreign = await client.post(path, {
        ...event,
        customerId: first,
        kind: "lawsuit",
        date: asOf,
      });
      assert.equal(foreign.code, "not_found", "the item is another customer's");
      assert.equal((await client.send("DELETE", `${path}/${paid.id}`)).status, 204);
      assert.equal(await endsOn(), "2027-05-10");
      assert.equal((await client.send("DELETE", `${path}/${paid.id}`)).code, "not_found");
      const { rows } = (await client.get(path)).as(limitationEventList);
      assert.deepEqual(
        rows.map(({ isRevoked }) => isRevoked),
        [true, false],
      );
    },
  );

  await t.test(
    "by mail: once a day, always the file of the pair of dates that was kept",
    async () => {
      const path = `${base}/report-schedules`;
      const schedule = {
        code: "overdue_list",
        title: "逾期清单",
        query: { show: "items" },
        every: "week",
        onDay: 1,
        format: "csv",
        language: "zh",
        receivers: ["boss@example.com", "ar@example.com"],
      };
      const badDay = await client.post(path, { ...schedule, onDay: 9 });
      assert.equal(badDay.code, "schedule_day");
      const badCode = await client.post(path, { ...schedule, code: "nothing" });
      assert.equal(badCode.code, "report_not_found");
      assert.equal((await client.post(path, schedule)).status, 201);
      const [kept] = (await client.get(path)).as(reportScheduleList).rows;
      assert.ok(kept && kept.lastSent === null);
      const day = isoDate(kept.nextOn);
      const of = { orgId: own.orgId, booksId: own.booksId, name: "主账套", today: day };
      assert.equal(await mailDueReports(world.deps, { ...of, today: isoDate("2026-01-01") }), 0);
      assert.equal(await mailDueReports(world.deps, of), 2);
      assert.equal(await mailDueReports(world.deps, of), 0, "the day's mail exists once");
      const { rows } = await books.inBooks((db) =>
        db.query<{ id: number; attachments: { kind: string; id: number }[] }>(
          "select id, attachments from message where org_id = $1 and template = 'report' order by id",
          [own.orgId],
        ),
      );
      assert.equal(rows.length, 2);
      const sendingId = rows[0]?.attachments[0]?.id ?? 0;
      const file = await sentReport(world.deps, own.orgId, sendingId);
      await addItem(books, {
        customerId: first,
        no: "LATER",
        amountMinor: 5_00,
        date: "2024-01-01",
        due: "2024-01-31",
      });
      const again = await sentReport(world.deps, own.orgId, sendingId);
      assert.deepEqual(again?.bytes, file?.bytes);
      assert.ok(
        Buffer.from(file?.bytes ?? [])
          .toString()
          .includes("OLD-1"),
      );
      const [next] = (await client.get(path)).as(reportScheduleList).rows;
      assert.equal(next?.lastSent, day);
      assert.ok((next?.nextOn ?? "") > day);
      assert.equal((await client.send("DELETE", `${path}/${kept.id}`)).status, 204);
      assert.equal((await client.send("DELETE", `${path}/${kept.id}`)).code, "not_found");
    },
  );
});
