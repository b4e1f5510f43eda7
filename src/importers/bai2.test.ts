import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../core/date.ts";
import { parseFile } from "./registry.ts";

/** One account of each currency; the totals of group and file say 12345 more than there is. */
function fileOf(currencies: readonly string[], group: string): string {
  const accounts = currencies.flatMap((currency) => [
    `03,ACC-${currency},${currency},010,0,,,015,100000,,/`,
    "16,195,100000,0,R1,,PAYMENT/",
    "49,200000,3/",
  ]);
  const total = 200_000 * currencies.length + 12_345;
  return [
    "01,BANK,QZ,260903,0630,1,80,,2/",
    `02,QZ,BANK,1,260902,2400,${group},2/`,
    ...accounts,
    `98,${total},${currencies.length},${accounts.length + 2}/`,
    `99,${total + 12_345},1,${accounts.length + 4}/`,
  ].join("\n");
}

function differencesIn(text: string): string[] {
  const options = { asOf: isoDate("2026-09-30"), homeCurrency: "CNY" } as const;
  const { problems } = parseFile("treasury.bai", new TextEncoder().encode(text), options);
  return problems.flatMap(({ code, fields }) =>
    code === "control_total_broken" ? [`${fields["code"]} ${fields["difference"]}`] : [],
  );
}

test("what a control total of a group or file lacks is an amount in its currency", () => {
  assert.deepEqual(differencesIn(fileOf(["USD", "USD"], "USD")), ["98 123.45", "99 123.45"]);
  assert.deepEqual(differencesIn(fileOf(["JPY"], "USD")), ["98 12345", "99 12345"]);
  assert.deepEqual(differencesIn(fileOf(["KWD"], "KWD")), ["98 12.345", "99 12.345"]);
  // digits of several currencies are added as they stand, and read like the group's own
  assert.deepEqual(differencesIn(fileOf(["USD", "JPY"], "USD")), ["98 123.45", "99 123.45"]);
});
