// Copies of rule templates over HTTP: name, scope, order, versions with who and why, restoring one,
// and examples tried with other parameters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleOutcomes, ruleCard, ruleList, ruleVersions } from "../../src/contract/rules.ts";
import { reconcileBooks } from "./run-books.ts";
import { withServer } from "./test-server.ts";
import { booksOf } from "./workbench-books.ts";

test("copies and versions of rules over HTTP", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const base = `/api/v1/books/${own.booksId}/rules`;
  const admin = own.administrator;
  const put = (key: string, body: unknown) => admin.send("PUT", `${base}/${key}`, body);
  const copy = async (code: string, name: string) => {
    const answer = await admin.post(`${base}/${code}/copies`, { name });
    assert.equal(answer.status, 201, answer.text);
    return answer.as(ruleCard);
  };

  await t.test(
    "a copy starts from the template's present setting and stands after it",
    async () => {
      await put("R23", { params: { maxItems: 4 } });
      const first = await copy("R23", "大客户");
      assert.equal(first.key, "R23-1");
      assert.deepEqual(first.setting, { params: { maxItems: 4 } });
      assert.deepEqual(first.copy, { name: "大客户", rank: 1, scope: {}, isRetired: false });
      await copy("R23", "外币户");
      const { rows } = (await admin.get(base)).as(ruleList);
      const at = rows.findIndex(({ key }) => key === "R23");
      assert.deepEqual(
        rows.slice(at, at + 3).map(({ key }) => key),
        ["R23", "R23-1", "R23-2"],
      );
    },
  );

  await t.test("parameters and scope are its own; the name stays; why is kept", async () => {
    const scope = { customer: ["C001"], currency: ["CNY"] };
    const body = { params: { maxItems: 2 }, scope, reason: "只付一两张" };
    const saved = (await put("R23-1", body)).as(ruleCard);
    assert.deepEqual(saved.copy?.scope, scope);
    assert.equal(saved.copy?.name, "大客户");
    const { rows } = (await admin.get(`${base}/R23-1/versions`)).as(ruleVersions);
    assert.equal(rows[0]?.version, 2);
    assert.equal(rows[0]?.reason, "只付一两张");
    assert.notEqual(rows[0]?.by, "");
    assert.deepEqual(rows[0]?.changes, [
      { field: "params.maxItems", before: "4", after: "2" },
      { field: "scope.customer", before: null, after: "C001" },
      { field: "scope.currency", before: null, after: "CNY" },
    ]);
    const template = (await admin.get(base)).as(ruleList).rows.find(({ key }) => key === "R23");
    assert.deepEqual(template?.setting, { params: { maxItems: 4 } });
  });

  await t.test("scope and name are of copies; who pays is asked before the customer", async () => {
    assert.equal((await put("R23", { scope: { currency: ["CNY"] } })).code, "rule_setting_wrong");
    assert.equal((await put("R23", { name: "组合" })).code, "rule_setting_wrong");
    await copy("R01", "外币账户");
    const answer = await put("R01-1", { scope: { customer: ["C001"] } });
    assert.equal(answer.code, "rule_setting_wrong");
    assert.equal((await put("R01-1", { scope: { currency: ["USD"] } })).status, 200);
    assert.equal((await put("R23-9", {})).status, 404);
  });

  await t.test("the order is set whole", async () => {
    const order = (keys: string[]) => admin.send("PUT", `${base}/R23/order`, { keys });
    assert.equal((await order(["R23-1"])).code, "copies_changed");
    assert.equal((await order(["R23-2", "R23-1"])).status, 200);
    const { rows } = (await admin.get(base)).as(ruleList);
    const copies = rows.filter(({ key }) => key.startsWith("R23-")).map(({ key }) => key);
    assert.deepEqual(copies, ["R23-2", "R23-1"]);
  });

  await t.test("an earlier version comes back as the newest, in its present place", async () => {
    const url = `${base}/R23-1/versions/1/restore`;
    const card = (await admin.post(url, { reason: "改回" })).as(ruleCard);
    assert.equal(card.version, 4);
    assert.deepEqual(card.setting, { params: { maxItems: 4 } });
    assert.equal(card.copy?.rank, 2);
    assert.equal((await admin.post(`${base}/R23-1/versions/77/restore`, {})).status, 404);
  });

  await t.test("a copy that is given up keeps its versions and can come back", async () => {
    const gone = (await admin.post(`${base}/R23-1/retire`, { reason: "不用了" })).as(ruleCard);
    assert.equal(gone.copy?.isRetired, true);
    const back = (await admin.post(`${base}/R23-1/versions/2/restore`, {})).as(ruleCard);
    assert.equal(back.copy?.isRetired, false);
    assert.equal((await admin.post(`${base}/R23/retire`, {})).status, 404);
  });

  await t.test("examples are tried with parameters before they are saved", async () => {
    const outcomes = async (body: unknown) =>
      (await admin.post(`${base}/R06/examples`, body)).as(exampleOutcomes).rows;
    assert.ok((await outcomes({})).every(({ holds }) => holds));
    assert.equal((await outcomes({ params: { minDigits: 30 } }))[0]?.holds, false);
    const wrong = await admin.post(`${base}/R06/examples`, { params: { minDigits: 99 } });
    assert.equal(wrong.code, "rule_setting_wrong");
  });

  await t.test("a run keeps the versions it used, those of copies too", async () => {
    const books = await booksOf(world, own);
    await reconcileBooks(world, books);
    const { rows } = await books.inBooks((db) =>
      db.query<{ rules: Record<string, number> }>(
        "select settings -> 'rules' as rules from match_run order by id desc limit 1",
      ),
    );
    const listed = (await admin.get(base)).as(ruleList).rows;
    const versions = listed.filter(({ version }) => version > 0);
    assert.deepEqual(
      rows[0]?.rules,
      Object.fromEntries(versions.map(({ key, version }) => [key, version])),
    );
    assert.ok("R23-1" in (rows[0]?.rules ?? {}));
  });

  await t.test("an accountant reads versions and makes no copies", async () => {
    const accountant = await world.member(own, "accountant");
    assert.equal((await accountant.get(`${base}/R23-1/versions`)).status, 200);
    const answer = await accountant.post(`${base}/R23/copies`, { name: "x" });
    assert.equal(answer.code, "not_allowed");
  });

  await t.test("another organisation finds nothing", async () => {
    const other = await world.organisation("乙公司");
    assert.equal((await other.administrator.get(`${base}/R23/versions`)).status, 404);
  });
});
