// Deliveries of webhooks, removed once a day after the days they are kept.
import type { ClockWork } from "../app/clock/clock-work.ts";
import { removeOldDeliveries } from "../app/webhooks/remove-deliveries.ts";

export const removeWebhooksDaily: ClockWork = {
  name: "remove_webhooks",
  every: "day",
  run: async (deps, books) => {
    await removeOldDeliveries(deps, books);
  },
};
