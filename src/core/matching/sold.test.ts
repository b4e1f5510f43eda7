// Money for a claim that a factor has is no second payment: the reason says whose it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchItem, matchLine } from "../../../tests/data/match-records.ts";
import { isoDate } from "../date.ts";
import type { MatchInput, Sale } from "./input.ts";
import { matchLines } from "./match.ts";

const payer = "上海启明贸易有限公司";
const sale: Sale = { item: 0, to: "海尔保理", on: isoDate("2026-09-10"), hasRecourse: false };

function reasonOf(memo: string, sales: readonly Sale[], payerName = payer): readonly unknown[] {
  const customer = { customerNo: "C1", name: payer, aliases: [], taxId: "", bankAccounts: [] };
  const input: MatchInput = {
    ...{ homeCurrency: "CNY", asOf: isoDate("2026-09-30"), rates: [], own: [], memory: [] },
    ...{ rules: [], closedDays: 60, maxWrongPerMille: 1, incompleteCustomers: new Set<string>() },
    customers: [{ ...customer, paysFor: [], parentNo: "", paymentHabit: "" }],
    items: [matchItem({ itemNo: "INV-2026-00017", amountMinor: 123_456, openMinor: 0 })],
    sales,
    lines: [
      matchLine({
        ...{ lineId: "L1", amountMinor: 123_456, date: isoDate("2026-09-20") },
        ...{ payerName, memo },
      }),
    ],
  };
  const [verdict] = matchLines(input).verdicts;
  return [verdict?.lane, verdict?.reason];
}

test("what was sold and is paid to us is the factor's, by its number or its amount", () => {
  const fields = { item: "INV-2026-00017", to: "海尔保理", on: "2026-09-10" };
  const without = ["unmatched", { key: "sold.without_recourse", fields }];
  assert.deepEqual(reasonOf("INV-2026-00017", [sale]), without);
  assert.deepEqual(reasonOf("货款", [sale]), without);
  assert.deepEqual(reasonOf("货款", [{ ...sale, hasRecourse: true }]), [
    "unmatched",
    { key: "sold.with_recourse", fields },
  ]);
});

test("without a sale it was paid before; a stranger's amount says nothing", () => {
  assert.deepEqual(reasonOf("INV-2026-00017", [])[0], "not_receivable");
  assert.doesNotMatch(JSON.stringify(reasonOf("货款", [sale], "宁波某某建材商行")), /sold\./);
});
