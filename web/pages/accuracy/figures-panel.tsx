// The four figures in all and by customer, template or month, and why the rest was not automatic.
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { accuracyFigures, type FigureRow, figureGroup } from "../../../src/contract/accuracy.ts";
import { ruleList } from "../../../src/contract/rules.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { shareText } from "../../ui/share-text.ts";
import { Skeleton } from "../../ui/states.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { causeWords } from "../../words/workbench-reasons.ts";
import { FourFigures } from "./figure-strip.tsx";

/** What does not stand on the first screen is opened on demand. */
const shownCauses = 8;

type Group = (typeof figureGroup.options)[number];

export function FiguresPanel() {
  const w = useWords(accuracyWords);
  const [by, group] = useState<Group>("all");
  const path = `${useBooksPath()}/accuracy/figures`;
  const { data, error, refetch } = useGet(accuracyFigures, path, { query: { by }, keep: true });
  const [all] = data?.by === "all" ? data.rows : [];
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("figures")}</h2>
        <Segmented
          size="small"
          value={by}
          onChange={group}
          options={figureGroup.options.map((value) => ({ value, label: w(`by_${value}`) }))}
        />
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={4} />}
      {data?.rows.length === 0 ? <p className="panel-body page-note">{w("notYet")}</p> : null}
      {all ? (
        <div className="accuracy-four panel-body">
          <FourFigures row={all} />
        </div>
      ) : null}
      {data && data.by !== "all" && data.rows.length > 0 ? (
        <GroupTable rows={data.rows} by={data.by} />
      ) : null}
      {data && data.rows.length > 0 ? <WhyNot causes={data.whyNot} /> : null}
    </section>
  );
}

function GroupTable({ rows, by }: { readonly rows: readonly FigureRow[]; readonly by: Group }) {
  const w = useWords(accuracyWords);
  return (
    <div className="matrix-scroll accuracy-groups">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w(`by_${by}`)}</th>
            <th className="is-right">{w("money")}</th>
            <th className="is-right">{w("identified")}</th>
            <th className="is-right">{w("untouched")}</th>
            <th className="is-right">{w("items")}</th>
            <th className="is-right">{w("precision")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th>
                <GroupName row={row} by={by} />
              </th>
              <td className="is-right">
                <MoneyText {...row.untouched.money.whole} />
              </td>
              {([row.identified, row.untouched, row.items] as const).map((figure, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
                <td className="is-right" key={at}>
                  {shareText(figure.lines.share)}
                  <small className="accuracy-n">
                    {grouped(figure.lines.part)} / {grouped(figure.lines.whole)}
                  </small>
                </td>
              ))}
              <td className="is-right">
                {row.precision.isEnough ? shareText(row.precision.right) : w("few")}
                <small className="accuracy-n">
                  {w("sampled", { labels: row.precision.labels, wrong: row.precision.wrong })}
                </small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupName({ row, by }: { readonly row: FigureRow; readonly by: Group }) {
  const w = useWords(accuracyWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const { data } = useGet(ruleList, `${useBooksPath()}/rules`, { enabled: by === "template" });
  if (by === "month") return row.key;
  if (by === "customer") {
    if (row.key === "") return w("noPayer");
    return <Link to={pathTo("customer", { booksId, customerId: row.key })}>{row.name}</Link>;
  }
  if (row.key === "") return w("noRule");
  const rule = data?.rows.find(({ code }) => code === row.key);
  return (
    <Link to={pathTo("rule", { booksId, code: row.key })}>
      {row.key} {rule ? word(rule.title) : ""}
    </Link>
  );
}

type Causes = {
  readonly cause: string;
  readonly count: number;
  readonly home: { amount: string; currency: string };
}[];

function WhyNot({ causes }: { readonly causes: Causes }) {
  const w = useWords(accuracyWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const known: Readonly<Record<string, { zh: string; en: string }>> = {
    ...causeWords,
    undone: accuracyWords.undone,
  };
  const [isLong, setLong] = useState(false);
  const most = Math.max(...causes.map(({ count }) => count));
  const nameOf = (cause: string) => {
    const sentence = known[cause];
    return sentence ? word(sentence) : cause;
  };
  return (
    <div className="panel-body accuracy-why">
      <h3>{w("whyNot")}</h3>
      {causes.length === 0 ? <p className="page-note">{w("whyNotNone")}</p> : null}
      <ul>
        {(isLong ? causes : causes.slice(0, shownCauses)).map(({ cause, count, home }) => (
          <li key={cause}>
            <Link to={`${pathTo("match", { booksId })}?lane=${laneOf(cause)}&cause=${cause}`}>
              {nameOf(cause)}
            </Link>
            <span className="accuracy-bar" aria-hidden="true">
              <i style={{ width: `${(100 * count) / most}%` }} />
            </span>
            <span>{grouped(count)}</span>
            <MoneyText amount={home.amount} currency={home.currency} />
          </li>
        ))}
      </ul>
      {causes.length > shownCauses ? (
        <Button type="link" size="small" onClick={() => setLong(!isLong)}>
          {w(isLong ? "fewerCauses" : "moreCauses", { count: causes.length - shownCauses })}
        </Button>
      ) : null}
    </div>
  );
}

/** Where lines of a cause wait. */
function laneOf(cause: string): string {
  return /^(miss|slip|duplicate)\.|^held$/.test(cause) ? "exception" : "to_confirm";
}
