// One rule: what it does, its form with units and bounds, its examples beside it.
import "./rules.css";
import { App, Button, Segmented, Switch } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { type RuleCardOnWire, ruleCard, ruleList } from "../../../src/contract/rules.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { rulesWords } from "../../words/rules.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { DemotedNotice } from "./demoted-notice.tsx";
import { ReplayPanel, useReplay } from "./replay-panel.tsx";
import { draftOf, type RuleDraft, same, settingOf, shippedDraft } from "./rule-draft.ts";
import { ParamField, ToleranceFields } from "./rule-fields.tsx";

export function Component() {
  const w = useWords(rulesWords);
  const word = useSentence();
  const { code = "" } = useParams();
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useGet(ruleList, `${useBooksPath()}/rules`);
  const rule = data?.rows.find((one) => one.code === code);
  return (
    <SettingsFrame title={rule ? `${rule.code} ${word(rule.title)}` : code}>
      <Link to={pathTo("rules", { booksId })}>← {w("back")}</Link>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={8} />}
      {data && !rule ? <EmptyState kind="found" title={w("notFound")} /> : null}
      {rule ? <DemotedNotice rule={rule} /> : null}
      {rule ? <Rule key={rule.version} rule={rule} /> : null}
    </SettingsFrame>
  );
}

function Rule({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(rulesWords);
  const word = useSentence();
  const { posted, undone } = rule;
  return (
    <div className="rule-grid">
      <section className="panel">
        <header className="panel-head">
          <h2>{w("does")}</h2>
        </header>
        <div className="panel-body">
          <p style={{ marginTop: 0 }}>{word(rule.meaning)}</p>
          <p className="page-note">
            {w("figures", {
              text: posted > 0 ? w("figuresText", { posted, undone }) : w("figuresNone"),
            })}
          </p>
          <RuleForm rule={rule} />
        </div>
      </section>
      <section className="panel">
        <header className="panel-head">
          <h2>{w("examples")}</h2>
        </header>
        <div className="panel-body">
          <p className="page-note" style={{ margin: "0 0 10px" }}>
            {w("examplesNote")}
          </p>
          {rule.examples.map((example) => (
            <div
              key={example.given.en}
              className={example.applies ? "rule-example" : "rule-example is-not"}
            >
              <p>{word(example.given)}</p>
              <p>
                <b>{example.applies ? "✓" : "×"}</b> {word(example.outcome)}{" "}
                <small>{w(example.applies ? "applies" : "appliesNot")}</small>
              </p>
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}

function RuleForm({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(rulesWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const notAllowed = useRefusal("change_rules");
  const [query] = useSearchParams();
  const a = useWords(accuracyWords);
  const [draft, change] = useState<RuleDraft>(() =>
    query.get("enable") === "1" ? { ...draftOf(rule), enabled: true } : draftOf(rule),
  );
  const trial = useReplay(rule.code, settingOf(rule, draft));
  const [isSkipped, skip] = useState(false);
  const send = useSend(ruleCard, "PUT", [`${base}/rules`]);
  const isSame = same(draft, draftOf(rule));
  // a rule that only suggests or is off posts nothing it did not post before
  const isUntried = draft.enabled && draft.action === "auto" && trial.result === null;
  const put = (changes: Partial<RuleDraft>) => change({ ...draft, ...changes });
  const save = () =>
    send.mutate(
      { path: `${base}/rules/${rule.code}`, body: settingOf(rule, draft) },
      { onSuccess: ({ version }) => void message.success(w("saved", { version })) },
    );
  return (
    <>
      <div className="rule-field">
        <span>{w("enabled")}</span>
        <Switch
          checked={draft.enabled}
          onChange={(enabled) => put({ enabled })}
          aria-label={w("enabled")}
        />
      </div>
      <div className="rule-field">
        <span>{w("action")}</span>
        <Segmented
          value={draft.action}
          onChange={(action) => put({ action: action === "auto" ? "auto" : "suggest" })}
          options={[
            { value: "auto", label: w("auto") },
            { value: "suggest", label: w("suggest") },
          ]}
        />
        <small>{w("actionHint")}</small>
      </div>
      {rule.takesTolerance ? (
        <ToleranceFields
          abs={draft.abs}
          pct={draft.pct}
          onChange={(abs, pct) => put({ abs, pct })}
        />
      ) : null}
      {rule.params.map((param) => (
        <ParamField
          key={param.name}
          param={param}
          value={draft.params[param.name] ?? param.default}
          onChange={(value) => put({ params: { ...draft.params, [param.name]: value } })}
        />
      ))}
      {send.error ? <p style={{ color: "var(--red)" }}>{sentence(send.error)}</p> : null}
      <div style={{ display: "flex", gap: 8, paddingTop: 12, alignItems: "center" }}>
        <RefusedButton
          type="primary"
          reason={
            notAllowed ??
            (isSame ? w("unchanged") : null) ??
            (isUntried && !isSkipped ? a("replayFirst") : null)
          }
          loading={send.isPending}
          onClick={save}
        >
          {w("save")}
        </RefusedButton>
        <Button onClick={() => change(shippedDraft(rule))}>{w("reset")}</Button>
        {isUntried && !isSkipped && !isSame && notAllowed === null ? (
          <Button type="link" size="small" onClick={() => skip(true)}>
            {a("saveAnyway")}
          </Button>
        ) : null}
      </div>
      <ReplayPanel trial={trial} refusal={notAllowed ?? (isSame ? w("unchanged") : null)} />
    </>
  );
}
