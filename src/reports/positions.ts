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

type Sums = Record<
  | "open"
  | "due"
  | "late1"
  | "lateB"
  | "lateA"
  | "sale"
  | "receipt"
  | "onOverdue"
  | "onDue"
  | "writeOff",
  bigint[]
>;

/** One series a group, by name. */
export function positionSeries(
  days: readonly string[],
  movements: readonly Movement[],
  changed: readonly ChangedPosition[],
): PositionSeries[] {
  const groups = new Map<string, { name: string; sums: Sums }>();
  const groupOf = ({ key, name }: { key: string; name: string }) => {
    const group = groups.get(key) ?? { name, sums: emptySums(days.length) };
    groups.set(key, group);
    return group.sums;
  };
  for (const one of movements) addMovement(groupOf(one), one);
  for (const { sums } of groups.values()) accumulate(sums);
  for (const one of changed) addChanged(groupOf(one), one);
  return [...groups]
    .map(([key, { name, sums }]) => ({
      key,
      name,
      positions: days.map((day, at) => positionAt(day, at, sums)),
    }))
    .sort((a, b) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1));
}

function emptySums(count: number): Sums {
  const zeros = () => Array.from({ length: count }, () => 0n);
  return {
    open: zeros(),
    due: zeros(),
    late1: zeros(),
    lateB: zeros(),
    lateA: zeros(),
    sale: zeros(),
    receipt: zeros(),
    onOverdue: zeros(),
    onDue: zeros(),
    writeOff: zeros(),
  };
}

function add(sums: bigint[], at: number, minor: number | bigint): void {
  const before = sums[at];
  if (before !== undefined) sums[at] = before + BigInt(minor);
}

function addMovement(sums: Sums, one: Movement): void {
  const { what, at, homeMinor } = one;
  add(sums.open, at, homeMinor);
  add(sums.due, one.dueAt, homeMinor);
  add(sums.late1, one.late1, homeMinor);
  add(sums.lateB, one.lateB, homeMinor);
  add(sums.lateA, one.lateA, homeMinor);
  if (what === "sale") add(sums.sale, at, homeMinor);
  if (what === "receipt") add(sums.receipt, at, -homeMinor);
  if (what === "receipt") add(sums.onOverdue, at, -one.onOverdueMinor);
  // it was due by this day when the later of both days is no later than the receipt's
  if (what === "receipt" && one.dueAt === at) add(sums.onDue, at, -homeMinor);
  if (what === "write_off") add(sums.writeOff, at, -homeMinor);
}

/** Balances run on from day to day, flows do not. */
function accumulate({ open, due, late1, lateB, lateA }: Sums): void {
  for (const sums of [open, due, late1, lateB, lateA]) {
    for (let at = 1; at < sums.length; at += 1) add(sums, at, sums[at - 1] ?? 0n);
  }
}

function addChanged(sums: Sums, one: ChangedPosition): void {
  add(sums.due, one.at, one.dueMinor);
  add(sums.late1, one.at, one.late1Minor);
  add(sums.lateB, one.at, one.lateBMinor);
  add(sums.lateA, one.at, one.lateAMinor);
  add(sums.onOverdue, one.at, -one.onOverdueMinor);
}

function positionAt(day: string, at: number, sums: Sums): Position {
  const of = (list: readonly bigint[]) => list[at] ?? 0n;
  return {
    day,
    receivableMinor: of(sums.open),
    notDueMinor: of(sums.open) - of(sums.late1),
    dueMinor: of(sums.due),
    overdueMinor: of(sums.late1),
    lateBMinor: of(sums.lateB),
    lateAMinor: of(sums.lateA),
    salesMinor: of(sums.sale),
    receivedMinor: of(sums.receipt),
    receivedOnOverdueMinor: of(sums.onOverdue),
    receivedOnDueMinor: of(sums.onDue),
    writtenOffMinor: of(sums.writeOff),
  };
}
