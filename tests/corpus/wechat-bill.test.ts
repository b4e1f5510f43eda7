// Every WeChat Pay merchant bill of the sample corpus: what its rows move, summed by an independent look
// at the columns; totals that hold or are flagged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFile } from "../../src/importers/registry.ts";
import {
  type CorpusFile,
  corpusFiles,
  corpusOptions,
  countOf,
  entriesOf,
  refusalOf,
  skipReason,
} from "./corpus-files.ts";

const bills = corpusFiles("cn-wechat-merchant");

for (const file of bills) {
  test(file.name, () => {
    const parsed = parseFile(file.name, file.bytes, corpusOptions);
    assert.equal(refusalOf(parsed), null);
    const { rows, totals } = billOf(file);
    assert.equal(new Set(entriesOf(parsed).map(({ place }) => place.row)).size, rows.length);
    const sum = entriesOf(parsed).reduce((total, { amountMinor }) => total + amountMinor, 0n);
    const net = rows.reduce((total, row) => total + netOf(row), 0n);
    assert.equal(sum, net);
    assert.ok(parsed.content.kind === "statements");
    const holds = totals.count === rows.length && totals.net === net;
    for (const { proof } of parsed.content.statements) {
      assert.equal(proof.state, holds ? "proven" : "broken");
    }
    assert.equal(countOf(parsed, "control_total_broken"), holds ? 0 : 1);
  });
}

test("the corpus of WeChat Pay bills", { skip: skipReason }, () => {
  assert.ok(bills.length > 2);
});

type Row = ReadonlyMap<string, string>;

function billOf(file: CorpusFile) {
  const lines = new TextDecoder().decode(file.bytes).trim().split(/\r?\n/);
  const cells = lines.map((line) => line.split(",").map((cell) => cell.replace("`", "")));
  const end = cells.findIndex(([first]) => first === "总交易单数");
  const named = (head: readonly string[], row: readonly string[]): Row =>
    new Map(head.map((name, at) => [name, row[at] ?? ""]));
  const totals = named(cells[end] ?? [], cells[end + 1] ?? []);
  return {
    rows: cells.slice(1, end).map((row) => named(cells[0] ?? [], row)),
    totals: {
      count: +(totals.get("总交易单数") ?? "0"),
      net:
        fen(totals, "应结订单总金额", "总交易额") -
        fen(totals, "退款总金额", "总退款金额") -
        fen(totals, "手续费总金额"),
    },
  };
}

function netOf(row: Row): bigint {
  const moved =
    row.get("交易状态") === "SUCCESS" ? fen(row, "应结订单金额", "总金额") : -fen(row, "退款金额");
  return moved - fen(row, "手续费");
}

function fen(row: Row, ...names: readonly string[]): bigint {
  const text = names.map((name) => row.get(name) ?? "").find((one) => one !== "") ?? "0";
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0").slice(0, 2));
  return text.startsWith("-") ? -size : size;
}
