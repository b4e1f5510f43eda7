// What is measured: the threshold in force and what it stands on in words, then the reliability
// curve. Too few samples are called that, with how many are missing.
import { App } from "antd";
import { Link } from "react-router";
import { type CalibrationOnWire, calibrationOnWire } from "../../../src/contract/accuracy.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { perMilleText, shareText } from "../../ui/share-text.ts";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";
import { ReliabilityCurve } from "./reliability-curve.tsx";

const tones = { prior: "amber", measured: "green", stricter: "red" } as const;

export function CalibrationPanel() {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const { id: booksId, timeZone } = useBooks();
  const base = useBooksPath();
  const path = `${base}/accuracy/calibration`;
  const notAllowed = useRefusal("change_rules");
  const { data, error, refetch } = useGet(calibrationOnWire, path);
  const send = useSend(calibrationOnWire, "POST", [`${base}/accuracy`, `${base}/rules`]);
  const recalibrate = () =>
    send.mutate(
      { path },
      {
        onSuccess: () => void message.success(w("recalibrated")),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("calibrated")}</h2>
        {data ? <Tag tone={tones[data.state]} text={w(`state_${data.state}`)} /> : null}
        {data ? <span className="page-note">{versionText(data, timeZone, w)}</span> : null}
      </header>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={6} />}
      {data ? (
        <div className="panel-body">
          <p style={{ marginTop: 0 }}>{standing(data, w)}</p>
          {data.labelsNow === data.labels ? null : (
            <p className="page-note">{w("labelsSince", { count: grouped(data.labelsNow) })}</p>
          )}
          <p className="accuracy-acts">
            <Link to={pathTo("samples", { booksId })}>
              {w("toSamples", { count: grouped(data.samplesWaiting) })}
            </Link>
            <RefusedButton
              size="small"
              reason={notAllowed}
              loading={send.isPending}
              onClick={recalibrate}
            >
              {w("recalibrate")}
            </RefusedButton>
          </p>
          <h3>{w("curve")}</h3>
          {data.curve.length === 0 ? (
            <p className="page-note">{w("curveNone")}</p>
          ) : (
            <>
              <p className="page-note">{w("curveText")}</p>
              <ReliabilityCurve points={data.curve} />
            </>
          )}
        </div>
      ) : null}
    </section>
  );
}

type Words = ReturnType<typeof useWords<typeof accuracyWords>>;

/** Above this no probability reaches: nothing is posted (core/calibration). */
const unreachable = 1;

function standing(data: CalibrationOnWire, w: Words): string {
  const fields = {
    threshold: shareText(data.threshold),
    count: data.maxWrongPerMille,
    missing: grouped(data.missing),
    labels: grouped(data.labels),
    above: grouped(data.labelsAbove),
    wrongAbove: grouped(data.wrongAbove),
    blind: grouped(data.blind),
    wrong: grouped(data.wrong),
    bound: data.bound === null ? "–" : perMilleText(data.bound),
  };
  if (data.state === "stricter" && data.threshold > unreachable) return w("stricterNone", fields);
  return w(data.state, fields);
}

function versionText({ version, at }: CalibrationOnWire, timeZone: string, w: Words): string {
  if (version === 0 || at === null) return w("versionPrior");
  return w("version", { version, at: formatInstant(at, timeZone, true) });
}
