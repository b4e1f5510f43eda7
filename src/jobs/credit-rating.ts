// Rating all customers of one set of books as a job, and every night by the clock.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { runRating, startRating } from "../app/credit/rate-customers.ts";
import type { Job } from "./job.ts";

export const rateCustomersJob: Job = {
  name: "rate_customers",
  run: ({ deps, payload, report }) => runRating(deps, payload, report),
};

/** Two in the morning, of the books' zone. */
const nightMinute = 2 * 60;

export const rateCustomersNightly: ClockWork = {
  name: "rate_customers",
  every: "day",
  fromMinute: nightMinute,
  run: async (deps, { orgId, booksId }) => {
    await startRating(deps, { orgId, memberId: null }, booksId);
  },
};
