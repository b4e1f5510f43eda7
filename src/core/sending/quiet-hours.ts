// When a message may leave: quiet hours by the clock of the books, and how long a failed one waits.
// Times are "HH:MM"; instants are the caller's, handed in as minutes of the local day.

export type QuietHours = {
  /** Equal: there are none. */
  readonly from: string;
  readonly to: string;
};

const minutesPerDay = 1_440;

/** Minutes until messages may leave again; 0: now. Quiet hours may run over midnight. */
export function quietMinutesLeft(hours: QuietHours, localMinute: number): number {
  const from = minuteOf(hours.from);
  const to = minuteOf(hours.to);
  if (from === to) return 0;
  const isQuiet =
    from < to ? localMinute >= from && localMinute < to : localMinute >= from || localMinute < to;
  if (!isQuiet) return 0;
  return (to - localMinute + minutesPerDay) % minutesPerDay;
}

function minuteOf(time: string): number {
  return +time.slice(0, 2) * 60 + +time.slice(3, 5);
}

/** Minutes before attempt n + 1: doubling from one, at most four hours. */
export function backoffMinutes(attempts: number): number {
  return Math.min(2 ** Math.max(attempts - 1, 0), 240);
}

/** Attempts after which a message is given up and shown to a person: two days of trying. */
export const mostAttempts = 18;
