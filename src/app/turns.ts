// Heavy work takes turns: so much at once and no more, and whoever asks for much waits for themselves.
// Of those who wait, whoever was served last comes last.

export type TurnLimits = {
  readonly atOnce: number;
  /** Of one asker. */
  readonly atOnceEach: number;
  readonly waitingEach: number;
};

/** One asker has so much waiting that more would only be forgotten by whoever asked. */
export class TooManyWaiting extends Error {
  override name = "TooManyWaiting";
}

export type Turn = {
  /** The work may begin; never, once the turn was left. */
  readonly begins: Promise<void>;
  /** The work is done, or nobody waits for it any more; a second time does nothing. */
  readonly leave: () => void;
};

export class Turns {
  private readonly limits: TurnLimits;
  /** In the order in which they are served next. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private readonly running = new Map<string, number>();

  constructor(limits: TurnLimits) {
    this.limits = limits;
  }

  async take<T>(asker: string, work: () => Promise<T>): Promise<T> {
    const { begins, leave } = this.enter(asker);
    try {
      await begins;
      return await work();
    } finally {
      leave();
    }
  }

  enter(asker: string): Turn {
    const line = this.waiting.get(asker) ?? [];
    if (line.length >= this.limits.waitingEach) throw new TooManyWaiting(asker);
    const { promise: begins, resolve } = Promise.withResolvers<void>();
    let state: "waiting" | "running" | "left" = "waiting";
    const begin = () => {
      state = "running";
      resolve();
    };
    this.waiting.set(asker, [...line, begin]);
    const leave = () => {
      if (state === "running") this.count(asker, -1);
      if (state === "waiting") this.forget(asker, begin);
      state = "left";
      this.beginNext();
    };
    this.beginNext();
    return { begins, leave };
  }

  private beginNext(): void {
    const { atOnce, atOnceEach } = this.limits;
    for (const [asker, line] of [...this.waiting]) {
      if ([...this.running.values()].reduce((sum, n) => sum + n, 0) >= atOnce) return;
      const [begin] = line;
      if (begin === undefined || (this.running.get(asker) ?? 0) >= atOnceEach) continue;
      this.forget(asker, begin);
      const rest = this.waiting.get(asker);
      if (rest) {
        this.waiting.delete(asker);
        this.waiting.set(asker, rest);
      }
      this.count(asker, 1);
      begin();
    }
  }

  private forget(asker: string, begin: () => void): void {
    const rest = (this.waiting.get(asker) ?? []).filter((one) => one !== begin);
    if (rest.length > 0) this.waiting.set(asker, rest);
    else this.waiting.delete(asker);
  }

  private count(asker: string, change: 1 | -1): void {
    const count = (this.running.get(asker) ?? 0) + change;
    if (count > 0) this.running.set(asker, count);
    else this.running.delete(asker);
  }
}
