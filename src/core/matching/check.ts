// What must hold of every answer, whatever the data (src/cli/reconcile.md, "What you can
// check"): asserted before anything leaves the engine.
import { assert } from "../assert.ts";
import type { Book } from "./book.ts";
import type { LineVerdict, MatchCandidate, ResidualCode } from "./output.ts";

const postable: ReadonlySet<ResidualCode> = new Set([
  "rounding",
  "fee",
  "discount",
  "advance",
  "fx",
]);

export function checkVerdict(verdict: LineVerdict, book: Book): void {
  const line = book.lineAt(verdict.line);
  const hasCandidates = verdict.candidates.length > 0;
  assert(
    hasCandidates === (verdict.lane === "auto" || verdict.lane === "suggested"),
    "lane and candidates agree",
  );
  assert(
    (verdict.category !== null) === (verdict.lane === "not_receivable"),
    "lane and category agree",
  );
  assert(verdict.lane !== "auto" || verdict.tiedWith === 0, "ties are never posted");
  for (const candidate of verdict.candidates) checkResiduals(candidate);
  if (verdict.lane !== "auto") return;
  const best = verdict.candidates[0]!;
  let applied = 0;
  for (const allocation of best.allocations) applied += allocation.lineAmountMinor;
  for (const residual of best.residuals)
    if (residual.side === "line") applied += residual.amountMinor;
  if (applied === line.amountMinor) return;
  assert(false, `allocated + left over = paid on line ${line.lineId}`);
}

function checkResiduals(candidate: MatchCandidate): void {
  for (const residual of candidate.residuals) {
    // The sentence is put together only where it is needed.
    if (residual.posted && !postable.has(residual.code))
      assert(false, `${residual.code} is never posted`);
    assert(residual.side === "home" || residual.amountMinor > 0, "a residual is a positive amount");
  }
}
