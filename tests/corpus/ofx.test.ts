// Every OFX and QFX file of the sample corpus: as many entries, days and sums as an independent look at
// the tags finds; or refused with a reason.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatMinor } from "../../src/core/money.ts";
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
const unclean: string[] = [];

for (const file of corpusFiles("ofx")) {
  test(file.name, () => {
    const parsed = parseFile(file.name, file.bytes, corpusOptions);
    const refusal = refusalOf(parsed);
    if (refusal !== null) {
      refused.push(`${file.name}: ${refusal}`);
      assert.ok(isNoStatement(file), `holds a bank statement and should be read: ${refusal}`);
      return;
    }
    const blocks = transactionsOf(file);
    const entries = entriesOf(parsed);
    const byRow = new Map(entries.map((entry) => [entry.place.row, entry]));
    const rows = parsed.problems.filter(({ severity }) => severity === "row");
    if (rows.length > 0) unclean.push(`${file.name}: ${rows.map(({ code }) => code)}`);
    const aside = rows.length + countOf(parsed, "entry_zero", "entry_not_booked");
    assert.equal(entries.length + aside, blocks.length);
    for (const block of blocks) {
      const entry = byRow.get(block.row);
      if (!entry && parsed.problems.some(({ place }) => place.row === block.row)) continue;
      assert.ok(entry !== undefined || hasSharedLine(blocks, block), `line ${block.row}`);
      if (!entry || hasSharedLine(blocks, block)) continue;
      assert.equal(entry.bookingDate.replaceAll("-", ""), block.day);
      assert.equal(thousandths(formatMinor(entry.amountMinor, entry.currency)), block.size);
    }
    const skipped = new Set(parsed.problems.map(({ place }) => place.row));
    const sum = entries.reduce(
      (total, { amountMinor, currency }) => total + thousandths(formatMinor(amountMinor, currency)),
      0n,
    );
    const theirs = blocks.filter(({ row }) => !skipped.has(row));
    assert.equal(
      sum,
      theirs.reduce((total, { size }) => total + size, 0n),
    );
    assert.ok(parsed.content.kind === "statements");
    const accounts = new Set(parsed.content.statements.map(({ account }) => account));
    assert.deepEqual([...accounts].sort(), [...new Set(accountsOf(file))].sort());
  });
}

test("the corpus of OFX files", { skip: skipReason }, (context) => {
  context.diagnostic(`refused ${refused.length}:\n${refused.join("\n")}`);
  context.diagnostic(`read with rows refused ${unclean.length}:\n${unclean.join("\n")}`);
  assert.ok(refused.length <= 22);
});

/** Comments blanked, line ends kept; investment statements left out. */
function bankText(file: CorpusFile): string {
  const blank = (whole: string) => whole.replace(/[^\n]/g, " ");
  return new TextDecoder("windows-1252")
    .decode(file.bytes)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/<INVSTMTRS>[\s\S]*?<\/INVSTMTRS>/g, blank);
}

function isNoStatement(file: CorpusFile): boolean {
  const text = bankText(file);
  const saysNothing = !/<(STMTTRN|CURDEF|BANKTRANLIST|LEDGERBAL)>/.test(text);
  return !/<(CC)?STMTRS>/.test(text) || saysNothing || !text.includes("</OFX>");
}

type Block = { readonly row: number; readonly day: string; readonly size: bigint };

function transactionsOf(file: CorpusFile): Block[] {
  const text = bankText(file);
  return [...text.matchAll(/<STMTTRN>([\s\S]*?)(?=<STMTTRN>|<\/BANKTRANLIST>|<LEDGERBAL>|$)/g)].map(
    (match) => {
      const value = (tag: string) =>
        new RegExp(`<${tag}>([^<\\r\\n]*)`).exec(match[1] ?? "")?.[1]?.trim() ?? "";
      return {
        row: text.slice(0, match.index).split("\n").length,
        day: value("DTPOSTED").slice(0, 8),
        size: thousandths(value("TRNAMT").replace(",", ".")),
      };
    },
  );
}

/** Files without line ends have all on one line. */
function hasSharedLine(blocks: readonly Block[], block: Block): boolean {
  return blocks.filter(({ row }) => row === block.row).length > 1;
}

function accountsOf(file: CorpusFile): string[] {
  return bankText(file)
    .split(/<(?:CC)?STMTRS>/)
    .slice(1)
    .map(
      (part) => /<(?:BANK|CC)ACCTFROM>[\s\S]*?<ACCTID>([^<\r\n]*)/.exec(part)?.[1]?.trim() ?? "",
    );
}

/** Thousandths: enough for every currency, so that one number holds a file of several. */
function thousandths(text: string): bigint {
  const [whole = "0", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const size = BigInt(whole || "0") * 1000n + BigInt(fraction.padEnd(3, "0").slice(0, 3) || "0");
  return text.startsWith("-") ? -size : size;
}
