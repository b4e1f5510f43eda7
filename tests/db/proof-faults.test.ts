// The proofs name what differs between records and ledger: for each family of accounts, for each
// customer's unapplied money and for nobody's, by day and by what was known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ProofFault, selectProofFaults } from "../../src/db/proofs.ts";
import { addCustomer, addItem, addLine, makeBooks } from "../support/books.ts";
import { claimLine } from "../support/claim-line.ts";
import { withDatabase } from "../support/database.ts";

/** A fault of money in home currency alone, unless the second pair of figures says otherwise. */
const fault = (
  proof: string,
  customerId: number | null,
  minor: readonly [records: number, ledger: number],
  home = minor,
): ProofFault => ({
  proof,
  customerId,
  currency: "CNY",
  recordsMinor: minor[0],
  ledgerMinor: minor[1],
  recordsHomeMinor: home[0],
  ledgerHomeMinor: home[1],
});

test("the proofs name every customer and nobody, in the order of the proofs", async (t) => {
  const { appPool, ownerPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  const [a, b] = [
    await addCustomer(books, "C1", "上海启明贸易有限公司"),
    await addCustomer(books, "C2", "宁波远航机械有限公司"),
  ];
  const faultsAt = (asOf: string, knownAt: string | null = null) =>
    books.inBooks((db) => selectProofFaults(db, { ...books, asOf, knownAt }));
  const item = (customerId: number, no: string, kind: "invoice" | "bill") =>
    addItem(books, { customerId, no, kind, amountMinor: 1_000, date: "2026-08-01" });
  const invoice = await item(a, "I1", "invoice");
  await item(a, "I2", "invoice");
  const bill = await item(b, "B1", "bill");
  await item(b, "B2", "bill");
  await addLine(books, { amountMinor: 300, date: "2026-09-18" });
  assert.deepEqual(await faultsAt("2026-12-31"), []);
  const { rows } = await books.inBooks((db) =>
    db.query<{ at: string }>("select now()::text as at"),
  );
  const before = rows[0]!.at;

  // a claim without its entry: on the customer's account by the records, still nobody's by the ledger
  await claimLine(books, await addLine(books, { amountMinor: 5_000, date: "2026-09-20" }), a);
  const client = await ownerPool.connect();
  try {
    await client.query("select set_config('app.org_id', $1, false)", [String(books.orgId)]);
    await client.query("update open_item set home_minor = home_minor + 7 where id = $1", [invoice]);
    await client.query("update open_item set amount_minor = amount_minor - 9 where id = $1", [
      bill,
    ]);
  } finally {
    client.release();
  }

  const items = [
    fault("aging_is_1122", a, [2_000, 2_000], [2_007, 2_000]),
    fault("bills_are_1121", b, [1_991, 2_000], [2_000, 2_000]),
  ];
  assert.deepEqual(await faultsAt("2026-12-31"), [
    ...items,
    fault("unapplied_is_2203_01", a, [5_000, 0]),
    fault("unidentified_is_2241_01", null, [300, 5_300]),
  ]);
  assert.deepEqual(await faultsAt("2026-09-19"), items, "the claim is of the day after");
  assert.deepEqual(await faultsAt("2026-12-31", before), items, "the claim was not known then");
  assert.deepEqual(await faultsAt("2026-07-31"), []);
});
