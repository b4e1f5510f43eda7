// A rule change tried on history: line by line what it would post beside what the present rules
// post, and what people have said is right. Amounts are home minor units.

/** What is posted for a line, as one text: items with their amounts, and what is booked beside. */
export type Reading = string;

export type Known = {
  /** What a person confirmed, posted by hand or chose blind; "" = no receivable; null = unknown. */
  readonly right: Reading | null;
  /** Readings people undid or judged wrong. */
  readonly wrong: readonly Reading[];
};

export type ReplayLine = {
  readonly lineId: number;
  readonly homeMinor: number;
  /** Null: not posted automatically. */
  readonly before: Reading | null;
  readonly after: Reading | null;
  readonly known: Known;
};

export type ReplayKind = "added" | "changed" | "dropped";
export type Judged = "right" | "wrong" | "unproven";

export type ReplayChange = {
  readonly lineId: number;
  readonly homeMinor: number;
  readonly kind: ReplayKind;
  /** Of what would be posted now; of a dropped line, of what was posted. */
  readonly judged: Judged;
};

export type ReplayFigure = {
  readonly count: number;
  readonly homeMinor: number;
};

export type ReplaySummary = {
  readonly lines: number;
  readonly automaticBefore: ReplayFigure;
  readonly automaticAfter: ReplayFigure;
  /** Known wrong ones among the automatic. */
  readonly wrongBefore: ReplayFigure;
  readonly wrongAfter: ReplayFigure;
  readonly changes: Readonly<Record<ReplayKind, Readonly<Record<Judged, ReplayFigure>>>>;
};

function judge(reading: Reading, { right, wrong }: Known): Judged {
  if (wrong.includes(reading)) return "wrong";
  if (right === null) return "unproven";
  return reading === right ? "right" : "wrong";
}

/** Wrong ones first, then by money; equal ones by line. */
export function changesOf(lines: readonly ReplayLine[]): ReplayChange[] {
  const changes = lines.flatMap((line): ReplayChange[] => {
    const { lineId, homeMinor, before, after, known } = line;
    const reading = after ?? before;
    if (before === after || reading === null) return [];
    const kind = after === null ? "dropped" : before === null ? "added" : "changed";
    return [{ lineId, homeMinor, kind, judged: judge(reading, known) }];
  });
  return changes.sort(
    (a, b) =>
      urgency[a.judged] - urgency[b.judged] || b.homeMinor - a.homeMinor || a.lineId - b.lineId,
  );
}

const urgency = { wrong: 0, unproven: 1, right: 2 } as const;

export function summarise(lines: readonly ReplayLine[]): ReplaySummary {
  const changes = changesOf(lines);
  const sum = (of: readonly { readonly homeMinor: number }[]): ReplayFigure => ({
    count: of.length,
    homeMinor: of.reduce((total, { homeMinor }) => total + homeMinor, 0),
  });
  const isWrong = (reading: Reading | null, known: Known) =>
    reading !== null && judge(reading, known) === "wrong";
  const figuresOf = (kind: ReplayKind) => {
    const own = changes.filter((one) => one.kind === kind);
    return {
      right: sum(own.filter(({ judged }) => judged === "right")),
      wrong: sum(own.filter(({ judged }) => judged === "wrong")),
      unproven: sum(own.filter(({ judged }) => judged === "unproven")),
    };
  };
  return {
    lines: lines.length,
    automaticBefore: sum(lines.filter(({ before }) => before !== null)),
    automaticAfter: sum(lines.filter(({ after }) => after !== null)),
    wrongBefore: sum(lines.filter(({ before, known }) => isWrong(before, known))),
    wrongAfter: sum(lines.filter(({ after, known }) => isWrong(after, known))),
    changes: {
      added: figuresOf("added"),
      changed: figuresOf("changed"),
      dropped: figuresOf("dropped"),
    },
  };
}
