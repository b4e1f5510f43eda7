// 沟通记录 and its evidence pack: what a customer did is found again, searched, and packed so that every
// later change shows.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { communicationList, satisfaction } from "../../src/contract/communication.ts";
import { checkEvidence } from "../../src/exporters/evidence-check.ts";
import { enter, portalBooks, portalCustomer } from "./portal-books.ts";
import { withServer } from "./test-server.ts";

const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("what a customer sees, says and sends is one record, searched and packed", async (t) => {
  const world = await withServer(t);
  const seller = await portalBooks(world);
  const buyer = await portalCustomer(world, seller, "上海启明贸易有限公司");
  const other = await portalCustomer(world, seller, "绝密乙公司");
  const eyes = await enter(world, seller, buyer);
  await eyes.get(`/statements/${buyer.statementId}`);
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  const { id: fileId } = (await eyes.upload("/files", "送货单.jpg", photo)).body as { id: number };
  await eyes.post("/questions", {
    key: "question-1",
    subject: "九月的折扣",
    body: "折扣何时到账？",
    fileIds: [fileId],
  });
  const rating = { about: "statement", id: buyer.statementId, stars: 4, note: "快" };
  assert.equal((await eyes.post("/ratings", rating)).status, 200);
  assert.equal((await eyes.post("/ratings", rating)).code, "rated_already");
  const at = `/api/v1/books/${seller.of.booksId}`;
  const { administrator } = seller.of;
  const stars = (await administrator.get(`${at}/satisfaction`)).as(satisfaction);
  assert.deepEqual(stars, {
    ratings: 1,
    tenths: 40,
    parts: [{ about: "statement", reason: "", ratings: 1, tenths: 40 }],
  });
  const all = (await administrator.get(`${at}/communication?customerId=${buyer.customerId}`)).as(
    communicationList,
  );
  const told = all.rows.map(({ source, act, side }) => `${source} ${act} ${side}`);
  for (const one of [
    "question said customer",
    "statement viewed customer",
    "portal session_opened customer",
  ]) {
    assert.ok(told.includes(one), `${one} in ${told.join(", ")}`);
  }
  assert.ok(!all.rows.some(({ body }) => /\b\d{6}\b/.test(body)), "no one-time code is told");
  assert.ok(all.rows.every(({ customerId }) => customerId === buyer.customerId));

  const found = (await administrator.get(`${at}/communication?q=${encodeURIComponent("折扣")}`)).as(
    communicationList,
  );
  assert.deepEqual(
    found.rows.map(({ subject }) => subject),
    ["九月的折扣"],
  );
  const page = (await administrator.get(`${at}/communication?limit=2`)).as(communicationList);
  assert.equal(page.rows.length, 2);
  const next = await administrator.get(
    `${at}/communication?limit=500&cursor=${encodeURIComponent(page.nextCursor ?? "")}`,
  );
  const rest = next.as(communicationList).rows;
  const whole = (await administrator.get(`${at}/communication?limit=500`)).as(communicationList);
  assert.equal(rest.length + 2, whole.rows.length);

  const day = whole.rows[0]?.at.slice(0, 10) ?? "";
  const span = `from=2026-01-01&to=${Number(day.slice(0, 4)) + 1}-01-01`;
  const url = `${at}/evidence?customerId=${buyer.customerId}&${span}`;
  const pack = await administrator.inject({ method: "GET", url });
  assert.equal(pack.statusCode, 200, pack.body.slice(0, 200));
  const files = unzipSync(new Uint8Array(pack.rawPayload));
  assert.deepEqual(checkEvidence(files, sha256Of), []);
  const names = Object.keys(files);
  assert.ok(
    names.some((name) => /^statements\/DZ\d+\.pdf$/.test(name)),
    names.join(", "),
  );
  const own = names.find((name) => name.startsWith("files/"));
  assert.ok(own);
  assert.deepEqual(Buffer.from(files[own] ?? []), photo);
  const manifest = JSON.parse(new TextDecoder().decode(files["manifest.json"])) as {
    files: { what: string; sha256: string; keptSha256?: string }[];
    auditChain: { chain: string }[];
  };
  const snapshot = manifest.files.find(({ what }) => what === "snapshot");
  assert.equal(snapshot?.sha256, snapshot?.keptSha256, "the data is what was frozen");
  assert.deepEqual(
    manifest.auditChain.map(({ chain }) => chain),
    ["audit", "entry"],
  );
  const text = names.map((name) => Buffer.from(files[name] ?? []).toString("utf8")).join("\n");
  assert.ok(!text.includes("绝密乙公司"));

  const changed = { ...files, "record.json": new TextEncoder().encode("[]") };
  assert.deepEqual(checkEvidence(changed, sha256Of), [{ path: "record.json", fault: "changed" }]);
  const { [own]: _, ...lacking } = files;
  assert.deepEqual(checkEvidence(lacking, sha256Of), [{ path: own, fault: "missing" }]);
  const more = { ...files, "more.txt": new Uint8Array([1]) };
  assert.deepEqual(checkEvidence(more, sha256Of), [{ path: "more.txt", fault: "not_in_manifest" }]);

  const auditor = await world.member(seller.of, "auditor");
  assert.equal((await auditor.get(url)).status, 403);
  const foreign = await world.organisation("乙");
  const theirs = `/api/v1/books/${foreign.booksId}/evidence?customerId=${other.customerId}&${span}`;
  assert.equal((await foreign.administrator.get(theirs)).status, 404);
});
