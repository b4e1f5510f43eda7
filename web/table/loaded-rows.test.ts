import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadedRows } from "./loaded-rows.ts";

test("a page that comes is added to the same array, a list loaded anew replaces it", () => {
  const loaded = new LoadedRows<number>();
  const { rows } = loaded;
  const first = { rows: [1, 2] };
  loaded.take([first]);
  loaded.take([first, { rows: [3] }]);
  assert.deepEqual(rows, [1, 2, 3]);
  assert.equal(loaded.version, 2);
  loaded.take([{ rows: [9] }]);
  assert.deepEqual(rows, [9]);
  assert.equal(loaded.version, 3);
});

test("the same pages again change nothing", () => {
  const loaded = new LoadedRows<number>();
  const pages = [{ rows: [1] }];
  loaded.take(pages);
  loaded.take(pages);
  assert.deepEqual(loaded.rows, [1]);
  assert.equal(loaded.version, 1);
});
