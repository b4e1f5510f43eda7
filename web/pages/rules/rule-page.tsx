// One rule: what it does, its form with units and bounds, its examples beside it.
import "./rules.css";
import { App, Button, Input, Switch } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { type RuleCardOnWire, ruleCard, ruleList } from "../../../src/contract/rules.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { rulesWords } from "../../words/rules.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { CollectionPanel } from "./collection-panel.tsx";
import { CopiesPanel, RetireButton } from "./copies-panel.tsx";
import { DemotedNotice } from "./demoted-notice.tsx";
import { ExamplesPanel } from "./examples-panel.tsx";
import { ReplayPanel, useReplay } from "./replay-panel.tsx";
import { draftOf, type RuleDraft, same, settingOf, shippedDraft } from "./rule-draft.ts";
import { ParamField, ToleranceFields } from "./rule-fields.tsx";
import { ScopeFields } from "./scope-fields.tsx";
import { VersionsPanel } from "./versions-panel.tsx";

export function Component() {
  const w = useWords(rulesWords);
  const word = useSentence();
  const { code = "" } = useParams();
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useGet(ruleList, `${useBooksPath()}/rules`);
  const rule = data?.rows.find((one) => one.key === code);
  return (
    <SettingsFrame title={rule ? titleOf(rule, word(rule.title)) : code}>
      <Link to={pathTo("rules", { booksId })}>← {w("back")}</Link>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={8} />}
      {data && !rule ? <EmptyState kind="found" title={w("notFound")} /> : null}
      {rule ? <DemotedNotice rule={rule} /> : null}
      {rule ? (
        <Rule key={`${rule.key} ${rule.version}`} rule={rule} all={data?.rows ?? []} />
      ) : null}
    </SettingsFrame>
  );
}

function titleOf({ key, copy }: RuleCardOnWire, title: string): string {
  return copy ? `${key} ${copy.name} · ${title}` : `${key} ${title}`;
}

type RuleProps = { readonly rule: RuleCardOnWire; readonly all: readonly RuleCardOnWire[] };

function Rule({ rule, all }: RuleProps) {
  const w = useWords(rulesWords);
  const c = useWords(ruleCopyWords);
  const word = useSentence();
  const [draft, change] = useRuleDraft(rule);
  const { posted, undone } = rule;
  return (
    <div className="rule-grid">
      <div className="rule-side">
        <section className="panel">
          <header className="panel-head">
            <h2>{w("does")}</h2>
          </header>
          <div className="panel-body">
            <p style={{ marginTop: 0 }}>{word(rule.meaning)}</p>
            <p className="page-note">
              {rule.copy
                ? c("copyOf", { rule: `${rule.code} ${word(rule.title)}` })
                : w("figures", {
                    text: posted > 0 ? w("figuresText", { posted, undone }) : w("figuresNone"),
                  })}
            </p>
            {rule.copy?.isRetired ? (
              <p className="page-note">{c("retiredNote")}</p>
            ) : (
              <RuleForm rule={rule} draft={draft} change={change} />
            )}
          </div>
        </section>
        {rule.key === "R06" ? <CollectionPanel /> : null}
      </div>
      <div className="rule-side">
        <ExamplesPanel rule={rule} draft={draft} />
        {rule.copy ? null : <CopiesPanel rule={rule} all={all} />}
        <VersionsPanel rule={rule} />
      </div>
    </div>
  );
}

/** Switching on from the list opens the form with the switch on, to be tried first. */
function useRuleDraft(rule: RuleCardOnWire) {
  const [query] = useSearchParams();
  return useState<RuleDraft>(() =>
    query.get("enable") === "1" ? { ...draftOf(rule), enabled: true } : draftOf(rule),
  );
}

type FormProps = {
  readonly rule: RuleCardOnWire;
  readonly draft: RuleDraft;
  readonly change: (draft: RuleDraft) => void;
};

function RuleForm({ rule, draft, change }: FormProps) {
  const w = useWords(rulesWords);
  const c = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const notAllowed = useRefusal("change_rules");
  const a = useWords(accuracyWords);
  const [reason, write] = useState("");
  const trial = useReplay(rule.key, settingOf(rule, draft));
  const [isSkipped, skip] = useState(false);
  const send = useSend(ruleCard, "PUT", [`${base}/rules`]);
  const isSame = same(draft, draftOf(rule));
  // a rule that only suggests or is off posts nothing it did not post before
  const isUntried = draft.enabled && draft.action === "auto" && trial.result === null;
  const put = (changes: Partial<RuleDraft>) => change({ ...draft, ...changes });
  const save = () =>
    send.mutate(
      { path: `${base}/rules/${rule.key}`, body: { ...settingOf(rule, draft), reason } },
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
      {draft.scope ? (
        <ScopeFields rule={rule} scope={draft.scope} onChange={(scope) => put({ scope })} />
      ) : null}
      <Input
        value={reason}
        maxLength={500}
        placeholder={c("why")}
        aria-label={c("why")}
        onChange={(event) => write(event.target.value)}
        style={{ marginTop: 12 }}
      />
      {send.error ? <p style={{ color: "var(--red)" }}>{sentence(send.error)}</p> : null}
      <div className="rule-acts">
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
        <Button onClick={() => change({ ...shippedDraft(rule), scope: draft.scope })}>
          {w("reset")}
        </Button>
        {rule.copy ? <RetireButton rule={rule} /> : null}
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
