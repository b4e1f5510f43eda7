// Unanswered statements: reminded, called about, written to, or confirmed by silence where a contract
// says so.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { chaseDaily } from "../app/statements/chase-unanswered.ts";

export const chaseStatementsDaily: ClockWork = {
  name: "chase_statements",
  every: "day",
  run: chaseDaily,
};
