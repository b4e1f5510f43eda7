// Why something is so, as chips: what speaks for it with ✓, what speaks against it in amber. The
// words come from the catalogues of src/core/words, by the keys the core gives.
import type { Because } from "../../src/core/because.ts";
import { useBecause } from "../words/because.ts";

export type BecauseChipsProps = {
  readonly because: readonly Because[];
  readonly against?: readonly Because[];
  /** The rest is counted; W opens all. */
  readonly most?: number;
};

export function BecauseChips({ because, against = [], most = 3 }: BecauseChipsProps) {
  const word = useBecause();
  const shown = because.slice(0, most);
  const more = because.length - shown.length;
  return (
    <span className={most <= 3 ? "chips is-one-line" : "chips"}>
      {against.map((one) => (
        <span key={`!${one.key}`} className="chip is-against" title={word(one, "sentence")}>
          {word(one, "chip")}
        </span>
      ))}
      {shown.map((one) => (
        <span key={one.key} className="chip is-for" title={word(one, "sentence")}>
          {word(one, "chip")}
        </span>
      ))}
      {more > 0 ? <span className="chip">+{more}</span> : null}
    </span>
  );
}
