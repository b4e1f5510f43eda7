// Two ledgers of one account with known differences: what a supplier has booked, and the same as its
// customer's clerks booked it, with their own vouchers, dates, habits and slips. Knows nothing of the
// engine that compares them.
import { Random } from "../demo/random.ts";

export type PairEntry = {
  readonly id: string;
  readonly date: string;
  readonly no: string;
  readonly refs: readonly string[];
  readonly memo: string;
  /** Above zero: the customer owes more. */
  readonly minor: number;
};

/** The twelve kinds of difference that are planted, with what a right answer says. */
export const plantedKinds = {
  invoice_not_booked: { verdicts: ["ours_only"], codes: [null] },
  receipt_not_booked: { verdicts: ["ours_only"], codes: [null] },
  invoice_unknown_here: { verdicts: ["theirs_only"], codes: [null] },
  payment_on_its_way: { verdicts: ["theirs_only"], codes: ["T07"] },
  point_moved: { verdicts: ["amount_differs"], codes: ["T01"] },
  digits_swapped: { verdicts: ["amount_differs"], codes: ["T02"] },
  other_tax_rate: { verdicts: ["amount_differs"], codes: ["P05"] },
  rounded: { verdicts: ["amount_differs"], codes: ["T03"] },
  booked_twice: { verdicts: ["theirs_only"], codes: ["T08"] },
  fee_kept: { verdicts: ["amount_differs"], codes: ["P04"] },
  wrong_side: { verdicts: ["amount_differs"], codes: [null] },
  deducted_for_quality: { verdicts: ["theirs_only"], codes: ["S01"] },
} as const satisfies Record<
  string,
  { readonly verdicts: readonly string[]; readonly codes: readonly (string | null)[] }
>;
export type PlantedKind = keyof typeof plantedKinds;

export type Planted = {
  readonly kind: PlantedKind;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** Entries that are as good an answer as the one in `theirs` (the other copy of two). */
  readonly orTheirs: readonly string[];
};

/** One entry of each that are the same. */
export type Link = { readonly ours: string; readonly theirs: string };

export type LedgerPair = {
  readonly ours: readonly PairEntry[];
  readonly theirs: readonly PairEntry[];
  readonly planted: readonly Planted[];
  readonly links: readonly Link[];
  readonly from: string;
  readonly to: string;
};

type Open = { -readonly [K in keyof PairEntry]: PairEntry[K] } & { readonly isMoney: boolean };

/** The other side books that much later at most. */
export const longestWaitDays = 25;
const days = 365;
const lastDay = days - 1;
const firstDate = Date.UTC(2025, 9, 1);

class PairWriter {
  readonly ours: PairEntry[] = [];
  readonly theirs: PairEntry[] = [];
  readonly planted: Planted[] = [];
  readonly links: Link[] = [];
  private readonly chance: Random;
  private voucher = 0;

  constructor(chance: Random) {
    this.chance = chance;
  }

  addOurs(entry: Open): string {
    const id = `o${this.ours.length + 1}`;
    this.ours.push({ ...plain(entry), id });
    return id;
  }

  addTheirs(entry: Open, written: Partial<Pick<Open, "no" | "memo" | "minor">> = {}): string {
    const id = `t${this.theirs.length + 1}`;
    const date = this.later(entry.date);
    this.theirs.push({
      ...plain(entry),
      refs: [],
      ...this.asTheyWrite(entry),
      ...written,
      date,
      id,
    });
    return id;
  }

  /** Booked when the paper reaches them: mostly the same week, at times a month later. */
  later(date: string): string {
    const wait = this.chance.chance(0.9)
      ? this.chance.int(0, 6)
      : this.chance.int(7, longestWaitDays);
    return dateOf(Math.min(lastDay, dayOf(date) + wait));
  }

  private asTheyWrite(entry: Open): Pick<Open, "no" | "memo"> {
    this.voucher += 1;
    const voucher = `${entry.isMoney ? "银付" : "转"}-${String(this.voucher % 999).padStart(3, "0")}`;
    if (entry.isMoney) {
      const cites = this.chance.chance(0.4) && entry.refs[0] !== undefined;
      return { no: voucher, memo: cites ? `付货款 ${entry.refs[0]}` : "付货款" };
    }
    const form = this.chance.weighted({ whole: 76, tail: 8, damaged: 6, in_memo: 6, none: 4 });
    if (form === "whole") return { no: entry.no, memo: "采购入库" };
    if (form === "tail") return { no: entry.no.slice(-8), memo: "采购入库" };
    if (form === "damaged") return { no: this.damage(entry.no), memo: "采购入库" };
    if (form === "in_memo") return { no: voucher, memo: `收到发票 ${entry.no}` };
    return { no: voucher, memo: "采购入库" };
  }

  /** A digit lost, doubled, two swapped, or O for 0. */
  private damage(no: string): string {
    const at = this.chance.int(no.length - 6, no.length - 2);
    const how = this.chance.int(0, 3);
    if (how === 0) return no.slice(0, at) + no.slice(at + 1);
    if (how === 1) return no.slice(0, at) + no[at] + no.slice(at);
    if (how === 2 && no[at] !== no[at + 1]) {
      return no.slice(0, at) + no[at + 1] + no[at] + no.slice(at + 2);
    }
    return no.includes("0") ? no.replace("0", "O") : no.slice(0, at) + no.slice(at + 1);
  }
}

function plain({ isMoney: _, ...entry }: Open): PairEntry {
  return entry;
}

function dateOf(day: number): string {
  return new Date(firstDate + day * 86_400_000).toISOString().slice(0, 10);
}

function dayOf(date: string): number {
  return (Date.parse(date) - firstDate) / 86_400_000;
}

/** About `size` entries a side. */
export function generateLedgerPair(size: number, seed: number): LedgerPair {
  const chance = new Random(seed, 71);
  const writer = new PairWriter(new Random(seed, 72));
  const entries = businessOf(size, chance);
  const each = Math.max(2, Math.round(size / 400));
  const kinds: PlantedKind[] = [];
  for (const kind of Object.keys(plantedKinds) as PlantedKind[]) {
    for (let n = 0; n < each; n++) kinds.push(kind);
  }
  const rest = plantAll(writer, chance, { entries, kinds });
  bookHonestly(writer, chance, rest);
  return {
    ours: shuffled(writer.ours, chance),
    theirs: shuffled(writer.theirs, chance),
    planted: writer.planted,
    links: writer.links,
    from: dateOf(0),
    to: dateOf(lastDay),
  };
}

/** A year with one customer: invoices under running numbers, red ones, and money for them. */
function businessOf(size: number, chance: Random): Open[] {
  const entries: Open[] = [];
  const isDigital = chance.chance(0.5);
  let running = chance.int(10_000, 4_000_000);
  const rent = chance.int(100, 900) * 10_000;
  while (entries.length < size) {
    const date = dateOf(chance.int(0, lastDay));
    running += chance.int(1, 5);
    const tail = String(running).padStart(8, "0");
    const no = isDigital ? `2531200000${tail.padStart(10, "0")}` : `INV-2026-${tail}`;
    const what = chance.weighted({ invoice: 58, rent: 3, red: 4, money: 35 });
    const order = `SO${chance.int(100_000, 999_999)}`;
    if (what === "rent") {
      entries.push({
        id: "",
        date,
        no,
        refs: [order],
        memo: "服务费",
        minor: rent,
        isMoney: false,
      });
    } else if (what === "money") {
      const minor = -amountOf(chance, 5);
      const bank = `B${date.replaceAll("-", "")}${chance.int(100_000, 999_999)}`;
      entries.push({ id: "", date, no: bank, refs: [order], memo: "货款", minor, isMoney: true });
    } else {
      const minor = what === "red" ? -amountOf(chance, 0) : amountOf(chance, 0);
      entries.push({ id: "", date, no, refs: [order], memo: "货款", minor, isMoney: false });
    }
  }
  return entries;
}

/** Log-normal, a tenth of them round. */
function amountOf(chance: Random, larger: number): number {
  const normal = Array.from({ length: 12 }, () => chance.fraction()).reduce((a, b) => a + b, -6);
  const size = Math.round(Math.exp(13.2 + larger / 4 + normal * 1.1));
  return chance.chance(0.1) ? Math.max(10_000, Math.round(size / 10_000) * 10_000) : size;
}

/** Takes from the entries what each planted difference needs; gives back the rest. */
function plantAll(
  writer: PairWriter,
  chance: Random,
  given: { readonly entries: readonly Open[]; readonly kinds: readonly PlantedKind[] },
): Open[] {
  const rest = [...given.entries];
  const takeOne = (fits: (entry: Open) => boolean): Open => {
    const start = chance.int(0, rest.length - 1);
    for (let step = 0; step < rest.length; step++) {
      const at = (start + step) % rest.length;
      if (fits(rest[at]!)) return rest.splice(at, 1)[0]!;
    }
    throw new Error("no entry for a planted difference");
  };
  for (const kind of given.kinds) plantOne(writer, chance, { kind, takeOne });
  return rest;
}

/** Not the equal monthly ones: which of many equal entries is missing nobody can know without a number. */
const isInvoice = ({ isMoney, minor, memo }: Open) =>
  !isMoney && minor > 20_000 && memo !== "服务费";
const isOld = ({ date }: Open) => dayOf(date) < lastDay - 40;

function plantOne(
  writer: PairWriter,
  chance: Random,
  { kind, takeOne }: { kind: PlantedKind; takeOne: (fits: (entry: Open) => boolean) => Open },
): void {
  const plant = (ours: string[], theirs: string[], orTheirs: string[] = []) =>
    writer.planted.push({ kind, ours, theirs, orTheirs });
  const both = (entry: Open, minor: number) =>
    plant([writer.addOurs(entry)], [writer.addTheirs(entry, { minor })]);
  switch (kind) {
    case "invoice_not_booked":
      plant([writer.addOurs(takeOne((one) => isInvoice(one) && isOld(one)))], []);
      return;
    case "receipt_not_booked":
      plant([writer.addOurs(takeOne((one) => one.isMoney && isOld(one)))], []);
      return;
    case "invoice_unknown_here":
      plant(
        [],
        [
          writer.addTheirs(
            takeOne((one) => isInvoice(one) && isOld(one)),
            {},
          ),
        ],
      );
      return;
    case "payment_on_its_way": {
      const paid = takeOne((one) => one.isMoney);
      const date = dateOf(lastDay - chance.int(0, 5));
      plant([], [writer.addTheirs({ ...paid, date })]);
      return;
    }
    case "point_moved": {
      const entry = takeOne((one) => isInvoice(one) && one.minor % 100 === 0);
      both(entry, chance.chance(0.5) ? entry.minor * 10 : entry.minor / 100);
      return;
    }
    case "digits_swapped": {
      const entry = takeOne((one) => isInvoice(one) && swappable(one.minor) !== null);
      both(entry, swappable(entry.minor) ?? entry.minor);
      return;
    }
    case "other_tax_rate": {
      const entry = takeOne((one) => isInvoice(one) && one.minor > 100_000);
      both(entry, Math.round((entry.minor * chance.pick([109, 106, 100])) / 113));
      return;
    }
    case "rounded": {
      const entry = takeOne(isInvoice);
      both(entry, entry.minor + chance.pick([-1, 1]) * chance.int(1, 99));
      return;
    }
    case "booked_twice": {
      const entry = takeOne(isInvoice);
      const ours = writer.addOurs(entry);
      const first = writer.addTheirs(entry, { no: entry.no });
      const second = writer.addTheirs(entry, { no: entry.no });
      void ours;
      plant([], [second], [first]);
      return;
    }
    case "fee_kept": {
      const entry = takeOne((one) => one.isMoney && one.minor < -300_000);
      both(entry, entry.minor - chance.pick([1500, 2000, 2500, 3000]));
      return;
    }
    case "wrong_side": {
      const entry = takeOne((one) => !one.isMoney && one.minor < 0);
      const theirs = writer.addTheirs(entry, { no: entry.no, minor: -entry.minor });
      plant([writer.addOurs(entry)], [theirs]);
      return;
    }
    case "deducted_for_quality": {
      const entry = takeOne((one) => isInvoice(one) && isOld(one));
      bookTwiceAsIs(writer, entry);
      const minor = -Math.round(entry.minor * 0.07);
      const memo = `扣质量款 ${entry.no}`;
      plant([], [writer.addTheirs({ ...entry, minor }, { no: `扣-${chance.int(10, 99)}`, memo })]);
      return;
    }
  }
}

function bookTwiceAsIs(writer: PairWriter, entry: Open): void {
  writer.links.push({ ours: writer.addOurs(entry), theirs: writer.addTheirs(entry) });
}

/** Two neighbouring digits changed over; null where that changes nothing or the first would be 0. */
function swappable(minor: number): number | null {
  const text = String(minor);
  for (let at = 1; at + 1 < text.length; at++) {
    const [a, b] = [text[at]!, text[at + 1]!];
    const isPlain = a !== b && Math.abs(Number(a) - Number(b)) > 1;
    if (isPlain) return Number(text.slice(0, at) + b + a + text.slice(at + 2));
  }
  return null;
}

/** The rest agrees, though not always entry by entry. */
function bookHonestly(writer: PairWriter, chance: Random, entries: readonly Open[]): void {
  const queue = entries.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  for (let at = 0; at < queue.length; at++) {
    const entry = queue[at]!;
    const next = queue[at + 1];
    const how = chance.weighted({ single: 94, together: 3, in_parts: 2, list: 1 });
    const mayJoin = next && next.isMoney === entry.isMoney && next.minor > 0 === entry.minor > 0;
    if (how === "together" && mayJoin) {
      // two of ours, one of theirs, no number
      writer.addOurs(entry);
      writer.addOurs({ ...next, date: entry.date });
      const no = `转-${chance.int(100, 999)}`;
      writer.addTheirs(entry, { no, memo: "合并入账", minor: entry.minor + next.minor });
      at += 1;
    } else if (how === "list" && mayJoin && !entry.isMoney) {
      writer.addOurs(entry);
      writer.addOurs(next);
      const memo = `${entry.no}、${next.no}`;
      writer.addTheirs(next, { no: "", memo, minor: entry.minor + next.minor });
      at += 1;
    } else if (how === "in_parts" && Math.abs(entry.minor) > 1_000) {
      writer.addOurs(entry);
      const part = Math.sign(entry.minor) * chance.int(100, Math.abs(entry.minor) - 100);
      const no = entry.isMoney ? "" : entry.no;
      writer.addTheirs(entry, { no, minor: part });
      writer.addTheirs(entry, { no, minor: entry.minor - part });
    } else bookTwiceAsIs(writer, entry);
  }
}

function shuffled<T>(list: readonly T[], chance: Random): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = chance.int(0, at);
    [copy[at], copy[other]] = [copy[other]!, copy[at]!];
  }
  return copy;
}
