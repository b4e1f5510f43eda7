import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../date.ts";
import { type DeliveryOnHand, type InvoiceToPlace, placeInvoices } from "./match-deliveries.ts";

const invoice = (of: Partial<InvoiceToPlace>): InvoiceToPlace => ({
  ...{ customerId: 1, currency: "CNY", amountMinor: 100_00, issueDate: isoDate("2026-09-30") },
  ...{ deliveryNo: "", statementNo: "", linkedNo: "", memo: "", chosen: null },
  openMinor: of.amountMinor ?? 100_00,
  ...of,
});
const delivery = (id: number, of: Partial<DeliveryOnHand> = {}): DeliveryOnHand => ({
  ...{ id, customerId: 1, currency: "CNY", no: `FH-000${id}`, deliveryNo: "", statementNo: "" },
  ...{ issueDate: isoDate(`2026-09-0${id}`), openMinor: 100_00, unbilledMinor: 100_00 },
  ...of,
});
const place = (invoices: Partial<InvoiceToPlace>[], deliveries: DeliveryOnHand[]) =>
  placeInvoices(invoices.map(invoice), deliveries);

test("an invoice is placed by the number it names, wherever it names it", () => {
  const many = [delivery(1), delivery(2, { deliveryNo: "DN 77" }), delivery(3)];
  const byNumber = (id: number) => [{ by: "number", ids: [id] }];
  assert.deepEqual(place([{ deliveryNo: "fh-0003" }], many), byNumber(3));
  assert.deepEqual(place([{ linkedNo: "FH-0001" }], many), byNumber(1));
  assert.deepEqual(place([{ memo: "送货单:FH-0003,货款" }], many), byNumber(3));
  assert.deepEqual(place([{ deliveryNo: "77" }], many), byNumber(2));
  assert.equal(place([{ memo: "XFH-00033" }], many)[0]?.by, "person", "inside a longer number");
});

test("several named make one invoice; less than all of them is asked about, and so is more than one", () => {
  const many = [delivery(1, { statementNo: "DZ-9" }), delivery(2, { statementNo: "DZ-9" })];
  assert.deepEqual(place([{ deliveryNo: "FH-0001、FH-0002", amountMinor: 200_00 }], many), [
    { by: "number", ids: [1, 2] },
  ]);
  assert.deepEqual(place([{ statementNo: "DZ-9", amountMinor: 200_00 }], many), [
    { by: "number", ids: [1, 2] },
  ]);
  assert.deepEqual(place([{ statementNo: "DZ-9", amountMinor: 150_00 }], many), [
    { by: "person", candidates: [1, 2], suggested: 1 },
  ]);
  assert.deepEqual(place([{ deliveryNo: "FH-0002", amountMinor: 40_00 }], many), [
    { by: "number", ids: [2] },
  ]);
  assert.deepEqual(place([{ deliveryNo: "FH-0002", amountMinor: 140_00 }], many), [
    { by: "person", candidates: [2], suggested: 2 },
  ]);
});

test("without a number only the one delivery of exactly that amount, not later than the invoice", () => {
  assert.deepEqual(
    place([{}], [delivery(1), delivery(2, { openMinor: 99_99, unbilledMinor: 99_99 })]),
    [{ by: "amount", ids: [1] }],
  );
  assert.deepEqual(place([{}], [delivery(1, { customerId: 2 })]), [{ by: "nothing" }]);
  assert.deepEqual(place([{}], [delivery(1, { currency: "USD" })]), [{ by: "nothing" }]);
  assert.deepEqual(place([{ issueDate: isoDate("2026-08-31") }], [delivery(1)]), [
    { by: "nothing" },
  ]);
  assert.deepEqual(place([{}], [delivery(1, { openMinor: 0 })]), [
    { by: "person", candidates: [1], suggested: 1 },
  ]);
});

test("what several could be is asked, each offered another one, oldest first", () => {
  assert.deepEqual(place([{}, {}], [delivery(2), delivery(1)]), [
    { by: "person", candidates: [1, 2], suggested: 1 },
    { by: "person", candidates: [1, 2], suggested: 2 },
  ]);
  assert.deepEqual(place([{}, {}], [delivery(1)]), [
    { by: "person", candidates: [1], suggested: 1 },
    { by: "person", candidates: [1], suggested: null },
  ]);
});

test("a choice holds, frees the others, and is asked again once its delivery is gone", () => {
  const two = [delivery(1), delivery(2)];
  assert.deepEqual(place([{ chosen: [2] }, {}], two), [
    { by: "choice", ids: [2] },
    { by: "amount", ids: [1] },
  ]);
  assert.deepEqual(place([{ chosen: [] }], [delivery(1)]), [{ by: "nothing" }]);
  assert.deepEqual(place([{ chosen: [9] }], [delivery(1)]), [{ by: "amount", ids: [1] }]);
});

test("one delivery is never billed twice, in whatever parts", () => {
  const parts = [
    { deliveryNo: "FH-0001", amountMinor: 60_00 },
    { deliveryNo: "FH-0001", amountMinor: 60_00 },
  ];
  assert.deepEqual(place(parts, [delivery(1)]), [
    { by: "number", ids: [1] },
    { by: "person", candidates: [1], suggested: 1 },
  ]);
});

test("a part-paid invoice is placed alone where the books know of the same payments", () => {
  const paid = delivery(1, { openMinor: 60_00 });
  const named = { deliveryNo: "FH-0001", openMinor: 60_00 };
  assert.deepEqual(place([named], [paid]), [{ by: "number", ids: [1] }]);
  assert.deepEqual(place([{ openMinor: 60_00 }], [paid]), [{ by: "amount", ids: [1] }]);
  assert.equal(place([{ ...named, openMinor: 50_00 }], [paid])[0]?.by, "person");
  assert.equal(place([{ openMinor: 50_00 }], [paid])[0]?.by, "person");
});
