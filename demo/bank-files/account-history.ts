// One own account's year: its lines with time of day and running balance, as its bank keeps them.
import type { DemoLine, GeneratedBooks, OwnBankAccount } from "../books.ts";
import { Random } from "../random.ts";

export type HistoryEntry = {
  readonly line: DemoLine;
  /** "09:31:05", growing within a day. */
  readonly time: string;
  readonly balanceMinor: number;
};

export type AccountHistory = {
  readonly account: OwnBankAccount;
  readonly openingMinor: number;
  readonly entries: readonly HistoryEntry[];
};

export type DemoFile = { readonly name: string; readonly bytes: Uint8Array };

/** An account is never overdrawn: it opens with what its worst day needs. */
export function accountHistory(books: GeneratedBooks, position: number): AccountHistory {
  const account = books.ownAccounts[position];
  if (!account) throw new Error(`no account ${position}`);
  const lines = books.lines.filter((line) => line.own === position);
  let running = 0;
  let lowest = 0;
  for (const line of lines) {
    running += line.amountMinor;
    lowest = Math.min(lowest, running);
  }
  const openingMinor = 128_450_67 - lowest;
  const times = timesOf(lines, new Random(books.seed, 3_000_000 + position));
  let balanceMinor = openingMinor;
  const entries = lines.map((line, i) => {
    balanceMinor += line.amountMinor;
    return { line, time: times[i] ?? "12:00:00", balanceMinor };
  });
  return { account, openingMinor, entries };
}

function timesOf(lines: readonly DemoLine[], random: Random): string[] {
  const openSeconds = 8 * 3600;
  const seconds = lines.map(() => openSeconds + random.int(0, 9 * 3600));
  const order = Array.from(lines.keys()).sort(
    (a, b) => (lines[a]?.day ?? 0) - (lines[b]?.day ?? 0) || (seconds[a] ?? 0) - (seconds[b] ?? 0),
  );
  const times = order.map((index) => clockText(seconds[index] ?? 0));
  return times;
}

function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** "1,234.50" or "" for the other direction: the two columns of most Chinese exports. */
export function inColumn(text: string, isThisDirection: boolean): string {
  return isThisDirection ? text : "";
}
