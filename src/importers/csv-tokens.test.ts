import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Delimiter, forEachCsvRow, guessDelimiter } from "./csv-tokens.ts";

function rowsOf(text: string, delimiter: Delimiter = ",", pieceLength = 1_000_000): string[][] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieceLength)
    pieces.push(text.slice(at, at + pieceLength));
  const rows: string[][] = [];
  forEachCsvRow(pieces, delimiter, (cells) => {
    rows.push([...cells]);
    return true;
  });
  return rows;
}

test("quotes hold delimiters, line ends and doubled quotes", () => {
  const text = 'a,"b,1","c ""x"" d"\r\n"line\nbreak",,="00123"\n,last';
  assert.deepEqual(rowsOf(text), [
    ["a", "b,1", 'c "x" d'],
    ["line\nbreak", "", "00123"],
    ["", "last"],
  ]);
});

test("a quote in the middle of a cell is a character", () => {
  assert.deepEqual(rowsOf('5" pipe,x\ny,z'), [
    ['5" pipe', "x"],
    ["y", "z"],
  ]);
});

test("a quote that never closes does not swallow the file", () => {
  const rows: string[][] = [];
  const outcome = forEachCsvRow(['a,b\n1,"open\n2,3\n4,5\n'], ",", (cells) => {
    rows.push([...cells]);
    return true;
  });
  assert.equal(rows.length, 4);
  assert.deepEqual(outcome.unclosedQuotes, [2]);
});

test("rows are numbered as a spreadsheet numbers them", () => {
  const numbers: number[] = [];
  forEachCsvRow(['a\n\n"x\ny"\nb\n'], ",", (_, row) => {
    numbers.push(row);
    return true;
  });
  assert.deepEqual(numbers, [1, 2, 3, 4]);
});

test("where the pieces are cut changes nothing, and what was written is read", () => {
  const cell = fc.stringMatching(/^[ab",;\n\r é]{0,6}$/);
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      (rows, pieceLength) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(","))
          .join("\n");
        assert.deepEqual(rowsOf(`${text}\n`, ",", pieceLength), rows);
      },
    ),
  );
});

test("the delimiter is the one that cuts the lines evenly", () => {
  assert.equal(guessDelimiter("Datum;Betrag\n1.1.26;1,50\n2.1.26;2,50\n"), ";");
  assert.equal(guessDelimiter("a\tb,c\td\n1\t2\t3\n"), "\t");
  assert.equal(guessDelimiter("sep=|\na|b\n"), "|");
  assert.equal(guessDelimiter('标题\n"a,b",c,d\n1,2,3\n'), ",");
});
