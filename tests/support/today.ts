// The day it is in the books, whose zone is China's unless they are made otherwise, for as long as a
// test file runs. What the file enters with that day is read by a server that asks the clock again: a
// file that begins in the last minutes of a day would see it change, and waits for the next one.
import { dayIn, minuteIn, systemClock } from "../../src/clock.ts";
import { type IsoDate, isoDate } from "../../src/core/date.ts";

const timeZone = "Asia/Shanghai";
/** The longest file takes less, with the machine to itself and beside another. */
const longestFileMinutes = 2;

while (minuteIn(timeZone, systemClock.now()) >= 24 * 60 - longestFileMinutes) {
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}

export const today: IsoDate = isoDate(dayIn(timeZone, systemClock.now()));
