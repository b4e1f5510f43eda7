// Receivables on a list of days and what happened between them, from sums of movements: the ground of
// DSO, CEI, recovery and every trend. In home currency, by a group of customers.

/** A sum of movements; each index is the first of the days from which it counts (db/report-positions). */
export type Movement = {
  readonly key: string;
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
  readonly at: number;
  readonly dueMinor: number;
  readonly late1Minor: number;
  readonly lateBMinor: number;
  readonly lateAMinor: number;
  readonly onOverdueMinor: number;
};

/**
 * Sold to a factor without recourse: from the day at `at` on it is neither owed here nor was it paid. The sale
 * it came from counts in the interval of `saleAt`; beyond the last day: in none. Taken back: below zero.
 */
export type SoldClaims = {
  readonly key: string;
  readonly saleAt: number;
  readonly at: number;
  readonly homeMinor: number;
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
  readonly sold: readonly SoldClaims[];
};

/** Sold to a factor in the interval that ends at a place of the list. */
export function soldIn({ sold }: PositionSeries, at: number): bigint {
  return sumSold(sold.filter((one) => one.at === at));
}

/** Sales of an interval without those whose claims were sold by a place of the list. */
export function salesLeftAt({ positions, sold }: PositionSeries, sale: number, at: number): bigint {
  const gone = sold.filter((one) => one.saleAt === sale && one.at <= at);
  return (positions[sale]?.salesMinor ?? 0n) - sumSold(gone);
}

function sumSold(sold: readonly SoldClaims[]): bigint {
  return sold.reduce((sum, { homeMinor }) => sum + BigInt(homeMinor), 0n);
}

/** What is summed for a group on each of the days: in which of its columns it stands. */
const columns = {
  open: 0,
  due: 1,
  late1: 2,
  lateB: 3,
  lateA: 4,
  sale: 5,
  receipt: 6,
  onOverdue: 7,
  onDue: 8,
  writeOff: 9,
} as const;
const columnCount = Object.keys(columns).length;

/** These run on from day to day, the others are flows. */
const balances = [columns.open, columns.due, columns.late1, columns.lateB, columns.lateA];

/** Movements summed before others may be served. */
const movementsAtOnce = 20_000;

/** One series a group that moved, by name; some movements at a time, as it is asked on. */
export function* positionSeries(
  days: readonly string[],
  {
    movements,
    changed,
    sold,
    names,
  }: {
    readonly movements: readonly Movement[];
    readonly changed: readonly ChangedPosition[];
    readonly sold: readonly SoldClaims[];
    readonly names: ReadonlyMap<string, string>;
  },
): Generator<void, PositionSeries[]> {
  const places = new Map<string, number>();
  for (const rows of [movements, changed]) {
    for (const { key } of rows) if (!places.has(key)) places.set(key, places.size);
  }
  const sums = new Sums(places.size, days.length);
  const placeOf = ({ key }: { readonly key: string }) => places.get(key) ?? 0;
  for (const [n, one] of movements.entries()) {
    if (n > 0 && n % movementsAtOnce === 0) yield;
    addMovement(sums, placeOf(one), one);
  }
  sums.accumulate();
  for (const one of changed) addChanged(sums, placeOf(one), one);
  const soldOf = Map.groupBy(sold, ({ key }) => key);
  return [...places]
    .map(([key, group]) => ({
      key,
      name: names.get(key) ?? "",
      sold: soldOf.get(key) ?? [],
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
    this.#minor = new BigInt64Array(groups * days * columnCount);
  }

  /** Beyond the last day nothing is added. */
  add(column: number, group: number, at: number, minor: number): void {
    if (at < this.#days) this.#minor[this.#placeOf(column, group) + at]! += BigInt(minor);
  }

  of(column: number, group: number, at: number): bigint {
    return this.#minor[this.#placeOf(column, group) + at] ?? 0n;
  }

  /** Balances run on from day to day, flows do not. */
  accumulate(): void {
    const width = this.#days * columnCount;
    for (let group = 0; group * width < this.#minor.length; group += 1) {
      for (const column of balances) {
        const first = this.#placeOf(column, group);
        for (let at = first + 1; at < first + this.#days; at += 1) {
          this.#minor[at]! += this.#minor[at - 1]!;
        }
      }
    }
  }

  #placeOf(column: number, group: number): number {
    return (group * columnCount + column) * this.#days;
  }
}

function addMovement(sums: Sums, group: number, one: Movement): void {
  const { what, at, homeMinor } = one;
  sums.add(columns.open, group, at, homeMinor);
  sums.add(columns.due, group, one.dueAt, homeMinor);
  sums.add(columns.late1, group, one.late1, homeMinor);
  sums.add(columns.lateB, group, one.lateB, homeMinor);
  sums.add(columns.lateA, group, one.lateA, homeMinor);
  if (what === "sale") sums.add(columns.sale, group, at, homeMinor);
  if (what === "receipt") sums.add(columns.receipt, group, at, -homeMinor);
  if (what === "receipt") sums.add(columns.onOverdue, group, at, -one.onOverdueMinor);
  // it was due by this day when the later of both days is no later than the receipt's
  if (what === "receipt" && one.dueAt === at) sums.add(columns.onDue, group, at, -homeMinor);
  if (what === "write_off") sums.add(columns.writeOff, group, at, -homeMinor);
}

function addChanged(sums: Sums, group: number, one: ChangedPosition): void {
  sums.add(columns.due, group, one.at, one.dueMinor);
  sums.add(columns.late1, group, one.at, one.late1Minor);
  sums.add(columns.lateB, group, one.at, one.lateBMinor);
  sums.add(columns.lateA, group, one.at, one.lateAMinor);
  sums.add(columns.onOverdue, group, one.at, -one.onOverdueMinor);
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

  #of(column: number): bigint {
    return this.#sums.of(column, this.#group, this.#at);
  }

  get receivableMinor(): bigint {
    return this.#of(columns.open);
  }
  get notDueMinor(): bigint {
    return this.#of(columns.open) - this.#of(columns.late1);
  }
  get dueMinor(): bigint {
    return this.#of(columns.due);
  }
  get overdueMinor(): bigint {
    return this.#of(columns.late1);
  }
  get lateBMinor(): bigint {
    return this.#of(columns.lateB);
  }
  get lateAMinor(): bigint {
    return this.#of(columns.lateA);
  }
  get salesMinor(): bigint {
    return this.#of(columns.sale);
  }
  get receivedMinor(): bigint {
    return this.#of(columns.receipt);
  }
  get receivedOnOverdueMinor(): bigint {
    return this.#of(columns.onOverdue);
  }
  get receivedOnDueMinor(): bigint {
    return this.#of(columns.onDue);
  }
  get writtenOffMinor(): bigint {
    return this.#of(columns.writeOff);
  }
}
