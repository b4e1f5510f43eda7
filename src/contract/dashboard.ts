// 驾驶舱: the figures of the day in one answer, from the same records as the reports, and how a member
// arranged them.
import { z } from "zod";
import { collectionGrades, ungradedNames } from "./collections.ts";
import { currencyCode, decimalAmount } from "./money.ts";
import { dateText, instantText, recordId } from "./page.ts";
import { waitingFigure } from "./today.ts";

/** In the order they are first shown. */
export const dashboardBlocks = [
  "figures",
  "waiting",
  "grades",
  "trend",
  "risks",
  "forecast",
  "team",
] as const;
export type DashboardBlock = (typeof dashboardBlocks)[number];

export const dashboardLayout = z
  .strictObject({
    blocks: z
      .array(
        z.strictObject({
          block: z.enum(dashboardBlocks),
          isWide: z.boolean(),
          isHidden: z.boolean(),
        }),
      )
      .max(dashboardBlocks.length),
  })
  .meta({ id: "DashboardLayout" });
export type DashboardLayout = z.infer<typeof dashboardLayout>;

/** Per cent with one decimal; null: nothing to divide by. */
const share = z.string().nullable();

const week = z.object({
  /** Its last day, a Sunday; of the running week today. */
  to: dateText,
  isRunning: z.boolean(),
  overdueAtStart: decimalAmount,
  received: decimalAmount,
  rate: share,
  target: share,
  /** At its end. */
  overdue: decimalAmount,
  grades: z.object({ A: decimalAmount, B: decimalAmount, C: decimalAmount }),
});
export type DashboardWeek = z.infer<typeof week>;

const risk = z.object({
  customer: z.object({ id: recordId, name: z.string() }),
  ask: decimalAmount,
  grade: z.enum(collectionGrades).nullable(),
  /** Why there is no grade; pictures made before this was said have none. */
  ungraded: z.enum(ungradedNames).nullable().default(null),
  points: z.number(),
  rating: z.enum(["A", "B", "C", "D"]).nullable(),
  trend: z.enum(["up", "level", "down", "unknown"]).nullable(),
  isHeld: z.boolean(),
  oldestDays: z.number().int().nullable(),
  brokenPromises: z.number().int(),
  lateProbability: z.number().nullable(),
  untouchedDays: z.number().int().nullable(),
});
export type DashboardRisk = z.infer<typeof risk>;

/** What is worked out for all members at once: a picture of the books at one instant. */
export const dashboardFigures = z.object({
  date: dateText,
  /** Records up to this instant; the picture was made at madeAt. */
  knownAt: instantText,
  madeAt: instantText,
  homeCurrency: currencyCode,
  cash: z.object({
    count: z.number().int(),
    today: decimalAmount,
    month: decimalAmount,
    target: decimalAmount.nullable(),
    share,
  }),
  receivable: z.object({ balance: decimalAmount, overdue: decimalAmount, share }),
  grades: z.array(
    z.object({
      grade: z.enum(collectionGrades),
      amount: decimalAmount,
      share,
      customers: z.number().int(),
    }),
  ),
  weeks: z.array(week),
  forecast: z.array(
    z.object({
      to: dateText,
      expected: decimalAmount,
      byDue: decimalAmount,
      promised: decimalAmount,
    }),
  ),
  risks: z.array(risk),
  /** In the picture what waits for everybody; in the answer also the member's own work. */
  waiting: z.array(waitingFigure),
  team: z.object({
    due: z.number().int(),
    callsToday: z.number().int(),
    recovered: decimalAmount,
    target: decimalAmount.nullable(),
    share,
    keptShare: share,
  }),
  /** Of the last 30 days' receivable lines, by count. */
  automatic: z.object({ lines: z.number().int(), automatic: z.number().int(), share }),
});
export type DashboardFigures = z.infer<typeof dashboardFigures>;

export const dashboard = dashboardFigures
  .extend({
    /** False: something was posted or promised since; newer figures are being worked out. */
    isNewest: z.boolean(),
    layout: dashboardLayout,
  })
  .meta({ id: "Dashboard" });
export type Dashboard = z.infer<typeof dashboard>;

/** fresh: wait for figures of now instead of taking the last ones with their time. */
export const dashboardQuery = z.object({ fresh: z.stringbool().default(false) });
