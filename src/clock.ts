// The only reader of the clock. Everything else is given the time as an argument, so that the
// same input always gives the same answer.

export type Clock = {
  /** The present instant. */
  readonly now: () => Date;
  /** Milliseconds that only ever grow, for measuring durations. */
  readonly monotonicMs: () => number;
};

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};

/** A clock that stands still at one instant, for tests and for reproducing a past run. */
export function fixedClock(instant: string): Clock {
  const at = new Date(instant);
  return { now: () => new Date(at), monotonicMs: () => 0 };
}

/** The calendar day of an instant in a time zone such as "Asia/Shanghai", as YYYY-MM-DD. */
export function dayIn(timeZone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** Minutes since midnight of an instant in a time zone. */
export function minuteIn(timeZone: string, instant: Date): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const part = (type: string) => +(parts.find((one) => one.type === type)?.value ?? 0);
  return part("hour") * 60 + part("minute");
}
