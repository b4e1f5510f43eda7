import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as breathe } from "node:timers/promises";
import { TooManyWaiting, Turns } from "./turns.ts";

/** Notes who is served; each work ends when it is told to. */
function desk(turns: Turns) {
  const served: string[] = [];
  const ends: (() => void)[] = [];
  const come = (asker: string, name: string) =>
    turns.take(asker, () => {
      served.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const endNext = async () => {
    ends.shift()?.();
    await breathe();
  };
  return { served, come, endNext };
}

test("whoever asks for much waits for themselves, the others are served between", async () => {
  const { served, come, endNext } = desk(new Turns({ atOnce: 2, atOnceEach: 1, waitingEach: 3 }));
  const all = ["a1", "a2", "a3", "a4"].map((name) => come("a", name));
  await breathe();
  assert.deepEqual(served, ["a1"], "one at a time, though there is room for two");
  await assert.rejects(come("a", "a5"), TooManyWaiting);
  all.push(come("b", "b1"), come("c", "c1"), come("b", "b2"));
  await breathe();
  assert.deepEqual(served, ["a1", "b1"]);
  for (let n = 0; n < 7; n++) await endNext();
  await Promise.all(all);
  assert.deepEqual(served, ["a1", "b1", "a2", "c1", "b2", "a3", "a4"]);
});

test("work that fails and a place that is given up hold up nobody", async () => {
  const turns = new Turns({ atOnce: 1, atOnceEach: 1, waitingEach: 9 });
  const first = turns.enter("a");
  const failing = turns.take("a", () => {
    throw new Error("no process could be started");
  });
  const givenUp = turns.enter("b");
  const last = turns.take("c", async () => "done");
  givenUp.leave();
  first.leave();
  first.leave();
  await assert.rejects(failing, /no process/);
  assert.equal(await last, "done");
  await turns.enter("b").begins;
});
