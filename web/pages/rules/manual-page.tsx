// 规则手册: every template with its exact meaning, parameters and examples, as the program has them.
import "./rules.css";
import { Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type RuleCardOnWire, ruleList } from "../../../src/contract/rules.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import { clearable } from "../../ui/clearable.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { rulesWords } from "../../words/rules.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { ExampleCard } from "./examples-panel.tsx";
import { boundsText, shippedText, unitText } from "./rule-fields.tsx";

export function Component() {
  const w = useWords(ruleCopyWords);
  const r = useWords(rulesWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const [text, write] = useState("");
  const { data, error, refetch } = useGet(ruleList, `${useBooksPath()}/rules`);
  const asked = text.trim().toLowerCase();
  const found = (data?.rows ?? []).filter(
    (rule) => rule.copy === null && textOf(rule).includes(asked),
  );
  return (
    <SettingsFrame title={w("manual")} note={w("manualNote")}>
      <Link to={pathTo("rules", { booksId })}>← {r("back")}</Link>
      <p>{w("manualOrder")}</p>
      <Input
        allowClear={clearable}
        value={text}
        placeholder={w("find")}
        aria-label={w("find")}
        onChange={(event) => write(event.target.value)}
        style={{ maxWidth: 320 }}
      />
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={12} />}
      {found.map((rule) => (
        <section key={rule.key} id={rule.key} className="panel">
          <header className="panel-head">
            <h2>
              {rule.code} {word(rule.title)}
            </h2>
            <span className="page-note">
              {word(rule.stageName)} · {r(rule.defaults.action)}
            </span>
            <Link to={pathTo("rule", { booksId, code: rule.key })}>{w("toRule")}</Link>
          </header>
          <div className="panel-body">
            <p style={{ marginTop: 0 }}>{word(rule.meaning)}</p>
            <Parameters rule={rule} />
            {rule.examples.map((example) => (
              <ExampleCard key={example.given.en} example={example} />
            ))}
          </div>
        </section>
      ))}
    </SettingsFrame>
  );
}

function textOf({ code, title, meaning }: RuleCardOnWire): string {
  return [code, title.zh, title.en, meaning.zh, meaning.en].join(" ").toLowerCase();
}

function Parameters({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(rulesWords);
  const c = useWords(ruleCopyWords);
  const word = useSentence();
  const { abs = {}, pct } = rule.defaults.tol;
  const limits = Object.entries(abs).map(([currency, text]) =>
    currency === "*" ? `${w("toleranceAny")} ${text}` : `${currency} ${text}`,
  );
  if (pct) limits.push(`${w("tolerancePct")} ${pct} %`);
  if (rule.params.length === 0 && limits.length === 0) return null;
  return (
    <>
      <h3>{c("parameters")}</h3>
      <ul className="rule-manual-params">
        {rule.params.map((param) => (
          <li key={param.name}>
            {word(param.label)}: <b>{shippedText(param.default, w)}</b> {unitText(param.unit, w)}{" "}
            <span className="page-note">{boundsText(param, w)}</span>
          </li>
        ))}
        {limits.length > 0 ? (
          <li>
            {w("tolerance")}: {limits.join(" · ")}
          </li>
        ) : null}
      </ul>
    </>
  );
}
