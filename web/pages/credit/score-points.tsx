// Where a score comes from: every feature with its weight, its points as a bar, what it adds, and why.
import type { CreditCard } from "../../../src/contract/credit.ts";
import { featureWords } from "../../../src/core/words/credit.ts";
import { useBecause } from "../../words/because.ts";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function ScorePoints({ card }: { readonly card: CreditCard }) {
  const w = useWords(creditWords);
  const word = useSentence();
  const because = useBecause();
  if (card.points.length === 0) return null;
  const weights = card.points.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <table className="matrix score-points">
      <thead>
        <tr>
          <th>{w("feature")}</th>
          <th className="is-right">{w("weight")}</th>
          <th>{w("points")}</th>
          <th className="is-right">{w("adds")}</th>
        </tr>
      </thead>
      <tbody>
        {card.points.map((point) => (
          <tr key={point.feature}>
            <td>
              <b>{word(featureWords[point.feature])}</b>
              <small>{because(point.because)}</small>
            </td>
            <td className="is-right">{point.weight}</td>
            <td>
              <span className={point.value === null ? "point-bar is-unknown" : "point-bar"}>
                <i style={{ width: `${point.points}%` }} />
              </span>
              <small>{point.value === null ? w("unknownPoints") : point.points.toFixed(0)}</small>
            </td>
            <td className="is-right">{point.share.toFixed(1)}</td>
          </tr>
        ))}
        <tr className="is-total">
          <td>
            <b>{w("total")}</b>
          </td>
          <td className="is-right">{weights}</td>
          <td />
          <td className="is-right">
            <b>{card.score?.toFixed(1) ?? "–"}</b>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
