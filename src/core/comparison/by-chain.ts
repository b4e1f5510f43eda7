// One equal amount left on each side, too far apart to be a pair: if others of the same amount each move
// over by one, all have a partner. Only what was paired without a number may move.
import { because } from "../because.ts";
import { aloneDays, costOfPair } from "./by-amount.ts";
import { type Desk, type DeskEntry, type Found, mayBePartners, shiftOf } from "./desk.ts";
import { type LedgerSide, otherOf } from "./ledger-entry.ts";

/** In days: the chain must be worth more than leaving both ends alone. */
const bothAlone = 2 * aloneDays;
/** A longer chain explains anything. */
const mostMoves = 6;

/** `entry` takes the place of `out` in what was found. */
type Move = { readonly entry: DeskEntry; readonly out: DeskEntry; readonly found: Found };

export function mendChains(desk: Desk): void {
  for (const side of ["ours", "theirs"] as const) {
    const other = otherOf(side);
    const ends = Map.groupBy(desk.left(other), ({ minor }) => minor);
    for (const start of desk.left(side)) {
      const open = (ends.get(start.minor) ?? []).filter((one) => desk.isLeft(other, one));
      if (open.length === 0) continue;
      const found = findChain(desk, { side, start, ends: open });
      if (found) moveOver(desk, side, found);
    }
  }
}

type Chain = { readonly moves: readonly Move[]; readonly last: DeskEntry; readonly end: DeskEntry };

/** The shortest way from the entry left on one side to one left on the other. */
function findChain(
  desk: Desk,
  of: { readonly side: LedgerSide; readonly start: DeskEntry; readonly ends: readonly DeskEntry[] },
): Chain | null {
  const { side, start, ends } = of;
  const places = placesOf(desk, side, start.minor);
  const seen = new Set<DeskEntry>([start]);
  let reached: { readonly at: DeskEntry; readonly moves: readonly Move[] }[] = [
    { at: start, moves: [] },
  ];
  for (let step = 0; step < mostMoves && reached.length > 0; step++) {
    const next: typeof reached = [];
    for (const { at, moves } of reached) {
      for (const { entry: out, found } of places) {
        if (seen.has(out) || !fits(desk, side, at, found[otherOf(side)])) continue;
        seen.add(out);
        const chain = [...moves, { entry: at, out, found }];
        const end = ends.find((one) => fits(desk, side, out, [one]));
        // each group moves once
        if (new Set(chain.map((move) => move.found)).size < chain.length) continue;
        if (end && isWorth(side, { moves: chain, last: out, end })) {
          return { moves: chain, last: out, end };
        }
        next.push({ at: out, moves: chain });
      }
    }
    reached = next;
  }
  return null;
}

/** Entries of this amount in pairs and sums that were found without a number. */
function placesOf(
  desk: Desk,
  side: LedgerSide,
  minor: number,
): { readonly entry: DeskEntry; readonly found: Found }[] {
  return desk.found
    .filter(({ by, isEqual }) => isEqual && (by === "date_amount" || by === "sum"))
    .flatMap((found) =>
      found[side].filter((entry) => entry.minor === minor).map((entry) => ({ entry, found })),
    );
}

/** Two gaps are likelier than a whole row that moved. */
function isWorth(side: LedgerSide, { moves, last, end }: Chain): boolean {
  const cost = (entry: DeskEntry, partners: readonly DeskEntry[]) => {
    const [partner] = partners;
    if (!partner) return 0;
    return side === "ours" ? costOfPair(entry, partner) : costOfPair(partner, entry);
  };
  const other = otherOf(side);
  const more = moves.reduce(
    (sum, { entry, out, found }) => sum + cost(entry, found[other]) - cost(out, found[other]),
    cost(last, [end]),
  );
  return more < bothAlone;
}

function fits(
  desk: Desk,
  side: LedgerSide,
  entry: DeskEntry,
  partners: readonly DeskEntry[],
): boolean {
  return partners.every((partner) => {
    const [a, b] = side === "ours" ? [entry, partner] : [partner, entry];
    return mayBePartners(desk, a, b);
  });
}

function moveOver(desk: Desk, side: LedgerSide, { moves, last, end }: Chain): void {
  for (const { found } of moves) desk.release(found);
  for (const { entry, out, found } of moves) {
    const own = found[side].map((one) => (one === out ? entry : one));
    desk.take({ ...found, [side]: own });
  }
  const [ours, theirs] = side === "ours" ? [[last], [end]] : [[end], [last]];
  desk.take({
    isEqual: true,
    by: "date_amount",
    ours,
    theirs,
    because: [because("comparison.same_amount"), ...shiftOf(ours, theirs)],
  });
}
