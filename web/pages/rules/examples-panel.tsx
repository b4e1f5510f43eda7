// The examples of a rule, each with its little book, and whether they still hold with the parameters in
// the form.
import { useState } from "react";
import { exampleOutcomes, type RuleCardOnWire } from "../../../src/contract/rules.ts";
import { groupAmounts } from "../../../src/core/group-digits.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { rulesWords } from "../../words/rules.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { type RuleDraft, settingOf } from "./rule-draft.ts";

type Example = RuleCardOnWire["examples"][number];
type Outcome = { readonly holds: boolean; readonly lane: string; readonly settles: string };

type PanelProps = { readonly rule: RuleCardOnWire; readonly draft: RuleDraft };

export function ExamplesPanel({ rule, draft }: PanelProps) {
  const w = useWords(rulesWords);
  const c = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const path = `${useBooksPath()}/rules/${rule.key}/examples`;
  const send = useSend(exampleOutcomes, "POST");
  const body = settingOf(rule, draft);
  const [checked, keep] = useState<{ setting: string; rows: readonly Outcome[] } | null>(null);
  // other parameters than the checked ones have no answer yet
  const rows = checked?.setting === JSON.stringify(body) ? checked.rows : null;
  const broken = rows?.filter(({ holds }) => !holds).length ?? 0;
  const check = () =>
    send.mutate(
      { path, body },
      { onSuccess: (answer) => keep({ setting: JSON.stringify(body), rows: answer.rows }) },
    );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("examples")}</h2>
      </header>
      <div className="panel-body">
        <p className="page-note" style={{ margin: "0 0 10px" }}>
          {w("examplesNote")}
        </p>
        {rule.examples.map((example, at) => (
          <ExampleCard key={example.given.en} example={example} outcome={rows?.[at] ?? null} />
        ))}
        <RefusedButton size="small" reason={null} loading={send.isPending} onClick={check}>
          {c("check")}
        </RefusedButton>
        {send.error ? <p className="rule-broken">{sentence(send.error)}</p> : null}
        {rows ? (
          <p className={broken > 0 ? "rule-broken" : "page-note"}>
            {broken > 0 ? c("someBroken", { count: broken }) : c("allHold", { count: rows.length })}
          </p>
        ) : null}
      </div>
    </section>
  );
}

type CardProps = { readonly example: Example; readonly outcome?: Outcome | null };

export function ExampleCard({ example, outcome = null }: CardProps) {
  const w = useWords(rulesWords);
  const c = useWords(ruleCopyWords);
  const word = useSentence();
  const { applies, book, line } = example;
  return (
    <div className={applies ? "rule-example" : "rule-example is-not"}>
      <p>
        {word(example.given)} → <b>{applies ? "✓" : "×"}</b> {word(example.outcome)}{" "}
        <small>{w(applies ? "applies" : "appliesNot")}</small>
      </p>
      <dl className="rule-book">
        <dt>{c("open")}</dt>
        <dd>{book.length === 0 ? "–" : groupAmounts(book.join("; "))}</dd>
        <dt>{c("payment")}</dt>
        <dd>{groupAmounts(line)}</dd>
        <dt>{c("result")}</dt>
        <dd>{resultText(example, c)}</dd>
      </dl>
      {outcome && !outcome.holds ? (
        <p className="rule-broken">
          {c("broken", { lane: laneText(outcome.lane, c), settles: settledText(outcome, c) })}
        </p>
      ) : null}
    </div>
  );
}

type Words = ReturnType<typeof useWords<typeof ruleCopyWords>>;

function resultText(example: Pick<Example, "lane" | "settles">, c: Words): string {
  return `${laneText(example.lane, c)}, ${settledText(example, c)}`;
}

function settledText({ settles }: { readonly settles: string }, c: Words): string {
  return settles === "" ? c("settlesNothing") : c("settles", { settles: groupAmounts(settles) });
}

function laneText(lane: string, c: Words): string {
  const key = `lane_${lane}`;
  return Object.hasOwn(ruleCopyWords, key) ? c(key as keyof typeof ruleCopyWords) : lane; // checked
}
