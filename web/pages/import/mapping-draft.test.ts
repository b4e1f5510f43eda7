import assert from "node:assert/strict";
import { test } from "node:test";
import { mappedTo, takenOver, withKind } from "./mapping-draft.ts";

const raw = ["入簿时点", "进项", "说明", "备注"];
const blank = {
  ...{ layout: "a", sheet: "", headerRow: 2 },
  columns: raw.map((name, index) => ({ index, raw: name, field: null, samples: [] })),
};
const fieldsOf = (mapping: { columns: readonly { field: string | null }[] }) =>
  mapping.columns.map(({ field }) => field);

test("a field moves to the column it is given last; memos gather", () => {
  const moved = mappedTo(mappedTo(blank, 0, "amount"), 1, "amount");
  assert.deepEqual(fieldsOf(moved), [null, "amount", null, null]);
  const both = mappedTo(mappedTo(blank, 2, "memo"), 3, "memo");
  assert.deepEqual(fieldsOf(both), [null, null, "memo", "memo"]);
});

test("another kind of table lets go of what it does not have", () => {
  const lines = mappedTo(mappedTo(blank, 0, "date"), 2, "memo");
  assert.deepEqual(fieldsOf(withKind(lines, "items")), [null, null, "memo", null]);
});

test("what was chosen for this layout is there again, for another one it is not", () => {
  const chosen = mappedTo(blank, 0, "date");
  assert.deepEqual(fieldsOf(takenOver(blank, chosen)), ["date", null, null, null]);
  const guessed = mappedTo(blank, 1, "amount");
  const skipped = fieldsOf(takenOver(guessed, mappedTo(guessed, 1, null)));
  assert.deepEqual(
    skipped,
    [null, null, null, null],
    "a column that was let go is not guessed again",
  );
  assert.deepEqual(fieldsOf(takenOver(blank, { ...chosen, layout: "b" })), fieldsOf(blank));
  assert.deepEqual(fieldsOf(takenOver(blank, undefined)), fieldsOf(blank));
});
