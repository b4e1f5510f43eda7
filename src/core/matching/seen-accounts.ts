// Accounts that no master data knows, but that stand on a line of this run beside a customer's own name:
// the bank itself says whose they are. Another line from such an account is his, however it is signed.
import { accountKey, fitsMask, isMasked } from "./account.ts";
import type { MatchLine } from "./input.ts";
import type { NameIndex } from "./name-index.ts";
import { type Allocate, growHash, ownMemory, restartHash, startHash } from "./number-index.ts";
import { type Records, readerOf } from "./records.ts";

type Known = ReadonlyMap<string, readonly number[]>;

/** Nobody's, or several customers': no evidence until someone has put it right (DOMAIN §5.10). */
const noOwner = -1;
/** Digits by which accounts are found that fit a masked one. */
const tailLength = 4;
const none = -1;

export class SeenAccounts {
  private readonly lineAt: (row: number) => MatchLine;
  private readonly lines: Records<MatchLine>;
  private readonly names: NameIndex;
  private readonly known: Known;
  private readonly owners = new Map<string, number>();
  private readonly seen: AccountRows | undefined;
  private indexed: Indexed | null = null;

  /** `seen`: where the lines' accounts stand, if that was found out before. */
  constructor(lines: Records<MatchLine>, names: NameIndex, known: Known, seen?: AccountRows) {
    this.lines = lines;
    this.seen = seen;
    this.lineAt = readerOf(lines);
    this.names = names;
    this.known = known;
  }

  /** The one customer whose own name stands beside the account; −1 where none or several do. */
  ownerOf(key: string): number {
    if (this.known.has(key)) return noOwner;
    let owner = this.owners.get(key);
    if (owner === undefined) {
      owner = this.findOwner(key);
      this.owners.set(key, owner);
    }
    return owner;
  }

  /** Customers with an account, on file or seen, that begins and ends like the masked one. */
  ownersLike(masked: string): ReadonlySet<number> {
    const found = new Set<number>();
    const end = accountKey(masked).slice(-tailLength);
    const { known, tail } = this.index();
    for (const key of known.get(end) ?? []) {
      const owners = this.known.get(key)!;
      if (owners.length === 1 && fitsMask(key, masked)) found.add(owners[0]!);
    }
    for (let row = tail.first(end); row !== none; row = tail.next(row)) {
      const key = this.accountAt(row);
      if (!fitsMask(key, masked)) continue;
      const owner = this.ownerOf(key);
      if (owner !== noOwner) found.add(owner);
    }
    return found;
  }

  private findOwner(key: string): number {
    const { whole } = this.index();
    let owner = noOwner;
    for (let row = whole.first(key); row !== none; row = whole.next(row)) {
      if (this.accountAt(row) !== key) continue;
      const customer = this.names.same(this.lineAt(row).payerName);
      if (customer < 0 || customer === owner) continue;
      if (owner !== noOwner) return noOwner;
      owner = customer;
    }
    return owner;
  }

  private accountAt(row: number): string {
    return accountKey(this.lineAt(row).payerAccount);
  }

  private index(): Indexed {
    if (this.indexed) return this.indexed;
    const { whole, tail } = this.seen ?? indexAccounts(this.lines);
    this.indexed = { whole: new Rows(whole), tail: new Rows(tail), known: tailsOf(this.known) };
    return this.indexed;
  }
}

/** Rows of lines by their payers' accounts, as plain columns that threads can share. */
export type AccountRows = { readonly whole: RowTable; readonly tail: RowTable };

export function indexAccounts(lines: Records<MatchLine>, allocate?: Allocate): AccountRows {
  const tables = {
    whole: openTable(lines.length, allocate),
    tail: openTable(lines.length, allocate),
  };
  const [whole, tail] = [new Rows(tables.whole), new Rows(tables.tail)];
  let next = 0;
  for (const { payerName, payerAccount } of lines) {
    const row = next++;
    if (payerName === "" || payerAccount === "" || isMasked(payerAccount)) continue;
    const key = accountKey(payerAccount);
    whole.put(key, row);
    tail.put(key.slice(-tailLength), row);
  }
  return tables;
}

type Indexed = { readonly whole: Rows; readonly tail: Rows; readonly known: Tails };
type Tails = ReadonlyMap<string, readonly string[]>;

function tailsOf(known: Known): Tails {
  const byTail = new Map<string, string[]>();
  for (const key of known.keys()) {
    const tail = key.slice(-tailLength);
    const keys = byTail.get(tail);
    if (keys) keys.push(key);
    else byTail.set(tail, [key]);
  }
  return byTail;
}

type RowTable = { readonly heads: Int32Array; readonly nexts: Int32Array };

function openTable(count: number, allocate: Allocate = ownMemory): RowTable {
  let size = 64;
  while (size < count) size *= 2;
  const rows = (length: number) =>
    new Int32Array(allocate(length * Int32Array.BYTES_PER_ELEMENT)).fill(none);
  return { heads: rows(size), nexts: rows(count) };
}

/** Rows by the hash of a text, chained; a million rows keep no texts. Others of the same hash come along. */
class Rows {
  private readonly heads: Int32Array;
  private readonly nexts: Int32Array;
  private readonly hash = startHash();

  constructor({ heads, nexts }: RowTable) {
    this.heads = heads;
    this.nexts = nexts;
  }

  put(text: string, row: number): void {
    const slot = this.slotOf(text);
    this.nexts[row] = this.heads[slot]!;
    this.heads[slot] = row;
  }

  first(text: string): number {
    return this.heads[this.slotOf(text)]!;
  }

  next(row: number): number {
    return this.nexts[row]!;
  }

  private slotOf(text: string): number {
    restartHash(this.hash);
    for (let at = 0; at < text.length; at++) growHash(this.hash, text.charCodeAt(at));
    return (this.hash.a ^ (this.hash.a >>> 15)) & (this.heads.length - 1);
  }
}
