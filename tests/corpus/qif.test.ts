// Every QIF file of the sample corpus: as many entries, days and sums as an independent look at its
// lines finds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFile } from "../../src/importers/registry.ts";
import { corpusFiles, corpusOptions, entriesOf, refusalOf, skipReason } from "./corpus-files.ts";

const files = corpusFiles("qif");

for (const file of files) {
  test(file.name, () => {
    const parsed = parseFile(file.name, file.bytes, corpusOptions);
    assert.equal(refusalOf(parsed), null);
    const text = new TextDecoder().decode(file.bytes);
    const values = (letter: string) =>
      [...text.matchAll(new RegExp(`^${letter}(.+)$`, "gm"))].map(
        (match) => match[1]?.trim() ?? "",
      );
    // both files write month, day, year
    const days = values("D").map((day) => {
      const [month = "", date = "", year = ""] = day.split("/");
      return `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    });
    const amounts = values("T").map((amount) => {
      const [whole = "0", cents = "0"] = amount.replaceAll(",", "").split(".");
      const sign = whole.startsWith("-") ? -1n : 1n;
      return BigInt(whole) * 100n + sign * BigInt(cents.padEnd(2, "0"));
    });
    const entries = entriesOf(parsed);
    assert.deepEqual(
      entries.map(({ bookingDate }) => bookingDate),
      days,
    );
    assert.deepEqual(
      entries.map(({ amountMinor }) => amountMinor),
      amounts,
    );
  });
}

test("the corpus of QIF files", { skip: skipReason }, () => {
  assert.ok(files.length > 1);
});
