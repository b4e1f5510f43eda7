// Receivables on a list of days and what happened between them, from sums of movements: the ground of
// DSO, CEI, recovery and every trend. In home currency, by a group of customers.

/** A sum of movements; each index is the first of the days from which it counts (db/report-positions). */
export type Movement = {
  readonly key: string;
  readonly name: string;
  readonly what: "item" | "sale" | "receipt" | "write_off" | "other";
  readonly at: number;
  readonly dueAt: number;
  readonly late1: number;
  readonly lateB: number;
  readonly lateA: number;
  readonly homeMinor: number;
  readonly onOverdueMinor: number;
};

/** Of items whose due date was agreed anew: what was due and late on one of the days. */
export type ChangedPosition = {
  readonly key: string;
  readonly name: string;
  readonly at: number;
  readonly dueMinor: number;
  readonly late1Minor: number;
  readonly lateBMinor: number;
  readonly lateAMinor: number;
  readonly onOverdueMinor: number;
};

/** At the close of a day; flows are those since the close of the day before it in the list. */
export type Position = {
  readonly day: string;
  readonly receivableMinor: bigint;
  /** Not due yet, or without due date. */
  readonly notDueMinor: bigint;
  /** The day itself included. */
  readonly dueMinor: bigint;
  readonly overdueMinor: bigint;
  readonly lateBMinor: bigint;
  readonly lateAMinor: bigint;
  readonly salesMinor: bigint;
  readonly receivedMinor: bigint;
  /** Received on what was past due at the close of the day before. */
  readonly receivedOnOverdueMinor: bigint;
  /** Received on what was due by this day. */
  readonly receivedOnDueMinor: bigint;
  readonly writtenOffMinor: bigint;
};

export type PositionSeries = {
  readonly key: string;
  readonly name: string;
  readonly positions: readonly Position[];
};

/** What is summed for a group on each of the days, in the order in which it stands in its column. */
const figures = [
  "open",
  "due",
  "late1",
  "lateB",
  "lateA",
  "sale",
  "receipt",
  "onOverdue",
  "onDue",
  "writeOff",
] as const;
type Figure = (typeof figures)[number];

/** These run on from day to day, the others are flows. */
const balances = ["open", "due", "late1", "lateB", "lateA"] as const satisfies readonly Figure[];

/** One series a group, by name. */
export function positionSeries(
  days: readonly string[],
  movements: readonly Movement[],
  changed: readonly ChangedPosition[],
): PositionSeries[] {
  const names = new Map<string, { readonly at: number; readonly name: string }>();
  for (const rows of [movements, changed]) {
    for (const { key, name } of rows) if (!names.has(key)) names.set(key, { at: names.size, name });
  }
  const sums = new Sums(names.size, days.length);
  const placeOf = ({ key }: { readonly key: string }) => names.get(key)?.at ?? 0;
  for (const one of movements) addMovement(sums, placeOf(one), one);
  sums.accumulate();
  for (const one of changed) addChanged(sums, placeOf(one), one);
  return [...names]
    .map(([key, { at: group, name }]) => ({
      key,
      name,
      positions: days.map((day, at) => new SummedPosition(day, { sums, group, at })),
    }))
    .sort((a, b) => compareTexts(a.name, b.name) || compareTexts(a.key, b.key));
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** All figures of all groups on all days in one place: ten thousand customers have millions of them. */
class Sums {
  readonly #days: number;
  readonly #minor: BigInt64Array;

  constructor(groups: number, days: number) {
    this.#days = days;
    this.#minor = new BigInt64Array(groups * days * figures.length);
  }

  /** Beyond the last day nothing is added. */
  add(figure: Figure, group: number, at: number, minor: number): void {
    if (at < this.#days) this.#minor[this.#placeOf(figure, group) + at]! += BigInt(minor);
  }

  of(figure: Figure, group: number, at: number): bigint {
    return this.#minor[this.#placeOf(figure, group) + at] ?? 0n;
  }

  /** Balances run on from day to day, flows do not. */
  accumulate(): void {
    const width = this.#days * figures.length;
    for (let group = 0; group * width < this.#minor.length; group += 1) {
      for (const figure of balances) {
        const first = this.#placeOf(figure, group);
        for (let at = first + 1; at < first + this.#days; at += 1) {
          this.#minor[at]! += this.#minor[at - 1]!;
        }
      }
    }
  }

  #placeOf(figure: Figure, group: number): number {
    return (group * figures.length + figures.indexOf(figure)) * this.#days;
  }
}

function addMovement(sums: Sums, group: number, one: Movement): void {
  const { what, at, homeMinor } = one;
  sums.add("open", group, at, homeMinor);
  sums.add("due", group, one.dueAt, homeMinor);
  sums.add("late1", group, one.late1, homeMinor);
  sums.add("lateB", group, one.lateB, homeMinor);
  sums.add("lateA", group, one.lateA, homeMinor);
  if (what === "sale") sums.add("sale", group, at, homeMinor);
  if (what === "receipt") sums.add("receipt", group, at, -homeMinor);
  if (what === "receipt") sums.add("onOverdue", group, at, -one.onOverdueMinor);
  // it was due by this day when the later of both days is no later than the receipt's
  if (what === "receipt" && one.dueAt === at) sums.add("onDue", group, at, -homeMinor);
  if (what === "write_off") sums.add("writeOff", group, at, -homeMinor);
}

function addChanged(sums: Sums, group: number, one: ChangedPosition): void {
  sums.add("due", group, one.at, one.dueMinor);
  sums.add("late1", group, one.at, one.late1Minor);
  sums.add("lateB", group, one.at, one.lateBMinor);
  sums.add("lateA", group, one.at, one.lateAMinor);
  sums.add("onOverdue", group, one.at, -one.onOverdueMinor);
}

/** A figure is made when it is asked for: a table shows few of them. */
class SummedPosition implements Position {
  readonly day: string;
  readonly #sums: Sums;
  readonly #group: number;
  readonly #at: number;

  constructor(day: string, of: { sums: Sums; group: number; at: number }) {
    this.day = day;
    this.#sums = of.sums;
    this.#group = of.group;
    this.#at = of.at;
  }

  #of(figure: Figure): bigint {
    return this.#sums.of(figure, this.#group, this.#at);
  }

  get receivableMinor(): bigint {
    return this.#of("open");
  }
  get notDueMinor(): bigint {
    return this.#of("open") - this.#of("late1");
  }
  get dueMinor(): bigint {
    return this.#of("due");
  }
  get overdueMinor(): bigint {
    return this.#of("late1");
  }
  get lateBMinor(): bigint {
    return this.#of("lateB");
  }
  get lateAMinor(): bigint {
    return this.#of("lateA");
  }
  get salesMinor(): bigint {
    return this.#of("sale");
  }
  get receivedMinor(): bigint {
    return this.#of("receipt");
  }
  get receivedOnOverdueMinor(): bigint {
    return this.#of("onOverdue");
  }
  get receivedOnDueMinor(): bigint {
    return this.#of("onDue");
  }
  get writtenOffMinor(): bigint {
    return this.#of("writeOff");
  }
}
