// The score as the sum of its parts.
import type { CollectionCase } from "../../../src/contract/collections.ts";
import { collectionWords } from "../../words/collections.ts";
import { frameWords } from "../../words/frame.ts";
import { useWords } from "../../words/words.ts";

export function ScoreTable({ row }: { readonly row: CollectionCase }) {
  const w = useWords(collectionWords);
  const frame = useWords(frameWords);
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th>{w("part")}</th>
          <th className="is-right">{w("level")}</th>
          <th className="is-right">{w("weight")}</th>
          <th className="is-right">{w("score")}</th>
        </tr>
      </thead>
      <tbody>
        {row.parts.map(({ part, level, weight, points }) => (
          <tr key={part}>
            <td>{w(`part_${part}`)}</td>
            <td className="is-right">
              {level === null ? (
                <em className="unknown">{frame("unknown")}</em>
              ) : (
                `${level.toFixed(0)} %`
              )}
            </td>
            <td className="is-right">{weight}</td>
            <td className="is-right">{points.toFixed(1)}</td>
          </tr>
        ))}
        <tr>
          <td colSpan={3}>
            <b>{w("total")}</b>
          </td>
          <td className="is-right">
            <b>{row.points.toFixed(1)}</b>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
