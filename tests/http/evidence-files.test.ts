// Papers of adjustments over HTTP: looked at, kept, asked for where the table of rights asks for them,
// shown on the approval, the item and the entry, and given back as attachments alone.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  type AdjustmentBody,
  adjustmentOutcome,
  adjustmentPreview,
  approvalDetail,
  approvalFiles,
  approvalOutcome,
} from "../../src/contract/adjustments.ts";
import { itemDetail } from "../../src/contract/items.ts";
import { entrySource, journalPage } from "../../src/contract/journal.ts";
import { insertApproval } from "../../src/db/approvals.ts";
import { addCustomer, addItem } from "../support/books.ts";
import { handIn, paper, sendFile } from "./hand-in.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("papers behind adjustments", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const base = `/api/v1/books/${own.booksId}`;
  const accountant = await world.member(own, "accountant");
  const lead = await world.member(own, "finance_lead");
  const customerId = await addCustomer(books, "C1", "上海启明贸易有限公司");
  const itemId = await addItem(books, { customerId, no: "INV-1", amountMinor: 5_000_000 });
  const body = (change: Partial<AdjustmentBody>) => ({
    kind: "write_off",
    itemId,
    amount: "500.00",
    reason: "已破产",
    evidence: ["破产裁定书"],
    responsible: "王敏",
    ...change,
  });

  /** As it was stored before papers and their field existed. */
  const askedLongAgo = (amount: string) => {
    const { kind, reason, evidence, responsible } = body({});
    const rest = {
      otherItemId: null,
      receiptId: null,
      difference: null,
      due: null,
      agreementNo: "",
    };
    const request = { kind, itemId, amount, reason, evidence, responsible, ...rest };
    const { orgId, booksId, memberId: askedBy } = own;
    const asked = { orgId, booksId, act: "bad_debt", currency: "CNY", reason, askedBy };
    const payload = { request, by: ["finance_lead"] };
    const amountMinor = Number(amount) * 100;
    return books.inBooks((db) => insertApproval(db, { ...asked, payload, amountMinor }));
  };

  await t.test("a bad debt without its paper is refused and names it", async () => {
    const preview = (await accountant.post(`${base}/adjustments/preview`, body({}))).as(
      adjustmentPreview,
    );
    assert.ok(preview.requires.includes("evidence"));
    const answer = await accountant.post(`${base}/adjustments`, body({}));
    assert.equal(answer.status, 422);
    assert.equal(answer.code, "paper_missing");
    assert.match(answer.text, /证据/);
  });

  await t.test("a tail needs none, and may carry one", async () => {
    const fileId = await handIn(accountant, base);
    const tail = { kind: "rounding", amount: "0.40" } as const;
    const bare = (await accountant.post(`${base}/adjustments`, body(tail))).as(adjustmentOutcome);
    const with1 = { ...tail, fileIds: [fileId, fileId] };
    const kept = (await accountant.post(`${base}/adjustments`, body(with1))).as(adjustmentOutcome);
    const item = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
    const filesOf = (id: number | null) =>
      item.allocations.find(({ decisionId }) => decisionId === id)?.files.map(({ name }) => name);
    assert.deepEqual(filesOf(bare.decisionId), []);
    assert.deepEqual(filesOf(kept.decisionId), [paper.name]);
  });

  await t.test("it is shown on the approval, the item, the entry and its undo", async () => {
    const fileId = await handIn(accountant, base);
    const asked = (await accountant.post(`${base}/adjustments`, body({ fileIds: [fileId] }))).as(
      adjustmentOutcome,
    );
    const url = `${base}/approvals/${asked.approvalId}`;
    const { approval } = (await lead.get(url)).as(approvalDetail);
    const file = { id: fileId, name: paper.name, kind: "pdf", size: paper.bytes.length };
    assert.deepEqual(approval.files, [file]);
    const done = (await lead.post(url, { approve: true })).as(approvalOutcome);
    const item = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
    const posted = item.allocations.find(({ decisionId }) => decisionId === done.decisionId);
    assert.deepEqual(posted?.files, [file]);
    const entry = await accountant.get(`${base}/entries/${posted?.entryId}`);
    assert.deepEqual(entry.as(entrySource).evidence, [file]);
    await accountant.post(`${base}/decisions/${done.decisionId}/undo`, {});
    const [newest] = (await accountant.get(`${base}/entries?limit=1`)).as(journalPage).rows;
    const undone = (await accountant.get(`${base}/entries/${newest?.id}`)).as(entrySource);
    assert.equal(undone.entry.reversesId, posted?.entryId);
    assert.deepEqual(undone.evidence, [file]);
  });

  await t.test(
    "asked for before papers were needed: signed only once it has its paper",
    async () => {
      const approvalId = await askedLongAgo("30.00");
      const url = `${base}/approvals/${approvalId}`;
      const refused = await lead.post(url, { approve: true });
      assert.equal(refused.status, 422);
      assert.equal(refused.code, "approval_paper_missing");
      assert.match(refused.text, /证据（法院、破产、注销、催收记录）.*添加附件/);
      assert.match((await lead.get(url)).as(approvalDetail).problem ?? "", /添加附件/);

      const seller = await world.member(own, "sales");
      const theirs = { fileIds: [await handIn(seller, base)] };
      assert.equal((await seller.post(`${url}/files`, theirs)).code, "not_allowed");
      assert.equal((await accountant.post(`${url}/files`, { fileIds: [9_999] })).code, "file_gone");
      const fileIds = [await handIn(accountant, base)];
      const added = (await accountant.post(`${url}/files`, { fileIds })).as(approvalFiles);
      assert.deepEqual(
        added.files.map(({ id }) => id),
        fileIds,
      );
      const signed = (await lead.post(url, { approve: true })).as(approvalOutcome);
      assert.equal(signed.state, "approved");
      const item = (await accountant.get(`${base}/items/${itemId}`)).as(itemDetail);
      const posted = item.allocations.find(({ decisionId }) => decisionId === signed.decisionId);
      assert.deepEqual(
        posted?.files.map(({ id }) => id),
        fileIds,
      );
      const late = await accountant.post(`${url}/files`, { fileIds });
      assert.equal(late.code, "approval_closed");
    },
  );

  await t.test("without its paper it can still be turned down", async () => {
    const approvalId = await askedLongAgo("20.00");
    const no = { approve: false, comment: "没有裁定书" };
    const answer = await lead.post(`${base}/approvals/${approvalId}`, no);
    assert.equal(answer.as(approvalOutcome).state, "rejected");
  });

  await t.test("it comes back byte by byte as an attachment, kept under its hash", async () => {
    const fileId = await handIn(accountant, base, { ...paper, name: "合同 (1)*;'é'.pdf" });
    const answer = await accountant.inject({
      method: "GET",
      url: `${base}/evidence-files/${fileId}`,
    });
    assert.deepEqual(answer.rawPayload, paper.bytes);
    const { headers } = answer;
    assert.equal(headers["content-type"], "application/pdf");
    assert.match(
      String(headers["content-disposition"]),
      /^attachment; filename\*=UTF-8''[\w%.-]+$/,
    );
    assert.equal(headers["content-security-policy"], "default-src 'none'; sandbox");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["cache-control"], "no-store");
    const stored = await books.inBooks((db) =>
      db.query<{ at: string }>("select stored_as as at from evidence_file where id = $1", [fileId]),
    );
    const hash = createHash("sha256").update(paper.bytes).digest("hex");
    assert.ok(stored.rows[0]?.at.endsWith(hash));
  });

  await t.test("what is disguised, too large or empty is no paper", async () => {
    const tried: [string, Uint8Array, string][] = [
      ["script.pdf", Buffer.from("<html><script>alert(1)</script>"), "file_kind_refused"],
      ["page.html", Buffer.from("%PDF-1.7"), "file_kind_refused"],
      ["bomb.pdf", Buffer.alloc(10 * 1_048_576 + 1, "%PDF-"), "file_too_large"],
      ["empty.pdf", Buffer.alloc(0), "file_empty"],
    ];
    for (const [name, bytes, code] of tried) {
      const answer = await sendFile(accountant, `${base}/evidence-files`, { name, bytes });
      assert.equal(answer.json().code, code, name);
    }
  });

  await t.test("a stranger's paper is none, and nobody else's books give one out", async () => {
    const other = await world.organisation("乙公司");
    const theirs = await handIn(other.administrator, `/api/v1/books/${other.booksId}`);
    const answer = await accountant.post(`${base}/adjustments`, body({ fileIds: [theirs] }));
    assert.equal(answer.code, "file_gone");
    assert.equal((await accountant.get(`${base}/evidence-files/${theirs}`)).code, "not_found");
  });

  await t.test("sales see their own papers and those they may sign for", async () => {
    const seller = await world.member(own, "sales");
    const boss = await world.member(own, "sales", { isLead: true });
    const secret = await handIn(accountant, base);
    assert.equal((await seller.get(`${base}/evidence-files/${secret}`)).code, "not_found");
    const mine = await handIn(seller, base);
    assert.equal((await seller.get(`${base}/evidence-files/${mine}`)).status, 200);
    const cut = body({ kind: "penalty", amount: "20.00", fileIds: [mine] });
    assert.equal(
      (await seller.post(`${base}/adjustments`, cut)).as(adjustmentOutcome).kind,
      "waiting",
    );
    assert.equal((await boss.get(`${base}/evidence-files/${mine}`)).status, 200);
    assert.equal((await boss.get(`${base}/evidence-files/${secret}`)).code, "not_found");
  });
});
