// The journal entry table kept a second time, for tests: what is left of items and receipts and what
// stands on every account, as an accountant would work it out from ACCOUNTING §3 and §4. It shares the
// calendar with the product and nothing else.
import { addMonths, type IsoDate, startOfMonth } from "../../src/core/date.ts";

export type Move = { readonly date: IsoDate; readonly minor: number; readonly home: number };

/** An item, or the money of a receipt in one place: what came to it and went from it, each on its day. */
export type Pot = {
  readonly name: string;
  readonly account: string;
  readonly customer: number | null;
  readonly currency: string;
  readonly moves: Move[];
};

/** Debits above zero. */
export type Line = {
  readonly date: IsoDate;
  readonly account: string;
  readonly customer: number | null;
  readonly currency: string;
  readonly minor: number;
  readonly home: number;
};

export type Effect = { readonly pot: Pot; readonly move: Move; readonly claimOf?: number };
export type Decision = {
  readonly id: number;
  readonly effects: readonly Effect[];
  /** With the receipt whose claim they are. */
  readonly lines: readonly (Line & { readonly claimOf?: number })[];
  /** Taken back on its own dates (a revaluation). */
  readonly onItsDates: boolean;
  undone: boolean;
};

const later = (a: IsoDate, b: IsoDate) => (a > b ? a : b);

/** a × b ÷ c, half away from zero. */
export function share(a: number, b: number, c: number): number {
  const [n, d] = [BigInt(a) * BigInt(b), BigInt(c)];
  const negative = n < 0n !== d < 0n;
  const [size, by] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const half = Number((2n * size + by) / (2n * by));
  return negative ? 0 - half : half;
}

export const leftOf = (pot: Pot) => pot.moves.reduce((sum, { minor }) => sum + minor, 0);
export const homeOf = (pot: Pot) => pot.moves.reduce((sum, { home }) => sum + home, 0);

/** A part is worth its share of what is left; the last one all of it (J33). */
export function worth(pot: Pot, minor: number): number {
  return minor === leftOf(pot) ? homeOf(pot) : share(minor, homeOf(pot), leftOf(pot));
}

export function potAt(pot: Pot, asOf: IsoDate): { minor: number; home: number } {
  const seen = pot.moves.filter(({ date }) => date <= asOf);
  return {
    minor: seen.reduce((sum, { minor }) => sum + minor, 0),
    home: seen.reduce((sum, { home }) => sum + home, 0),
  };
}

/** The first day from which on what is left now has been there. */
export function thereSince(pot: Pot): IsoDate {
  const days = [...new Set(pot.moves.map(({ date }) => date))].sort();
  const left = Math.abs(leftOf(pot));
  let since = days[0]!;
  let isThere = false;
  for (const day of days) {
    const isNow = Math.abs(potAt(pot, day).minor) >= left;
    if (isNow && !isThere) since = day;
    isThere = isNow;
  }
  return since;
}

export class Journal {
  readonly lines: Line[] = [];
  readonly decisions: Decision[] = [];
  closedThrough: IsoDate | null = null;
  today: IsoDate;

  constructor(today: IsoDate) {
    this.today = today;
  }

  openDay(date: IsoDate): IsoDate {
    if (this.closedThrough === null || date > this.closedThrough) return date;
    return startOfMonth(addMonths(this.closedThrough, 1));
  }

  isOpen(date: IsoDate): boolean {
    return this.openDay(date) === date;
  }

  /** The latest of these days, or since when all of these is there, in an open month. */
  dated(days: readonly IsoDate[], pots: readonly Pot[]): IsoDate {
    return this.openDay([...days, ...pots.map(thereSince)].reduce(later));
  }

  keep(id: number, draft: Draft, onItsDates = false): Decision {
    const decision = { id, ...draft, onItsDates, undone: false };
    this.#write(decision);
    this.decisions.push(decision);
    return decision;
  }

  #write({ effects, lines }: Pick<Decision, "effects" | "lines">): void {
    for (const { pot, move } of effects) pot.moves.push(move);
    this.lines.push(...lines);
  }

  /**
   * Turned signs on that day (null: on the original day, by right), never before the original
   * (ACCOUNTING §4); a claim stays while its money is used.
   */
  undo(decision: Decision, isKept: (receipt: number) => boolean, day: IsoDate | null): Line[] {
    const moved = lastMove(decision);
    const own = (date: IsoDate) => (moved === null ? date : later(date, moved));
    const turn = (date: IsoDate) => {
      if (decision.onItsDates) return date;
      return day === null ? own(date) : this.openDay(later(day, date));
    };
    const stays = (claim: number | undefined) => claim !== undefined && isKept(claim);
    const lines = decision.lines
      .filter(({ claimOf }) => !stays(claimOf))
      .map((line) => ({ ...turned(line), date: turn(line.date) }));
    const effects = decision.effects
      .filter(({ claimOf }) => !stays(claimOf))
      .map(({ pot, move }) => ({ pot, move: { ...turned(move), date: turn(move.date) } }));
    this.#write({ effects, lines });
    decision.undone = true;
    return lines;
  }

  balanceAt(account: string, asOf: IsoDate): number {
    const seen = this.lines.filter((line) => line.account === account && line.date <= asOf);
    return seen.reduce((sum, { home }) => sum + home, 0);
  }
}

/** When something last went from or came to what the decision began or claimed, but for that itself. */
function lastMove({ effects }: Decision): IsoDate | null {
  // a credit note that goes with a payment adds to its money, and the payment takes more of it again
  const net = (of: Pot) =>
    effects.reduce((sum, { pot, move }) => (pot === of ? sum + move.minor : sum), 0);
  const given = effects.filter(({ pot, move, claimOf }) => {
    const isIn = onCredit.has(pot.account) && move.minor > 0;
    const isClaim = isIn && (claimOf !== undefined || net(pot) > 0);
    return isClaim || pot.moves[0] === move;
  });
  const days = given.flatMap(({ pot, move }) =>
    pot.moves.filter((other) => other !== move && other.minor !== 0).map(({ date }) => date),
  );
  return days.length === 0 ? null : days.reduce(later);
}

function turned<M extends { readonly minor: number; readonly home: number }>(move: M): M {
  return { ...move, minor: 0 - move.minor, home: 0 - move.home };
}

/** Accounts a debt of ours stands on: what is left there is kept below zero. */
const onCredit: ReadonlySet<string> = new Set(["on_account", "unidentified"]);

type Amount = { readonly currency: string; readonly minor: number; readonly home: number };

/** What one decision writes, put together row by row of the table. */
export class Draft {
  readonly effects: Effect[] = [];
  readonly lines: (Line & { readonly claimOf?: number })[] = [];
  #claimOf: { readonly claimOf?: number } = {};

  /** What follows is the claim of a receipt, until another receipt's or none is named. */
  claiming(receipt: number | null): this {
    this.#claimOf = receipt === null ? {} : { claimOf: receipt };
    return this;
  }

  /** 借 above zero, 贷 below. */
  line(date: IsoDate, account: string, customer: number | null, amount: Amount): this {
    this.lines.push({ date, account, customer, ...amount, ...this.#claimOf });
    return this;
  }

  /** Off a pot (below zero: onto it), with its line. Money of receipts is kept above zero. */
  take(date: IsoDate, pot: Pot, minor: number, home = worth(pot, minor)): number {
    const { account, customer, currency } = pot;
    const move = { date, minor: 0 - minor, home: 0 - home };
    this.effects.push({ pot, move, ...this.#claimOf });
    const side = onCredit.has(account) ? 1 : -1;
    if (account !== "") {
      this.line(date, account, customer, { currency, minor: side * minor, home: side * home });
    }
    return home;
  }

  put(date: IsoDate, pot: Pot, minor: number, home: number): this {
    this.take(date, pot, 0 - minor, 0 - home);
    return this;
  }

  /** Credits what debits exceed by, or debits what they lack: realised exchange difference. */
  exchange(date: IsoDate, customer: number | null, gain: number): this {
    if (gain === 0) return this;
    return this.line(date, "fx", customer, { currency: "CNY", minor: 0 - gain, home: 0 - gain });
  }
}
