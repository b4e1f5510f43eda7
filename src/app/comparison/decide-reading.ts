// Entries that may be read in several ways: a person says which it is. The file is compared again with
// that word, and all that was said of the other groups stays.
import { assert } from "../../core/assert.ts";
import type { Because } from "../../core/because.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  type ComparisonEntryRow,
  insertComparisonEvent,
  lockComparison,
  selectComparisonGroup,
  selectGroupEntries,
} from "../../db/comparisons.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import {
  type Comparer,
  type ComparisonRefusal,
  compareAgain,
  mayChange,
} from "./make-comparison.ts";
import { splitChoices, type ToldEntries } from "./stored-choices.ts";

export async function decideReading(
  deps: Deps,
  who: Comparer,
  input: { readonly id: number; readonly n: number; readonly way: number },
): Promise<Result<{ readonly id: number }, ComparisonRefusal>> {
  assert(who.side === "us", "the customer does not choose the reading");
  const { id, n, way } = input;
  const told = await inOrganisation(deps.pool, who.orgId, async (db) => {
    const found = mayChange(await lockComparison(db, who.orgId, id), who);
    if (!found.ok) return found;
    const group = await selectComparisonGroup(db, who.orgId, { id, n });
    if (group?.verdict !== "undecided") return refuse({ code: "not_found" } as const);
    const entries = await selectGroupEntries(db, who.orgId, { id, groups: [n] });
    const parts = partsOfWay(group.because, way, { entries, currency: found.value.currency });
    if (parts.length === 0) return refuse({ code: "not_found" } as const);
    const { side, name: actor, memberId } = who;
    const event = { comparisonId: id, groupN: n, act: "corrected", side, actor, memberId };
    await insertComparisonEvent(db, who, { ...event, detail: { way } });
    const before = splitChoices(found.value.choices).told;
    return ok([...before, ...parts]);
  });
  if (!told.ok) return told;
  return compareAgain(deps, who, { id, choices: {}, told: told.value });
}

/** What of the group belongs together in this way: the places stand at its reasons (core/comparison/undecided.ts). */
function partsOfWay(
  because: readonly Because[],
  way: number,
  of: { readonly entries: readonly ComparisonEntryRow[]; readonly currency: string },
): ToldEntries[] {
  const sides = { ours: ofSide(of.entries, "ours"), theirs: ofSide(of.entries, "theirs") };
  const told = (side: "ours" | "theirs", places: unknown) =>
    String(places ?? "")
      .split(" ")
      .filter((place) => place !== "")
      .flatMap((place) => sides[side][Number(place)] ?? [])
      .map(({ date, no, minor }) => ({ date, no, amount: formatMinor(minor, of.currency) }));
  return because
    .filter(({ fields }) => fields["way"] === way)
    .map(({ fields }) => ({
      ours: told("ours", fields["ourPlaces"]),
      theirs: told("theirs", fields["theirPlaces"]),
    }));
}

function ofSide(entries: readonly ComparisonEntryRow[], side: "ours" | "theirs") {
  return entries.filter((entry) => entry.side === side).sort((a, b) => a.n - b.n);
}
