// When open money will come in. How many weeks after its due date money is paid is read from the past,
// amount by amount (Kaplan and Meier 1958, with amounts in place of cases): of what was still open when
// a week of lateness began, the part that came in during it. A customer who usually pays later than
// all others is read as that much less late.
import { daysBetween, type IsoDate } from "../date.ts";
import { type Ratio, ratioOf } from "./ratio.ts";

/** What of the past is known of one week of lateness; 0 is the week that begins on the due date. */
export type LatenessWeek = {
  readonly week: number;
  /** Open when the week began, of items seen through it. */
  readonly exposedMinor: bigint;
  readonly paidMinor: bigint;
};

/** Parts of a million: exact enough for a forecast, and always the same. */
const chanceScale = 1_000_000n;

/** The chance that what is open when a week of lateness begins comes in during it. */
export type PayingCurve = (week: number) => bigint;

/** Beyond the weeks that were seen, as in the last one with enough behind it. */
export function payingCurve(weeks: readonly LatenessWeek[]): PayingCurve {
  const chances = new Map(
    weeks
      .filter(({ exposedMinor }) => exposedMinor > 0n)
      .map(({ week, exposedMinor, paidMinor }) => [
        week,
        atMost((paidMinor * chanceScale) / exposedMinor),
      ]),
  );
  const seen = [...chances.keys()];
  const first = seen.reduce((a, b) => (b < a ? b : a), Number.MAX_SAFE_INTEGER);
  const last = seen.reduce((a, b) => (b > a ? b : a), Number.MIN_SAFE_INTEGER);
  return (week) => {
    if (seen.length === 0 || week < first) return 0n;
    return chances.get(week > last ? last : week) ?? 0n;
  };
}

function atMost(chance: bigint): bigint {
  if (chance < 0n) return 0n;
  return chance > chanceScale ? chanceScale : chance;
}

/** Expected of an amount in each of the next weeks; the last place is what comes later, or never. */
export function expectedByWeek(
  openMinor: bigint,
  of: { readonly week: number; readonly weeks: number; readonly curve: PayingCurve },
): bigint[] {
  let left = openMinor;
  const expected = Array.from({ length: of.weeks }, (_, ahead) => {
    const part = (left * of.curve(of.week + ahead)) / chanceScale;
    left -= part;
    return part;
  });
  return [...expected, left];
}

/** The week of lateness a day lies in: 0 from the due date on, negative before it. */
export function latenessWeek(dueDate: IsoDate, day: IsoDate): number {
  return Math.floor(daysBetween(dueDate, day) / 7);
}

/** Which week after `asOf` a day lies in: 0 = the first seven days. */
export function weekAhead(asOf: IsoDate, date: IsoDate): number {
  return Math.max(0, Math.floor((daysBetween(asOf, date) - 1) / 7));
}

export type ForecastWeek = { readonly expectedMinor: bigint; readonly receivedMinor: bigint };

/** Weighted absolute error: Σ |received − expected| ÷ Σ received. */
export function forecastError(weeks: readonly ForecastWeek[]): Ratio | null {
  const off = weeks.reduce((sum, { expectedMinor, receivedMinor }) => {
    const difference = receivedMinor - expectedMinor;
    return sum + (difference < 0n ? -difference : difference);
  }, 0n);
  return ratioOf(
    off,
    weeks.reduce((sum, { receivedMinor }) => sum + receivedMinor, 0n),
  );
}
