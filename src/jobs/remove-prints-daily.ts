// Archives of bulk prints, removed once a day after the days they are kept.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { removeOldPrints } from "../app/statements/remove-prints.ts";

export const removePrintsDaily: ClockWork = {
  name: "remove_prints",
  every: "day",
  run: async (deps, books) => {
    await removeOldPrints(deps, books);
  },
};
