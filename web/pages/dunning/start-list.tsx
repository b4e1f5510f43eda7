// Old debts that wait for a person to say where dunning starts: chosen one by one, by grade or by step,
// with what each would get; released together, with ten seconds to take it back.
import { App, Checkbox, Select } from "antd";
import { useState } from "react";
import {
  type DunningStartList,
  type DunningStartRow,
  startList,
  startsReleased,
  startsUndone,
} from "../../../src/contract/dunning-starts.ts";
import type { DunningGrade } from "../../../src/core/terms/ages.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { useGradeTitle } from "../../components/grade-tag.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { sumByCurrency } from "../../table/sum-by-currency.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { useQuestion } from "../../ui/question.ts";
import { dunningWords } from "../../words/dunning.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { useStepName } from "./dunning-terms.tsx";
import { StartRows } from "./start-rows.tsx";
import { useReleaseSummary } from "./use-release-summary.ts";

/** The first step of every policy is at or after this day. */
const firstStep = -60;
type StartChoice = "age" | "first";
type GradeChoice = DunningGrade | "none" | "all";

export function StartList({ onOpen }: { readonly onOpen: (customerId: number) => void }) {
  const base = `${useBooksPath()}/dunning`;
  const [choice, choose] = useState<StartChoice>("age");
  const startAt = choice === "age" ? null : firstStep;
  const query = startAt === null ? {} : { startAt: String(startAt) };
  const { data, error } = useGet(startList, `${base}/starts`, { query, keep: true });
  if (error) return <Failure error={error} />;
  if (!data || data.customers === 0) return null;
  return <Waiting list={data} {...{ choice, choose, startAt, onOpen }} />;
}

function Waiting(props: {
  readonly list: DunningStartList;
  readonly choice: StartChoice;
  readonly choose: (choice: StartChoice) => void;
  readonly startAt: number | null;
  readonly onOpen: (customerId: number) => void;
}) {
  const { list, choice, choose, startAt, onOpen } = props;
  const w = useWords(dunningWords);
  const [grade, setGrade] = useState<GradeChoice>("all");
  const [step, setStep] = useState<number | "all">("all");
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const language = useLanguage();
  const { homeCurrency } = useBooks();
  const amount = `${homeCurrency} ${formatAmount(list.askedHome, homeCurrency, language)}`;
  const gradeTitle = useGradeTitle();
  const stepName = useStepName();
  const shown = list.rows.filter(
    (row) =>
      (grade === "all" || (row.grade ?? "none") === grade) &&
      (step === "all" || row.startAt === step),
  );
  const chosen = shown.filter(({ customer }) => ticked.has(customer.id));
  const isAll = shown.length > 0 && chosen.length === shown.length;
  const toggle = (id: number) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const grades = (["A", "B", "C", "none"] as const).filter((one) =>
    list.rows.some((row) => (row.grade ?? "none") === one),
  );
  const steps = [...new Set(list.rows.map((row) => row.startAt))].sort((a, b) => a - b);
  return (
    <section className="panel dunning-starts" aria-label={w("startsTitle")}>
      <header className="panel-head">
        <h2>{w("startsTitle")}</h2>
        <span className="page-note">
          {w("startsNote", { customers: list.customers, documents: list.documents, amount })}
        </span>
        <span className="is-end">
          <ReleaseStarts chosen={chosen} startAt={startAt} onDone={() => setTicked(new Set())} />
        </span>
      </header>
      <p className="page-note dunning-starts-text">{w("startsText")}</p>
      <div className="dunning-tools dunning-starts-tools">
        <Checkbox
          checked={isAll}
          indeterminate={chosen.length > 0 && !isAll}
          onChange={() =>
            setTicked(isAll ? new Set() : new Set(shown.map(({ customer }) => customer.id)))
          }
        >
          {w("allShown", { count: shown.length })}
        </Checkbox>
        <Select<GradeChoice>
          aria-label={w("grade")}
          value={grade}
          onChange={setGrade}
          options={[
            { value: "all", label: w("allGrades") },
            ...grades.map((value) => ({
              value,
              label: value === "none" ? w("noGrade") : gradeTitle(value),
            })),
          ]}
        />
        <Select<number | "all">
          aria-label={w("startsAt")}
          value={step}
          onChange={setStep}
          options={[
            { value: "all", label: w("allSteps") },
            ...steps.map((value) => ({ value, label: startName(value, stepName, w("fromFirst")) })),
          ]}
        />
        <Select<StartChoice>
          aria-label={w("startsWhere")}
          value={choice}
          onChange={(value) => {
            setStep("all");
            choose(value);
          }}
          options={[
            { value: "age", label: w("startByAge") },
            { value: "first", label: w("startFirst") },
          ]}
        />
      </div>
      <StartRows rows={shown} ticked={ticked} onTick={toggle} onOpen={onOpen} />
      {list.customers > list.rows.length ? (
        <p className="page-note dunning-starts-text">
          {w("startsMore", { count: list.customers - list.rows.length })}
        </p>
      ) : null}
    </section>
  );
}

function startName(nominal: number, name: (nominal: number) => string, first: string): string {
  return nominal <= firstStep ? first : name(nominal);
}

function ReleaseStarts(props: {
  readonly chosen: readonly DunningStartRow[];
  readonly startAt: number | null;
  readonly onDone: () => void;
}) {
  const { chosen, startAt, onDone } = props;
  const w = useWords(dunningWords);
  const language = useLanguage();
  const { homeCurrency } = useBooks();
  const base = `${useBooksPath()}/dunning`;
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const summary = useReleaseSummary();
  const { message } = App.useApp();
  const askFirst = useQuestion();
  const send = useSend(startsReleased, "POST", [base]);
  const refresh = useSend(startsUndone, "POST", [base]);
  const customers = chosen.length;
  const documents = chosen.reduce((sum, row) => sum + row.documents, 0);
  const [home] = sumByCurrency(
    chosen.map(({ askedHome }) => ({ amount: askedHome, currency: homeCurrency })),
  );
  const amount = home ? `${homeCurrency} ${formatAmount(home.amount, homeCurrency, language)}` : "";
  const undo = async (releaseId: number) => {
    const path = `${base}/starts/${releaseId}/undo`;
    const { kept } = await refresh.mutateAsync({ path });
    if (kept > 0) void message.warning(w("startsKept", { count: kept }));
  };
  const go = () =>
    send.mutate(
      {
        path: `${base}/starts`,
        body: { customerIds: chosen.map(({ customer }) => customer.id), startAt },
      },
      {
        onSuccess: ({ releaseId, ...done }) => {
          onDone();
          if (releaseId === null) {
            void message.info(w("startsGone"));
            return;
          }
          offerUndo({ message: w("startsDone", { ...done, amount }), undo: () => undo(releaseId) });
        },
        onError: (error) => void message.error(sentence(error)),
      },
    );
  const ask = () =>
    askFirst({
      title: w("startsQuestion", { customers, documents }),
      content: (
        <>
          <p>{w("startsAmount", { amount })}</p>
          <ul className="dunning-starts-summary">
            {summary(chosen).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p className="page-note">{w("startsSafe")}</p>
        </>
      ),
      okText: w("startsRelease", { count: customers }),
      onOk: go,
    });
  return (
    <RefusedButton
      reason={refusal ?? (customers === 0 ? w("startsChoose") : null)}
      loading={send.isPending}
      onClick={ask}
    >
      {customers === 0
        ? w("startsReleaseNone")
        : w("startsReleaseOf", { count: customers, amount })}
    </RefusedButton>
  );
}
