// A small model of dunning for tests, written apart from the product: one policy, whole numbers, plain
// loops. Days are counted from 1970-01-01. What it says is sent, the product must have sent.

/** Days from the due date; the one at 30 needs a release. */
export const ladder = [-7, 0, 7, 15, 30, 60] as const;
const releasedStep = 4;
const secondReminder = 15;
const gap = 7;
const minimumHome = 50_000;
const emailsAWeek = 2;

export type ModelItem = {
  readonly no: string;
  readonly customer: number;
  readonly currency: string;
  readonly homeFactor: number;
  readonly amount: number;
  readonly due: number;
  readonly entered: number;
  paid: number;
  disputed: number;
  level: number;
  lastOn: number | null;
  start: number | null;
};

type Credit = {
  readonly currency: string;
  readonly amount: number;
  readonly linked: string | null;
};
type Promised = {
  readonly currency: string;
  readonly amount: number;
  readonly on: number;
  readonly due: number;
};

export type ModelEvent =
  | { readonly kind: "enter"; readonly item: ModelItem }
  | { readonly kind: "pay"; readonly item: ModelItem; readonly amount: number }
  | { readonly kind: "account"; readonly currency: string; readonly amount: number }
  | {
      readonly kind: "credit";
      readonly currency: string;
      readonly amount: number;
      readonly linked: string | null;
    }
  | { readonly kind: "dispute"; readonly item: ModelItem; readonly amount: number }
  | {
      readonly kind: "promise";
      readonly currency: string;
      readonly amount: number;
      readonly due: number;
    };

type Pending = {
  readonly kind: "step" | "repeat";
  readonly items: readonly ModelItem[];
  /** Index of the step each takes. */
  readonly takes: ReadonlyMap<ModelItem, number>;
  readonly needsRelease: boolean;
};

export class ModelCustomer {
  readonly id: number;
  readonly items: ModelItem[] = [];
  readonly credits: Credit[] = [];
  readonly promises: Promised[] = [];
  readonly receipts: { currency: string; amount: number; on: number }[] = [];
  readonly touches: number[] = [];
  lastStep: number | null = null;
  pending: Pending | null = null;
  readonly sent: string[] = [];

  constructor(id: number) {
    this.id = id;
  }

  happen(event: ModelEvent, day: number): void {
    if (event.kind === "enter") this.items.push(event.item);
    if (event.kind === "pay") {
      event.item.paid += event.amount;
      this.receipts.push({ currency: event.item.currency, amount: event.amount, on: day });
    }
    if (event.kind === "account") {
      this.credits.push({ currency: event.currency, amount: event.amount, linked: null });
      this.receipts.push({ currency: event.currency, amount: event.amount, on: day });
    }
    if (event.kind === "credit") this.credits.push(event);
    if (event.kind === "dispute") event.item.disputed += event.amount;
    if (event.kind === "promise") this.promises.push({ ...event, on: day });
  }

  /** What may be asked of each open document. */
  asked(day: number): Map<ModelItem, number> {
    const asked = new Map<ModelItem, number>();
    const open = this.items.filter((item) => item.paid < item.amount);
    for (const currency of ["CNY", "USD"]) {
      const own = open.filter((item) => item.currency === currency);
      own.sort((a, b) => a.due - b.due || (a.no < b.no ? -1 : 1));
      const isLinked = (credit: Credit) => own.some(({ no }) => no === credit.linked);
      let pool = this.credits
        .filter((credit) => credit.currency === currency && !isLinked(credit))
        .reduce((sum, { amount }) => sum + amount, 0);
      let promised = this.promises
        .filter((one) => one.currency === currency && day <= one.due + 1)
        .reduce((sum, one) => {
          const came = this.receipts
            .filter((receipt) => receipt.currency === currency && receipt.on >= one.on)
            .reduce((total, { amount }) => total + amount, 0);
          return sum + Math.max(0, one.amount - came);
        }, 0);
      for (const item of own) {
        const credited = this.credits
          .filter((credit) => credit.linked === item.no)
          .reduce((sum, { amount }) => sum + amount, 0);
        pool += Math.max(0, credited - (item.amount - item.paid));
      }
      for (const item of own) {
        let left = item.amount - item.paid;
        left -= Math.min(left, item.disputed);
        const linked = this.credits
          .filter((credit) => credit.linked === item.no)
          .reduce((sum, { amount }) => sum + amount, 0);
        left -= Math.min(left, linked);
        const free = Math.min(left, pool);
        pool -= free;
        left -= free;
        const later = Math.min(left, promised);
        promised -= later;
        asked.set(item, left - later);
      }
    }
    return asked;
  }

  /** Documents a person has to release, with the step their age has reached. */
  newlyKnown(day: number, from: number): Map<ModelItem, number> {
    const found = new Map<ModelItem, number>();
    for (const [item, amount] of this.asked(day)) {
      if (amount > 0 && this.isNew(item, from)) {
        found.set(
          item,
          ladder.findLastIndex((days) => item.due + days <= day),
        );
      }
    }
    return found;
  }

  private isNew(item: ModelItem, from: number): boolean {
    const seen = Math.max(item.entered, from);
    return item.level < 0 && item.start === null && seen >= item.due + secondReminder;
  }

  private nextStep(item: ModelItem, day: number): number | null {
    let step = item.level < 0 ? (item.start ?? 0) : item.level + 1;
    while (step < ladder.length - 1 && ladder[step]! <= 0 && day >= item.due + ladder[step + 1]!) {
      step += 1;
    }
    if (step >= ladder.length) return null;
    const ready = Math.max(
      item.due + ladder[step]!,
      item.lastOn === null ? -Infinity : item.lastOn + gap,
    );
    return day >= ready ? step : null;
  }

  /** The morning run of a working day; what waited for a release is planned anew. */
  plan(day: number, from: number): void {
    if (this.pending !== null) return;
    const asked = this.asked(day);
    const touch = this.stepOf(asked, day, from) ?? this.repeatOf(asked, day);
    if (touch === null) return;
    if (this.touches.filter((on) => on > day - 7).length >= emailsAWeek) return;
    this.pending = touch;
  }

  private stepOf(asked: Map<ModelItem, number>, day: number, from: number): Pending | null {
    const takes = new Map<ModelItem, number>();
    for (const [item, amount] of asked) {
      const step = this.isNew(item, from) ? null : this.nextStep(item, day);
      if (amount > 0 && step !== null) takes.set(item, step);
    }
    if (takes.size === 0) return null;
    if (this.lastStep !== null && day < this.lastStep + gap) return null;
    const items = [...asked]
      .filter(([item, amount]) => {
        return amount > 0 && !this.isNew(item, from) && (day > item.due || takes.has(item));
      })
      .map(([item]) => item);
    if (home(items, asked) < minimumHome) return null;
    const needsRelease = Math.max(...takes.values()) === releasedStep;
    return { kind: "step", items, takes, needsRelease };
  }

  /** Grade B, every day: 31 days and more, and not yet grade A. */
  private repeatOf(asked: Map<ModelItem, number>, day: number): Pending | null {
    const older = (days: number) =>
      home(
        [...asked.keys()].filter((item) => day - item.due >= days),
        asked,
      );
    if (older(90) >= 100_000 || older(31) <= 0) return null;
    if (this.touches.some((on) => on >= day)) return null;
    const items = [...asked]
      .filter(([item, amount]) => amount > 0 && day > item.due && item.level >= 0)
      .map(([item]) => item);
    if (items.length === 0) return null;
    return { kind: "repeat", items, takes: new Map(), needsRelease: false };
  }

  /** What was not released by the evening is planned anew. */
  release(isReleased: boolean): void {
    if (this.pending?.needsRelease && !isReleased) this.pending = null;
  }

  /** The message leaves with what is true now, or stays. */
  send(day: number, dayText: string): void {
    const { pending } = this;
    if (pending === null) return;
    this.pending = null;
    const asked = this.asked(day);
    const items = pending.items.filter((item) => (asked.get(item) ?? 0) > 0);
    const carried = items.filter((item) =>
      pending.kind === "repeat" ? day > item.due : pending.takes.has(item),
    );
    if (carried.length === 0) return;
    if (this.touches.filter((on) => on > day - 7).length >= emailsAWeek) return;
    if (pending.kind === "step" && home(items, asked) < minimumHome) return;
    for (const item of items) {
      const step = pending.takes.get(item);
      if (step === undefined) continue;
      item.level = step;
      item.lastOn = day;
    }
    if (pending.kind === "step") this.lastStep = day;
    this.touches.push(day);
    const lines = items
      .map((item) => {
        const step = pending.takes.get(item);
        return `${item.no}@${step === undefined ? "-" : ladder[step]}=${asked.get(item)}`;
      })
      .sort();
    this.sent.push(`${dayText} C${this.id} ${pending.kind} ${lines.join(" ")}`);
  }
}

function home(items: readonly ModelItem[], asked: ReadonlyMap<ModelItem, number>): number {
  return items.reduce((sum, item) => sum + (asked.get(item) ?? 0) * item.homeFactor, 0);
}
