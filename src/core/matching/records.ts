// Records by position: an array, or rows of columns made into records when they are asked for.
import { assert } from "../assert.ts";

export type Records<Item> = Iterable<Item> & {
  readonly length: number;
  readonly at: (position: number) => Item | undefined;
};

/** Reads the record of a position that is there. */
export function readerOf<Item>(records: Records<Item>): (position: number) => Item {
  return (position) => {
    const record = records.at(position);
    assert(record !== undefined, "a record stands at the position");
    return record;
  };
}
