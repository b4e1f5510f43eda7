// Whether work grows with its input or with the square of it: one long input against as much of it in
// short ones, in CPU time of this thread. A slow machine, a busy one or a pause changes both alike.
import assert from "node:assert/strict";

const longest = 32_768;
const pieces = 32;
/** Linear work takes as long either way, quadratic work `pieces` times as long in one. */
const mostTimesAsLong = 8;
/** Each side counts as its best of so many: what else the thread did meanwhile is left out. */
const tries = 3;
/** Less cannot be told from nothing. */
const leastMicroseconds = 1_000;

/** Fails where the work of one input of `longest` parts is not about that of 32 of a 32nd each. */
export function assertGrowsWithSize(
  name: string,
  work: (input: string) => unknown,
  make: (size: number) => string,
): void {
  const long = make(longest);
  const short = make(longest / pieces);
  work(short);
  const inOne = bestOf(() => work(long));
  const inPieces = bestOf(() => {
    for (let piece = 0; piece < pieces; piece += 1) work(short);
  });
  const times = inOne / Math.max(inPieces, leastMicroseconds);
  assert.ok(times < mostTimesAsLong, `${name}: ${times.toFixed(1)} times as long in one piece`);
}

function bestOf(work: () => void): number {
  const spent = Array.from({ length: tries }, () => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  });
  return Math.min(...spent);
}
