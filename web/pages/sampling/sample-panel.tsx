// One sample: the line as the bank wrote it, readings in an order that says nothing, the answer,
// and then what the system had posted.
import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { type SampleOnWire, sampleDetail } from "../../../src/contract/samples.ts";
import { undoOutcomes } from "../../../src/contract/workbench.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useWords } from "../../words/words.ts";
import { ChoiceCard } from "./choice-card.tsx";

export type Answer = number | "none" | "unsure";

type SamplePanelProps = {
  readonly id: number;
  readonly onAnswered: () => void;
  readonly onNext: () => void;
};

export function SamplePanel(props: SamplePanelProps) {
  const path = `${useBooksPath()}/samples/${props.id}`;
  const { data, error, refetch } = useGet(sampleDetail, path);
  if (data) return <Sample {...props} sample={data} />;
  return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
}

function Sample({ sample, onAnswered, onNext }: SamplePanelProps & { sample: SampleOnWire }) {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const notAllowed = useRefusal("decide_matches");
  const [chosen, choose] = useState<Answer | null>(null);
  const [note, write] = useState("");
  const { choices, outcome, id } = sample;
  const send = useSend(sampleDetail, "POST", [
    `${base}/samples`,
    `${base}/accuracy`,
    `${base}/rules`,
  ]);
  const answer = () => {
    if (chosen === null || notAllowed !== null || send.isPending) return;
    send.mutate(
      { path: `${base}/samples/${id}/answer`, body: { choice: chosen, note } },
      { onSuccess: onAnswered, onError: (fault) => void message.error(sentence(fault)) },
    );
  };
  useHotkeys(
    accuracyWords.sampling,
    [
      ...choices.map((_, at) => ({
        key: `Digit${at + 1}`,
        does: accuracyWords.keyChoose,
        run: () => choose(at),
        secret: at > 0,
      })),
      { key: "KeyN", does: accuracyWords.keyNone, run: () => choose("none") },
      { key: "KeyQ", does: accuracyWords.keyUnsure, run: () => choose("unsure") },
      { key: "Enter", does: accuracyWords.keyAnswer, run: () => (outcome ? onNext() : answer()) },
    ],
    true,
  );
  return (
    <div className="sampling-one">
      <LineFacts sample={sample} />
      <h2 className="sampling-question">{w("question")}</h2>
      <div className="sampling-choices">
        {choices.map((choice, at) => (
          <ChoiceCard
            // biome-ignore lint/suspicious/noArrayIndexKey: the number is what it is called by
            key={at}
            number={at + 1}
            choice={choice}
            isChosen={outcome ? outcome.choice === at : chosen === at}
            isPosted={outcome?.posted === at}
            onChoose={outcome ? null : () => choose(at)}
          />
        ))}
      </div>
      {outcome ? (
        <Outcome sample={sample} outcome={outcome} onNext={onNext} />
      ) : (
        <div className="sampling-foot">
          <Button
            type={chosen === "none" ? "primary" : "default"}
            ghost={chosen === "none"}
            onClick={() => choose("none")}
          >
            <kbd>N</kbd> {w("noneOfThese")}
          </Button>
          <Button
            type={chosen === "unsure" ? "primary" : "default"}
            ghost={chosen === "unsure"}
            onClick={() => choose("unsure")}
          >
            <kbd>Q</kbd> {w("unsure")}
          </Button>
          <Input
            value={note}
            maxLength={500}
            placeholder={w("note")}
            aria-label={w("note")}
            onChange={(event) => write(event.target.value)}
          />
          <RefusedButton
            type="primary"
            reason={notAllowed ?? (chosen === null ? w("chooseFirst") : null)}
            loading={send.isPending}
            onClick={answer}
          >
            {w("answer")} <kbd className="wb-key-on-blue">Enter</kbd>
          </RefusedButton>
        </div>
      )}
    </div>
  );
}

function LineFacts({ sample: { line } }: { readonly sample: SampleOnWire }) {
  const w = useWords(accuracyWords);
  return (
    <section className="panel sampling-line">
      <div>
        <span>{line.date}</span>
        <span className="page-note">…{line.bankAccount.slice(-4)}</span>
        <MoneyText amount={line.amount} currency={line.currency} showCurrency bold />
      </div>
      <dl>
        <dt>{w("payer")}</dt>
        <dd>
          <b>{line.payerName === "" ? "–" : line.payerName}</b>{" "}
          <span className="page-note">{line.payerAccount}</span>
        </dd>
        <dt>{w("memo")}</dt>
        <dd>
          {[line.memo, line.bankRef].filter((text) => text !== "").join(" · ") || w("noMemo")}
        </dd>
      </dl>
    </section>
  );
}

const tones = { agree: "green", disagree: "red", unsure: "plain" } as const;

type OutcomeProps = {
  readonly sample: SampleOnWire;
  readonly outcome: NonNullable<SampleOnWire["outcome"]>;
  readonly onNext: () => void;
};

function Outcome({ sample, outcome, onNext }: OutcomeProps) {
  const w = useWords(accuracyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const { id: booksId, timeZone } = useBooks();
  const base = useBooksPath();
  const notAllowed = useRefusal("decide_matches");
  const send = useSend(undoOutcomes, "POST", [base]);
  const { verdict, rule, posted, decisionId, undone, by, at } = outcome;
  const undo = () =>
    send.mutate(
      {
        path: `${base}/decisions/undo`,
        body: { decisionIds: [decisionId], reason: w("undoReason") },
      },
      {
        onSuccess: ({ outcomes: [first] }) =>
          first?.problem
            ? void message.error(first.problem.title)
            : void message.success(w("undoDone")),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  const canUndo = !undone && verdict !== "agree" && notAllowed === null;
  useHotkeys(
    accuracyWords.sampling,
    [{ key: "KeyU", does: accuracyWords.keyUndo, run: undo }],
    canUndo,
  );
  return (
    <div className={`sampling-outcome is-${verdict}`} role="status">
      <p>
        <Tag tone={tones[verdict]} text={w(`verdict_${verdict}`)} />{" "}
        {w(`${verdict}Text`, { rule, posted: posted + 1 })}{" "}
        <span className="page-note">
          {by ?? ""} {formatInstant(at, timeZone, true)}
        </span>
      </p>
      <div className="sampling-foot">
        {undone ? <Tag tone="hatched" text={w("undoneAlready")} /> : null}
        {undone || verdict === "agree" ? null : (
          <RefusedButton reason={notAllowed} loading={send.isPending} onClick={undo}>
            <kbd>U</kbd> {w("undoPosting")}
          </RefusedButton>
        )}
        <Link to={pathTo("matchLine", { booksId, lineId: sample.line.id })}>{w("openLine")}</Link>
        <Button type="primary" onClick={onNext}>
          {w("next")} <kbd className="wb-key-on-blue">Enter</kbd>
        </Button>
      </div>
    </div>
  );
}
