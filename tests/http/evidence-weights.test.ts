// 证据的分量 over HTTP: shown to all who see bank lines, learned and chosen by who may change rules.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceWeights } from "../../src/contract/evidence-weights.ts";
import { startedReplay } from "../../src/contract/replays.ts";
import { shippedWeights } from "../../src/core/matching/weights.ts";
import { withServer } from "./test-server.ts";

test("weights of evidence over HTTP", async (t) => {
  const server = await withServer(t);
  const own = await server.organisation();
  const client = own.administrator;
  const url = `/api/v1/books/${own.booksId}/accuracy/weights`;

  await t.test("the shipped table is in use until somebody decides", async () => {
    const weights = (await client.get(url)).as(evidenceWeights);
    assert.deepEqual(weights, {
      shipped: shippedWeights.version,
      inUse: null,
      chosen: null,
      learned: null,
    });
  });

  await t.test("learning is a job", async () => {
    const answer = await client.post(`${url}/learn`, {});
    assert.equal(answer.status, 202);
    assert.ok(answer.as(startedReplay).jobId > 0);
  });

  await t.test("a choice takes a reason and a version that is there", async () => {
    const choose = (version: number | null, reason: string) =>
      client.send("PUT", url, { version, reason });
    assert.equal((await choose(null, " ")).code, "reason_missing");
    assert.equal((await choose(1, "试试")).code, "weights_changed");
    const back = (await choose(null, "用出厂值")).as(evidenceWeights);
    assert.equal(back.chosen?.reason, "用出厂值");
  });

  await t.test("who may not change rules only looks", async () => {
    const accountant = await server.member(own, "accountant");
    assert.equal((await accountant.get(url)).status, 200);
    assert.equal((await accountant.post(`${url}/learn`, {})).code, "not_allowed");
    const answer = await accountant.send("PUT", url, { version: null, reason: "x" });
    assert.equal(answer.code, "not_allowed");
    const other = await server.organisation("乙公司");
    assert.equal((await other.administrator.get(url)).status, 404);
  });
});
