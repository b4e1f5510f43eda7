// The four figures in one row, always with what they stand on; and what asks for somebody: samples
// that wait, templates that fell.
import "./accuracy.css";
import { Link } from "react-router";
import {
  accuracyFigures,
  calibrationOnWire,
  type FigureRow,
} from "../../../src/contract/accuracy.ts";
import { ruleList } from "../../../src/contract/rules.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { shareText } from "../../ui/share-text.ts";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";

/** For the first page: the figures with their links. Nothing before the first run. */
export function AccuracyStrip() {
  const { id: booksId } = useBooks();
  const { data } = useGet(accuracyFigures, `${useBooksPath()}/accuracy/figures`);
  const [row] = data?.rows ?? [];
  if (!row) return null;
  return (
    <section className="panel accuracy-strip">
      <Link to={pathTo("accuracy", { booksId })} className="accuracy-four">
        <FourFigures row={row} />
      </Link>
      <Notices />
    </section>
  );
}

export function FourFigures({ row }: { readonly row: FigureRow }) {
  const w = useWords(accuracyWords);
  return (
    <>
      <Figure name="identified" figure={row.identified} unit="byCount" />
      <Figure name="untouched" figure={row.untouched} unit="byCount" />
      <Figure name="items" figure={row.items} unit="byItems" />
      <span className="figure" title={w("precisionHint")}>
        <span className="figure-label">{w("precision")}</span>
        <span className="accuracy-share">
          {row.precision.isEnough ? shareText(row.precision.right) : w("few")}
        </span>
        <PrecisionNote precision={row.precision} />
      </span>
    </>
  );
}

type FigureProps = {
  readonly name: "identified" | "untouched" | "items";
  readonly figure: FigureRow["identified"];
  readonly unit: "byCount" | "byItems";
};

function Figure({ name, figure, unit }: FigureProps) {
  const w = useWords(accuracyWords);
  const { part, whole, share, interval } = figure.lines;
  return (
    <span className="figure" title={w(`${name}Hint`)}>
      <span className="figure-label">{w(name)}</span>
      <span className="accuracy-share">{shareText(share)}</span>
      <span className="figure-note">
        {w(unit, { part: grouped(part), whole: grouped(whole) })} ·{" "}
        {w("byMoney", { share: shareText(figure.money.share) })}
      </span>
      {interval ? (
        <span className="figure-note">
          {w("range", { low: shareText(interval.low), high: shareText(interval.high) })}
        </span>
      ) : null}
    </span>
  );
}

function PrecisionNote({ precision }: { readonly precision: FigureRow["precision"] }) {
  const w = useWords(accuracyWords);
  const { labels, wrong, interval, rightMoney } = precision;
  return (
    <>
      <span className="figure-note">
        {w("sampled", { labels: grouped(labels), wrong: grouped(wrong) })}
        {rightMoney === null ? "" : ` · ${w("byMoney", { share: shareText(rightMoney) })}`}
      </span>
      {interval ? (
        <span className="figure-note">
          {w("range", { low: shareText(interval.low), high: shareText(interval.high) })}
        </span>
      ) : null}
    </>
  );
}

function Notices() {
  const w = useWords(accuracyWords);
  const { id: booksId } = useBooks();
  const base = useBooksPath();
  const { data: rules } = useGet(ruleList, `${base}/rules`);
  const { data: calibration } = useGet(calibrationOnWire, `${base}/accuracy/calibration`);
  const demoted = rules?.rows.filter((rule) => rule.demoted !== null).length ?? 0;
  const waiting = calibration?.samplesWaiting ?? 0;
  if (demoted === 0 && waiting === 0) return null;
  return (
    <p className="accuracy-notices">
      {demoted > 0 ? (
        <Link to={pathTo("rules", { booksId })} className="is-amber">
          {w("demotedNotice", { count: demoted })}
        </Link>
      ) : null}
      {waiting > 0 ? (
        <Link to={pathTo("samples", { booksId })}>{w("samplesNotice", { count: waiting })}</Link>
      ) : null}
    </p>
  );
}
