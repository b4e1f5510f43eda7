// The scorecard's settings: weights and ends of every feature, thresholds, coefficients, steps.
import { App, Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { type CreditSettingsAnswer, creditSettingsAnswer } from "../../../src/contract/credit.ts";
import {
  type CreditSettings,
  creditRatings,
  type FeatureRule,
  type ScoreFeature,
  scoreFeatures,
} from "../../../src/core/credit/settings.ts";
import { featureUnits, featureWords, ratingWords } from "../../../src/core/words/credit.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { creditWords } from "../../words/credit.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function ScorecardPanel() {
  const path = `${useBooksPath()}/credit/settings`;
  const { data, error, refetch } = useGet(creditSettingsAnswer, path);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} />;
  return <Editor key={data.version} answer={data} path={path} />;
}

function Editor(props: { readonly answer: CreditSettingsAnswer; readonly path: string }) {
  const { answer, path } = props;
  const w = useWords(creditWords);
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const refusal = useRefusal("change_rules");
  const [draft, write] = useState<CreditSettings>(answer.settings);
  const [reason, setReason] = useState("");
  const send = useSend(creditSettingsAnswer, "PUT", [path]);
  const weights = scoreFeatures.reduce((sum, key) => sum + draft.features[key].weight, 0);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(answer.settings);
  const missing = isChanged && reason.trim() === "" ? w("saveReason") : null;
  const save = () =>
    send.mutate(
      { path, body: { settings: draft, reason } },
      {
        onSuccess: () => void message.success(w("settingsSaved")),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  const setRule = (key: ScoreFeature, change: Partial<FeatureRule>) =>
    write({
      ...draft,
      features: { ...draft.features, [key]: { ...draft.features[key], ...change } },
    });
  return (
    <section className="panel credit-scorecard">
      <header className="panel-head">
        <h2>{w("view_scorecard")}</h2>
        <span className="page-note">
          {answer.version === 0 ? w("versionOwn") : w("version", { version: answer.version })}
        </span>
      </header>
      <p className="page-note">{w("scorecardNote")}</p>
      <div className="matrix-scroll">
        <FeatureTable draft={draft} onChange={setRule} isOff={refusal !== null} sum={weights} />
      </div>
      <RatingFields draft={draft} write={write} isOff={refusal !== null} />
      <OtherFields draft={draft} write={write} isOff={refusal !== null} />
      <footer className="credit-save">
        <Input
          value={reason}
          maxLength={500}
          disabled={refusal !== null || !isChanged}
          placeholder={w("saveReason")}
          aria-label={w("saveReason")}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button onClick={() => write(answer.defaults)} disabled={refusal !== null}>
          {w("restore")}
        </Button>
        <RefusedButton
          type="primary"
          reason={refusal ?? missing}
          disabled={!isChanged}
          loading={send.isPending}
          onClick={save}
        >
          {w("save")}
        </RefusedButton>
      </footer>
    </section>
  );
}

function FeatureTable(props: {
  readonly draft: CreditSettings;
  readonly onChange: (key: ScoreFeature, change: Partial<FeatureRule>) => void;
  readonly isOff: boolean;
  readonly sum: number;
}) {
  const { draft, onChange, isOff, sum } = props;
  const w = useWords(creditWords);
  const word = useSentence();
  const field = (key: ScoreFeature, name: keyof FeatureRule) => (
    <InputNumber
      size="small"
      value={draft.features[key][name]}
      disabled={isOff}
      aria-label={`${word(featureWords[key])} ${w(name)}`}
      {...(name === "weight" ? { min: 0, max: 100 } : {})}
      onChange={(value) => {
        if (value !== null) onChange(key, { [name]: value });
      }}
    />
  );
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th>{w("feature")}</th>
          <th>{w("weight")}</th>
          <th>{w("fullAt")}</th>
          <th>{w("zeroAt")}</th>
          <th>{w("unit")}</th>
        </tr>
      </thead>
      <tbody>
        {scoreFeatures.map((key) => (
          <tr key={key}>
            <td>{word(featureWords[key])}</td>
            <td>{field(key, "weight")}</td>
            <td>{field(key, "fullAt")}</td>
            <td>{field(key, "zeroAt")}</td>
            <td>{word(featureUnits[key])}</td>
          </tr>
        ))}
        <tr className="is-total">
          <td colSpan={5}>{w("weightSum", { sum })}</td>
        </tr>
      </tbody>
    </table>
  );
}

type Part = {
  readonly draft: CreditSettings;
  readonly write: (settings: CreditSettings) => void;
  readonly isOff: boolean;
};

function RatingFields({ draft, write, isOff }: Part) {
  const w = useWords(creditWords);
  const word = useSentence();
  return (
    <div className="credit-fields">
      <h3>{w("thresholds")}</h3>
      {(["A", "B", "C"] as const).map((key) => (
        <span key={key}>
          {word(ratingWords[key])} {w("thresholdFrom")}{" "}
          <InputNumber
            size="small"
            min={0}
            max={100}
            disabled={isOff}
            value={draft.ratingFrom[key]}
            aria-label={`${word(ratingWords[key])} ${w("thresholdFrom")}`}
            onChange={(value) =>
              write({ ...draft, ratingFrom: { ...draft.ratingFrom, [key]: value ?? 0 } })
            }
          />
        </span>
      ))}
      <h3>
        {w("coefficients")} <small>{w("coefficientNote")}</small>
      </h3>
      {creditRatings.map((key) => (
        <span key={key}>
          {word(ratingWords[key])}{" "}
          <InputNumber
            size="small"
            min={0}
            max={10}
            step={0.1}
            precision={2}
            disabled={isOff}
            value={draft.coefficients[key] / 100}
            aria-label={`${w("coefficients")} ${word(ratingWords[key])}`}
            onChange={(value) =>
              write({
                ...draft,
                coefficients: { ...draft.coefficients, [key]: Math.round((value ?? 0) * 100) },
              })
            }
          />
        </span>
      ))}
    </div>
  );
}

const others = [
  { key: "roundToUnits", word: "roundTo", max: 1_000_000 },
  { key: "limitDriftPercent", word: "drift", max: 100 },
  { key: "stepDays", word: "step", max: 90 },
  { key: "longestDays", word: "longest", max: 365 },
  { key: "capitalCostPerMille", word: "capital", max: 1000 },
] as const;

function OtherFields({ draft, write, isOff }: Part) {
  const w = useWords(creditWords);
  return (
    <div className="credit-fields">
      {others.map(({ key, word, max }) => (
        <span key={key}>
          {w(word)}{" "}
          <InputNumber
            size="small"
            min={key === "roundToUnits" || key === "stepDays" ? 1 : 0}
            max={max}
            precision={0}
            disabled={isOff}
            value={draft[key]}
            aria-label={w(word)}
            onChange={(value) => write({ ...draft, [key]: value ?? 1 })}
          />
        </span>
      ))}
    </div>
  );
}
