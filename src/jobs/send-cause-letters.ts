// The month's causes of differences and disputes, to where they came from; from the second day on.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { sendCauseLettersMonthly } from "../app/disputes/cause-letters.ts";

export const sendCauseLettersDaily: ClockWork = {
  name: "send_cause_letters",
  every: "day",
  run: sendCauseLettersMonthly,
};
