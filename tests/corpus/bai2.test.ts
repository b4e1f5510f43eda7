// Every BAI2 file of the sample corpus: as many transactions and sums as an independent look at the
// records finds, control totals and balances that hold or are flagged; or refused with a reason.
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

const refused: string[] = [];
const proofs: string[] = [];

for (const file of corpusFiles("bai2")) {
  test(file.name, () => {
    const parsed = parseFile(file.name, file.bytes, corpusOptions);
    const refusal = refusalOf(parsed);
    const records = recordsOf(file);
    if (refusal !== null) {
      refused.push(`${file.name}: ${refusal}`);
      assert.ok(!/^\s*01,/.test(textOf(file)) || !records.some(({ code }) => code === "99"));
      return;
    }
    const entries = entriesOf(parsed);
    const rows = parsed.problems.filter(({ severity }) => severity === "row").length;
    const details = records.filter(({ code }) => code === "16");
    assert.equal(entries.length + rows + countOf(parsed, "entry_zero"), details.length);
    const sum = entries.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    assert.equal(
      sum,
      details.reduce((total, { fields }) => total + signedAmount(fields), 0n),
    );
    assert.ok(parsed.content.kind === "statements");
    const { statements } = parsed.content;
    assert.deepEqual(
      statements.map(({ account }) => account),
      records.filter(({ code }) => code === "03").map(({ fields }) => fields[0]),
    );
    for (const { proof, openingMinor, closingMinor, entries: own } of statements) {
      proofs.push(`${file.name}: ${proof.state === "proven" ? proof.by : proof.state}`);
      if (openingMinor === null || closingMinor === null) continue;
      const total = own.reduce((all, { amountMinor }) => all + amountMinor, 0n);
      assert.equal(proof.state === "proven", openingMinor + total === closingMinor);
      assert.equal(proof.state === "broken", openingMinor + total !== closingMinor);
    }
    const broken = statements.filter(({ proof }) => proof.state === "broken").length;
    assert.equal(countOf(parsed, "balance_broken"), broken);
    assert.equal(brokenTotals(records) > 0, countOf(parsed, "control_total_broken") > 0);
  });
}

test("the corpus of BAI2 files", { skip: skipReason }, (context) => {
  context.diagnostic(`refused ${refused.length}:\n${refused.join("\n")}`);
  context.diagnostic(`proofs:\n${proofs.join("\n")}`);
  assert.ok(refused.length <= 5);
});

type Record = { readonly code: string; readonly fields: readonly string[] };

function textOf(file: CorpusFile): string {
  return new TextDecoder("windows-1252").decode(file.bytes);
}

/** Whatever follows a line end, or a slash and two blanks or a known code, begins a record. */
function recordsOf(file: CorpusFile): Record[] {
  const text = textOf(file).replace(/\/ +(?=(?:0[23]|16|49|88|98|99),)/g, "/\n");
  const records: Record[] = [];
  for (const line of text.split("\n")) {
    const [code = "", ...fields] = line
      .trim()
      .replace(/\s*\/$/, "")
      .split(",");
    if (/^(0[123]|16|49|9[89])$/.test(code)) records.push({ code, fields });
    else if (code === "88") records.push({ code, fields });
  }
  return records;
}

function signedAmount([type = "", amount = ""]: readonly string[]): bigint {
  const size = BigInt(amount || "0");
  return +type >= 400 ? -size : size;
}

/** Accounts, groups and the file whose stated total is not the sum of what stands in them. */
function brokenTotals(records: readonly Record[]): number {
  let broken = 0;
  let [account, group, file] = [0n, 0n, 0n];
  let sums: string[] = [];
  const close = () => {
    for (let at = 0; at + 1 < sums.length; ) {
      const type = sums[at] ?? "";
      account += /^[+-]?\d+$/.test(sums[at + 1] ?? "") ? BigInt(sums[at + 1]!) : 0n;
      const funds = sums[at + 3] ?? "";
      const more = funds === "V" ? 2 : funds === "S" ? 3 : 0;
      at += type === "" && sums[at + 1] === "" ? 4 : 4 + more;
      if (funds === "D") at += 1 + 2 * +(sums[at] ?? "0");
    }
    sums = [];
  };
  let isSums = false;
  for (const { code, fields } of records) {
    if (code === "88") {
      if (isSums) sums.push(...fields);
      continue;
    }
    if (isSums) close();
    isSums = code === "03";
    const total = BigInt(/^[+-]?\d+$/.test(fields[0] ?? "") ? fields[0]! : "0");
    if (code === "03") {
      account = 0n;
      sums = fields.slice(2);
    } else if (code === "16") account += BigInt(fields[1] || "0");
    else if (code === "49") {
      broken += total === account ? 0 : 1;
      group += total;
    } else if (code === "98") {
      broken += total === group ? 0 : 1;
      group = 0n;
      file += total;
    } else if (code === "99") broken += total === file ? 0 : 1;
  }
  return broken;
}
