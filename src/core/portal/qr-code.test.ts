// The QR code of a pay-code: the standard's own example, and a whole code as another encoder draws it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { qrCodewords, qrMatrix } from "./qr-code.ts";

test("HELLO WORLD at level M has the codewords of ISO/IEC 18004", () => {
  assert.deepEqual(
    [...qrCodewords("HELLO WORLD")],
    [
      32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17, 196, 35, 39, 119, 235,
      215, 231, 226, 93, 23,
    ],
  );
});

test("a pay-code is drawn module by module as by a reference encoder", () => {
  const rows = qrMatrix("FK261100001297")?.map((row) =>
    row.map((dark) => (dark ? "#" : ".")).join(""),
  );
  assert.deepEqual(rows, [
    "#######.##..#.#######",
    "#.....#.#.#...#.....#",
    "#.###.#....##.#.###.#",
    "#.###.#.#.##..#.###.#",
    "#.###.#.......#.###.#",
    "#.....#.......#.....#",
    "#######.#.#.#.#######",
    "........###..........",
    "#.##.###......#..#.##",
    "###..#.####.##.#..###",
    ".#.#####.#..###..#.##",
    "##..#...###.#.#.###.#",
    "##.##.##.###..##..#.#",
    "........##...##..#...",
    "#######.#.#..##.#..#.",
    "#.....#.#..###.#..###",
    "#.###.#...##.#...#.##",
    "#.###.#.#.#..#..#.##.",
    "#.###.#.##.#...#.#...",
    "#.....#..####.#..##..",
    "#######.#..###..#..#.",
  ]);
});

test("longer codes take the next size; what cannot be said is refused", () => {
  assert.equal(qrMatrix("FK2611000112345678901234")?.length, 25);
  assert.equal(qrMatrix("付款码"), null);
  assert.equal(qrMatrix(""), null);
  assert.equal(qrMatrix("X".repeat(39)), null);
});
