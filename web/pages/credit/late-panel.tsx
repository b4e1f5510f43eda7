// What the prediction of late payment was worth on later items, beside what naive guesses were.
import { lateAccuracy } from "../../../src/contract/credit.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Chart } from "../../components/chart.tsx";
import { Failure } from "../../components/failure.tsx";
import { grouped } from "../../ui/count.ts";
import { shareText } from "../../ui/share-text.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { creditWords } from "../../words/credit.ts";
import { useWords } from "../../words/words.ts";

const kinds = ["majority", "baseline", "logistic", "trees"] as const;

export function LatePanel() {
  const w = useWords(creditWords);
  const path = `${useBooksPath()}/credit/late-accuracy`;
  const { data, error, refetch } = useGet(lateAccuracy, path);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  const { model, fewest } = data;
  if (model === null) {
    return (
      <section className="panel">
        <EmptyState kind="yet" title={w("lateYet")} text={w("lateYetText")} />
      </section>
    );
  }
  const { majority } = model;
  const used = model[model.kind];
  const learnt = w("lateLearnt", { count: grouped(model.learnt), date: model.asOf });
  if (majority.count < fewest) {
    return (
      <section className="panel">
        <EmptyState
          kind="yet"
          title={w("lateFew", { count: majority.count, fewest })}
          text={learnt}
        />
      </section>
    );
  }
  return (
    <section className="panel credit-late">
      <header className="panel-head">
        <h2>{w("lateTitle")}</h2>
      </header>
      <p className="page-note">
        {w("lateNote", {
          from: model.measuredFrom,
          count: grouped(majority.count),
          late: grouped(majority.late),
        })}{" "}
        {learnt}
      </p>
      <div className="credit-late-body">
        <div className="matrix-scroll">
          <table className="matrix">
            <thead>
              <tr>
                <th>{w("prediction")}</th>
                <th className="is-right">{w("accuracy")}</th>
                <th className="is-right" title={w("aucNote")}>
                  {w("auc")}
                </th>
                <th className="is-right" title={w("calibrationNote")}>
                  {w("calibration")}
                </th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => {
                const measured = model[kind];
                return measured === null ? null : (
                  <tr key={kind}>
                    <td>
                      {w(`kind_${kind}`)}{" "}
                      {kind === model.kind ? <Tag tone="green" text={w("used")} /> : null}
                    </td>
                    <td className="is-right">{shareText(measured.accuracy)}</td>
                    <td className="is-right">{measured.auc?.toFixed(3) ?? "–"}</td>
                    <td className="is-right">{shareText(measured.calibrationError)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        {used === null ? null : <Bands bands={used.bands} />}
      </div>
    </section>
  );
}

type Band = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly said: number;
  readonly seen: number;
};

function Bands({ bands }: { readonly bands: readonly Band[] }) {
  const w = useWords(creditWords);
  return (
    <div>
      <Chart
        title={w("bands")}
        categories={bands.map(({ from, to }) => `${shareText(from)}–${shareText(to)}`)}
        unit="share"
        height={190}
        series={[
          {
            name: w("said"),
            kind: "line",
            colour: "grey",
            values: bands.map(({ said }) => said * 100),
          },
          {
            name: w("seen"),
            kind: "bar",
            colour: "blue",
            values: bands.map(({ seen }) => seen * 100),
          },
        ]}
      />
      <div className="matrix-scroll">
        <table className="matrix">
          <thead>
            <tr>
              <th>{w("bands")}</th>
              <th className="is-right">{w("items")}</th>
              <th className="is-right">{w("said")}</th>
              <th className="is-right">{w("seen")}</th>
            </tr>
          </thead>
          <tbody>
            {bands.map((band) => (
              <tr key={band.from}>
                <td>{w("band", { from: shareText(band.from), to: shareText(band.to) })}</td>
                <td className="is-right">{grouped(band.count)}</td>
                <td className="is-right">{shareText(band.said)}</td>
                <td className="is-right">{shareText(band.seen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
