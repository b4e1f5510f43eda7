// 原因象限: every cause a dot, how often it comes against how much money it holds, both logarithmic;
// the same figures stand in a table beside it. A click filters the list below.
import type { DifferenceCause } from "../../../src/contract/differences.ts";
import {
  type DifferenceFamily,
  differences,
  isDifferenceCode,
} from "../../../src/core/differences.ts";
import { residualWords } from "../../../src/core/words/outcome.ts";
import type { Sentence } from "../../../src/core/words/word.ts";
import { useBooks } from "../../api/session.tsx";
import { grouped } from "../../ui/count.ts";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { differenceWords } from "../../words/differences.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";

type Props = {
  readonly causes: readonly DifferenceCause[];
  /** "T01", "none"; several with commas. */
  readonly chosen: string;
  readonly onChoose: (code: string | null) => void;
};

export function causeName(code: string | null): Sentence {
  if (code === null) return differenceWords.unexplained;
  if (!isDifferenceCode(code)) {
    return Object.hasOwn(residualWords, code)
      ? residualWords[code as keyof typeof residualWords] // checked right before
      : differenceWords.unexplained;
  }
  const { zh, en } = differences[code];
  return { zh, en };
}

export function familyOf(code: string | null): DifferenceFamily | "none" | "named" {
  if (code === null) return "none";
  return isDifferenceCode(code) ? differences[code].family : "named";
}

export function Quadrant({ causes, chosen, onChoose }: Props) {
  const w = useWords(differenceWords);
  const shown = causes.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  const choose = (code: string | null) => {
    const key = code ?? "none";
    onChoose(chosen === key ? null : key);
  };
  return (
    <section className="panel quadrant-panel">
      <header className="panel-head">
        <h2>{w("causes")}</h2>
        <span className="page-note">{w("causesNote")}</span>
      </header>
      <div className="quadrant-body">
        <Picture causes={shown} chosen={chosen} onChoose={choose} />
        <CauseTable causes={shown} chosen={chosen} onChoose={choose} />
      </div>
    </section>
  );
}

type Parts = Omit<Props, "onChoose"> & { readonly onChoose: (code: string | null) => void };

const size = { width: 560, height: 224, left: 34, right: 14, top: 14, bottom: 26 };

function Picture({ causes, chosen, onChoose }: Parts) {
  const w = useWords(differenceWords);
  const word = useSentence();
  const language = useLanguage();
  const { homeCurrency } = useBooks();
  const dots = placed(causes);
  const { width, height, left, right, top, bottom } = size;
  const [middleX, middleY] = [(left + width - right) / 2, (top + height - bottom) / 2];
  return (
    <svg
      className="quadrant"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={w("causes")}
    >
      <rect
        x={left}
        y={top}
        width={width - left - right}
        height={height - top - bottom}
        className="quadrant-field"
      />
      <line x1={middleX} x2={middleX} y1={top} y2={height - bottom} className="quadrant-axis" />
      <line x1={left} x2={width - right} y1={middleY} y2={middleY} className="quadrant-axis" />
      <text x={left + 6} y={top + 14} className="quadrant-corner">
        {w("rareLarge")}
      </text>
      <text x={width - right - 6} y={top + 14} textAnchor="end" className="quadrant-corner">
        {w("oftenLarge")}
      </text>
      <text x={left + 6} y={height - bottom - 6} className="quadrant-corner">
        {w("rareSmall")}
      </text>
      <text
        x={width - right - 6}
        y={height - bottom - 6}
        textAnchor="end"
        className="quadrant-corner"
      >
        {w("oftenSmall")}
      </text>
      <text x={width - right} y={height - 8} textAnchor="end" className="quadrant-label">
        {w("axisCount")}
      </text>
      <text transform={`translate(14 ${height - bottom}) rotate(-90)`} className="quadrant-label">
        {w("axisMoney")}
      </text>
      {dots.map(({ cause, x, y, labelY }) => {
        const key = cause.code ?? "none";
        const isOff = chosen !== "" && !chosen.split(",").includes(key);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button cannot stand inside an SVG
          <g
            key={key}
            role="button"
            tabIndex={0}
            className={`quadrant-dot is-${familyOf(cause.code)}${isOff ? " is-off" : ""}`}
            aria-label={`${key} ${word(causeName(cause.code))}`}
            onClick={() => onChoose(cause.code)}
            onKeyDown={(event) => {
              if (event.key === "Enter") onChoose(cause.code);
            }}
          >
            <title>{`${word(causeName(cause.code))} · ${grouped(cause.count)} · ${formatAmount(cause.amount, homeCurrency, language)}`}</title>
            <circle cx={x} cy={y} r={7} />
            <text
              x={x > width - 90 ? x - 10 : x + 10}
              y={labelY}
              textAnchor={x > width - 90 ? "end" : "start"}
            >
              {dotLabel(cause.code, word)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Codes are short; what has none is written out. */
function dotLabel(code: string | null, word: (sentence: Sentence) => string): string {
  if (code === null) return "?";
  return isDifferenceCode(code) ? code : word(causeName(code));
}

type Dot = {
  readonly cause: DifferenceCause;
  readonly x: number;
  readonly y: number;
  readonly labelY: number;
};

/** Logarithmic both ways, from the smallest to the largest there is; labels of near dots give way. */
function placed(causes: readonly DifferenceCause[]): Dot[] {
  const { width, height, left, right, top, bottom } = size;
  const moneyOf = ({ amount }: DifferenceCause) => Math.log10(1 + Math.abs(+amount));
  const countOf = ({ count }: DifferenceCause) => Math.log10(1 + count);
  const scale = (values: readonly number[]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return (value: number) => (most > least ? (value - least) / (most - least) : 0.5);
  };
  const across = scale(causes.map(countOf));
  const up = scale(causes.map(moneyOf));
  const dots: Dot[] = [];
  for (const cause of causes) {
    const x = left + 24 + across(countOf(cause)) * (width - left - right - 74);
    const y = height - bottom - 28 - up(moneyOf(cause)) * (height - top - bottom - 60);
    let labelY = y + 4;
    for (const other of dots) {
      const isNear = Math.abs(other.x - x) < 36 && Math.abs(other.labelY - labelY) < 12;
      if (isNear) labelY = other.labelY + 12;
    }
    dots.push({ cause, x, y, labelY });
  }
  return dots;
}

function CauseTable({ causes, chosen, onChoose }: Parts) {
  const w = useWords(differenceWords);
  const word = useSentence();
  const { homeCurrency } = useBooks();
  const keys = chosen.split(",");
  return (
    <div className="matrix-scroll quadrant-table">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("cause")}</th>
            <th className="is-right">{w("times")}</th>
            <th className="is-right">
              {w("amount")} ({homeCurrency})
            </th>
            <th className="is-right">{w("late")}</th>
            <th className="is-right">{w("trend")}</th>
          </tr>
        </thead>
        <tbody>
          {causes.map((cause) => (
            <tr
              key={cause.code ?? "none"}
              className={keys.includes(cause.code ?? "none") ? "is-chosen" : ""}
            >
              <td>
                <button type="button" className="cause-button" onClick={() => onChoose(cause.code)}>
                  <i className={`cause-dot is-${familyOf(cause.code)}`} />
                  {isDifferenceCode(cause.code ?? "") ? <b>{cause.code}</b> : null}{" "}
                  {word(causeName(cause.code))}
                </button>
              </td>
              <td className="is-right">{grouped(cause.count)}</td>
              <td className="is-right">
                <MoneyText amount={cause.amount} currency={homeCurrency} />
              </td>
              <td className="is-right">{cause.late === 0 ? "–" : grouped(cause.late)}</td>
              <td className="is-right">
                {grouped(cause.recent)} / {grouped(cause.before)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
