// 今日: what waits for people, in count and money, and what came in today. Balances and data health
// have endpoints of their own; the page puts them together.
import { z } from "zod";
import { waitingKinds } from "../core/today.ts";
import { money } from "./money.ts";
import { dateText } from "./page.ts";

export const waitingFigure = z.object({
  kind: z.enum(waitingKinds),
  count: z.number().int(),
  amounts: z.array(money),
  /** Since when the oldest of them waits. */
  oldest: dateText.nullable(),
});
export type WaitingFigure = z.infer<typeof waitingFigure>;

export const today = z
  .object({
    date: dateText,
    closedThrough: dateText.nullable(),
    /** Only what there is, and what this member may see. */
    waiting: z.array(waitingFigure),
    /** Receipts of today. */
    received: z.object({
      count: z.number().int(),
      amounts: z.array(money),
      /** All of them in home currency. */
      home: money,
    }),
  })
  .meta({ id: "Today" });
export type Today = z.infer<typeof today>;
