// 规则与准确率 over HTTP: versions, bounds, rights, and two people to accept more wrong postings.
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { accuracyOutcome, approvalOutcome } from "../../src/contract/adjustments.ts";
import { ruleCard, ruleList } from "../../src/contract/rules.ts";
import { booksSettings } from "../../src/contract/settings.ts";
import { withServer } from "./test-server.ts";

test("rules and accuracy over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const base = `/api/v1/books/${own.booksId}`;
  const admin = own.administrator;
  const put = (code: string, body: unknown) => admin.send("PUT", `${base}/rules/${code}`, body);

  await t.test("every template comes with examples and unchanged", async () => {
    const { rows } = (await admin.get(`${base}/rules`)).as(ruleList);
    assert.ok(rows.length >= 25, `${rows.length} templates`);
    assert.ok(rows.every(({ examples }) => examples.length >= 2));
    assert.ok(rows.every(({ version }) => version === 0));
  });

  await t.test("a change is a new version and stays", async () => {
    const first = (await put("R28", { enabled: false })).as(ruleCard);
    assert.equal(first.version, 1);
    assert.equal(first.setting.enabled, false);
    const tol = { abs: { CNY: "10.00", "*": "1.00" }, pct: "0.5" };
    const second = (await put("R28", { tol })).as(ruleCard);
    assert.equal(second.version, 2);
    assert.deepEqual(second.setting, { tol });
  });

  await t.test("what the form would not allow is refused by name", async () => {
    const answer = await put("R01", { params: { minLength: 1000 } });
    assert.equal(answer.code, "rule_setting_wrong");
    assert.match(answer.text, /规则 R01 的设置不对：minLength。/);
    assert.equal((await put("R01", { params: { noSuch: 1 } })).code, "rule_setting_wrong");
    assert.equal((await put("R28", { tol: { abs: { XXQ: "1" } } })).code, "rule_setting_wrong");
  });

  await t.test("an accountant reads rules and does not change them", async () => {
    const accountant = await world.member(own, "accountant");
    assert.equal((await accountant.get(`${base}/rules`)).status, 200);
    const answer = await accountant.send("PUT", `${base}/rules/R28`, { enabled: true });
    assert.equal(answer.code, "not_allowed");
    const sales = await world.member(own, "sales");
    assert.equal((await sales.get(`${base}/rules`)).code, "not_allowed");
  });

  await t.test("fewer wrong postings at once; more only with a second person", async () => {
    const now = async () => {
      const { rows } = (await admin.get("/api/v1/books")).as(
        z.object({ rows: z.array(booksSettings) }),
      );
      return rows[0]?.maxWrongPerMille;
    };
    const set = (maxWrongPerMille: number, reason = "") =>
      admin.send("PUT", `${base}/accuracy`, { maxWrongPerMille, reason });
    assert.equal((await set(0.5)).as(accuracyOutcome).kind, "set");
    assert.equal(await now(), 0.5);
    assert.equal((await set(5)).code, "reason_missing");
    const { kind, approvalId } = (await set(5, "旺季人手不足")).as(accuracyOutcome);
    assert.equal(kind, "waiting");
    assert.equal(await now(), 0.5);
    const url = `${base}/approvals/${approvalId}`;
    assert.equal((await admin.post(url, { approve: true })).code, "own_approval");
    const approver = await world.member(own, "approver");
    assert.equal(
      (await approver.post(url, { approve: true })).as(approvalOutcome).state,
      "approved",
    );
    assert.equal(await now(), 5);
  });

  await t.test("another organisation finds nothing", async () => {
    const other = await world.organisation("乙公司");
    assert.equal((await other.administrator.get(`${base}/rules`)).status, 404);
    const answer = await other.administrator.send("PUT", `${base}/rules/R28`, { enabled: true });
    assert.equal(answer.status, 404);
  });
});
