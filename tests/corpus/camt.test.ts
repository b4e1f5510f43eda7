// Every CAMT file of the sample corpus: equal to the golden where there is one, else counted by an
// independent look at the tags; balances hold or are flagged; or refused with a reason.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ParsedFile } from "../../src/importers/importer.ts";
import { parseFile } from "../../src/importers/registry.ts";
import {
  type CorpusFile,
  corpusFiles,
  corpusOptions,
  countOf,
  entriesOf,
  goldenOf,
  refusalOf,
  skipReason,
} from "./corpus-files.ts";

const notEntries = ["entry_zero", "entry_not_booked"];
const refused: string[] = [];

for (const file of corpusFiles("camt")) {
  test(file.name, () => {
    const parsed = parseFile(file.name, file.bytes, corpusOptions);
    const refusal = refusalOf(parsed);
    if (refusal !== null) {
      refused.push(`${file.name}: ${refusal}`);
      assert.ok(/\.zip$|wrong\.xml$/.test(file.name), refusal);
      return;
    }
    const rows = parsed.problems.filter((problem) => problem.severity === "row").length;
    const nodes = new Set(entriesOf(parsed).map(ordinalOfEntry(file))).size;
    assert.equal(nodes + rows + countOf(parsed, ...notEntries), countTags(file, "Ntry"));
    checkBalances(parsed);
    const golden = goldenOf(file, ".json");
    if (golden !== null) compare(parsed, JSON.parse(golden));
  });
}

test("the corpus of CAMT files", { skip: skipReason }, (context) => {
  context.diagnostic(`refused ${refused.length}:\n${refused.join("\n")}`);
  assert.ok(refused.length <= 2);
});

function textOf(file: CorpusFile): string {
  return new TextDecoder().decode(file.bytes);
}

function countTags(file: CorpusFile, name: string): number {
  return [...textOf(file).matchAll(new RegExp(`<(?:\\w+:)?${name}[\\s>]`, "g"))].length;
}

/** Which Ntry of the file an entry comes from: several may be details of one. */
function ordinalOfEntry(file: CorpusFile): (entry: { place: { row?: number } }) => number {
  const lines = textOf(file).split("\n");
  return ({ place }) =>
    [
      ...lines
        .slice(0, place.row)
        .join("\n")
        .matchAll(/<(?:\w+:)?Ntry[\s>]/g),
    ].length;
}

function checkBalances(parsed: ParsedFile): void {
  if (parsed.content.kind !== "statements") return;
  const broken = parsed.content.statements.filter(({ proof }) => proof.state === "broken").length;
  assert.equal(countOf(parsed, "balance_broken"), broken);
  for (const { proof, entries, openingMinor, closingMinor, currency } of parsed.content
    .statements) {
    if (entries.some((entry) => entry.currency !== currency)) continue;
    if (openingMinor === null || closingMinor === null) continue;
    const sum = entries.reduce((total, entry) => total + entry.amountMinor, 0n);
    assert.equal(proof.state === "broken", openingMinor + sum !== closingMinor);
  }
}

type GoldenEntry = {
  readonly getAmount: {
    readonly getAmount: string;
    readonly getCurrency: { readonly getCode: string };
  };
  readonly getStatus: string | null;
  readonly getCreditDebitIndicator: string;
  readonly getBookingDate: { readonly "0": string } | null;
  readonly getValueDate: { readonly "0": string } | null;
};

type Golden = {
  readonly getEntries?: readonly GoldenEntry[];
  readonly getRecords?: readonly unknown[];
};

function compare(parsed: ParsedFile, golden: Golden): void {
  const theirs = (golden.getEntries ?? []).filter(
    (entry) =>
      entry.getAmount.getAmount !== "0" &&
      (entry.getStatus === null || entry.getStatus === "BOOK") &&
      (entry.getBookingDate !== null || entry.getValueDate !== null),
  );
  const ours = entriesOf(parsed);
  // The dump of a message with several statements keeps only the entries of the last.
  if ((golden.getRecords?.length ?? 0) > 1) {
    const amounts = ours.map((entry) => entry.amountMinor);
    for (const entry of theirs) assert.ok(amounts.includes(signedAmount(entry)));
    return;
  }
  const total = (amounts: readonly bigint[]) => amounts.reduce((sum, one) => sum + one, 0n);
  assert.equal(
    total(ours.map((entry) => entry.amountMinor)),
    total(theirs.map(signedAmount)),
    "the amounts add up to the golden's",
  );
  if (ours.length !== theirs.length) {
    assert.ok(
      ours.length > theirs.length,
      "more entries only by splitting a batch into its details",
    );
    return;
  }
  theirs.forEach((entry, at) => {
    assert.equal(ours[at]?.amountMinor, signedAmount(entry));
    assert.equal(ours[at]?.currency, entry.getAmount.getCurrency.getCode);
    const booked = entry.getBookingDate ?? entry.getValueDate;
    assert.equal(ours[at]?.bookingDate, booked?.["0"].slice(0, 10));
    if (entry.getValueDate) assert.equal(ours[at]?.valueDate, entry.getValueDate["0"].slice(0, 10));
  });
}

/** The golden's money may already carry the sign of a debit. */
function signedAmount(entry: GoldenEntry): bigint {
  const amount = BigInt(entry.getAmount.getAmount);
  const size = amount < 0n ? -amount : amount;
  return entry.getCreditDebitIndicator === "DBIT" ? -size : size;
}
