// 准确率: the four figures with their numbers and intervals, why not, the calibrated threshold and
// the reliability curve. Shares are numbers from 0 to 1; money stays decimal text.
import { z } from "zod";
import { money } from "./money.ts";
import { instantText } from "./page.ts";

export const figureGroup = z.enum(["all", "customer", "template", "month"]);
export const figuresQuery = z.object({ by: figureGroup.default("all") });

const interval = z.object({ low: z.number(), high: z.number() });

const counted = z.object({
  part: z.number().int(),
  whole: z.number().int(),
  /** Null: nothing was counted. */
  share: z.number().nullable(),
  /** 95 %; null below one case. */
  interval: interval.nullable(),
});

const figure = z.object({
  lines: counted,
  money: z.object({ part: money, whole: money, share: z.number().nullable() }),
});

const precision = z.object({
  /** Blind labels, and how many of them are wrong. */
  labels: z.number().int(),
  wrong: z.number().int(),
  right: z.number().nullable(),
  interval: interval.nullable(),
  /** Right share of the sampled money. */
  rightMoney: z.number().nullable(),
  /** At least 30 labels. */
  isEnough: z.boolean(),
});

const figureRow = z.object({
  key: z.string(),
  /** Of a customer; else "". */
  name: z.string(),
  identified: figure,
  untouched: figure,
  items: figure,
  precision,
});
export type FigureRow = z.infer<typeof figureRow>;

export const accuracyFigures = z
  .object({
    by: figureGroup,
    rows: z.array(figureRow),
    whyNot: z.array(z.object({ cause: z.string(), count: z.number().int(), home: money })),
  })
  .meta({ id: "AccuracyFigures" });
export type AccuracyFigures = z.infer<typeof accuracyFigures>;

export const calibrationOnWire = z
  .object({
    /** 0: never calibrated; the shipped prior holds. */
    version: z.number().int(),
    state: z.enum(["prior", "measured", "stricter"]),
    threshold: z.number(),
    maxWrongPerMille: z.number(),
    labels: z.number().int(),
    blind: z.number().int(),
    wrong: z.number().int(),
    /** At or above the threshold. */
    labelsAbove: z.number().int(),
    wrongAbove: z.number().int(),
    /** Labels without an error that are still missing for the request. */
    missing: z.number().int(),
    /** Upper estimate of the share of wrong lines at the threshold; null without labels. */
    bound: z.number().nullable(),
    at: instantText.nullable(),
    /** Labels there are now; those since `at` count from the next calibration on. */
    labelsNow: z.number().int(),
    samplesWaiting: z.number().int(),
    curve: z.array(
      z.object({
        from: z.number(),
        to: z.number(),
        said: z.number(),
        labels: z.number().int(),
        blind: z.number().int(),
        right: z.number().nullable(),
        interval: interval.nullable(),
      }),
    ),
  })
  .meta({ id: "Calibration" });
export type CalibrationOnWire = z.infer<typeof calibrationOnWire>;
