// Statements that customers' plans ask for today, in bulk.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { makeScheduled } from "../app/statements/make-scheduled.ts";

export const makeStatementsDaily: ClockWork = {
  name: "make_statements",
  every: "day",
  run: makeScheduled,
};
