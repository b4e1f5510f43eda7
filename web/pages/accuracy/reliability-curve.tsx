// The reliability curve as a plain drawing: bands of what the system said from left to right, what
// was right upwards. The same figures stand beside it in words.
import type { CalibrationOnWire } from "../../../src/contract/accuracy.ts";
import { grouped } from "../../ui/count.ts";
import { shareText } from "../../ui/share-text.ts";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";

type Point = CalibrationOnWire["curve"][number];

const height = 180;
const left = 44;
const bottom = 22;
const step = 62;
const grid = [0, 0.25, 0.5, 0.75, 1] as const;

export function ReliabilityCurve({ points }: { readonly points: readonly Point[] }) {
  const w = useWords(accuracyWords);
  const width = left + points.length * step + 8;
  const y = (share: number) => 8 + (1 - share) * (height - bottom - 8);
  const x = (at: number) => left + (at + 0.5) * step;
  return (
    <div className="accuracy-curve">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
        <title>{w("curve")}</title>
        {grid.map((share) => (
          <g key={share}>
            <line x1={left} x2={width} y1={y(share)} y2={y(share)} className="curve-grid" />
            <text x={left - 6} y={y(share) + 4} textAnchor="end" className="curve-text">
              {shareText(share)}
            </text>
          </g>
        ))}
        {points.map((point, at) => (
          <g key={point.from}>
            {point.interval ? (
              <line
                x1={x(at)}
                x2={x(at)}
                y1={y(point.interval.low)}
                y2={y(point.interval.high)}
                className="curve-interval"
              />
            ) : null}
            <line
              x1={x(at) - 14}
              x2={x(at) + 14}
              y1={y(point.said)}
              y2={y(point.said)}
              className="curve-said"
            />
            <circle cx={x(at)} cy={y(point.right ?? 0)} r={4.5} className="curve-right" />
            <text x={x(at)} y={height - 6} textAnchor="middle" className="curve-text">
              {shareText(point.from)}
            </text>
          </g>
        ))}
      </svg>
      <ul>
        {points.toReversed().map((point) => (
          <li key={point.from}>
            <span>{w("band", { from: shareText(point.from), to: shareText(point.to) })}</span>
            <b>
              {w("bandRight", { labels: grouped(point.labels), right: shareText(point.right) })}
            </b>
            {point.interval ? (
              <small>
                {w("range", {
                  low: shareText(point.interval.low),
                  high: shareText(point.interval.high),
                })}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
