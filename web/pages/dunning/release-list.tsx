// What waits for a release: ticked, shown with count, amount and receivers, released or not.
import { App, Button, Checkbox } from "antd";
import { useState } from "react";
import {
  type DunningNoticeOnWire,
  type NoticeList,
  released,
} from "../../../src/contract/dunning.ts";
import { doneAct } from "../../../src/contract/statements.ts";
import { mayRelease, stepApprovers } from "../../../src/core/dunning/policy.ts";
import { groupDigits } from "../../../src/core/group-digits.ts";
import { sumDecimals } from "../../../src/core/sum-decimals.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal, useSession } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { GradeTag } from "../../components/grade-tag.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useQuestion } from "../../ui/question.ts";
import { dunningWords } from "../../words/dunning.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { channelNames, useReason, useStepName } from "./dunning-terms.tsx";

export function ReleaseList({ list }: { readonly list: NoticeList }) {
  const w = useWords(dunningWords);
  const { rows } = list;
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const chosen = rows.filter(({ id }) => ticked.has(id));
  const toggle = (id: number) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  const isAll = rows.length > 0 && chosen.length === rows.length;
  return (
    <section className="panel dunning-release">
      <header className="panel-head">
        <h2>
          {w("waiting")} {list.proposed}
        </h2>
        <span className="is-end">
          <Checkbox
            checked={isAll}
            indeterminate={chosen.length > 0 && !isAll}
            onChange={() => setTicked(isAll ? new Set() : new Set(rows.map(({ id }) => id)))}
          >
            {w("all")}
          </Checkbox>
          <ReleaseButton chosen={chosen} onDone={() => setTicked(new Set())} />
        </span>
      </header>
      <ul className="dunning-release-rows">
        {rows.map((row) => (
          <ReleaseRow
            key={row.id}
            row={row}
            isTicked={ticked.has(row.id)}
            onTick={() => toggle(row.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function ReleaseButton(props: {
  readonly chosen: readonly DunningNoticeOnWire[];
  readonly onDone: () => void;
}) {
  const { chosen, onDone } = props;
  const w = useWords(dunningWords);
  const base = `${useBooksPath()}/dunning`;
  const books = useBooksPath();
  const refusal = useRefusal("collect");
  const reason = useReason();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const askFirst = useQuestion();
  const send = useSend(released, "POST", [base, `${books}/supply-holds`]);
  const emails = chosen.filter(({ channel }) => channel === "email").length;
  const go = () =>
    send.mutate(
      { path: `${base}/notices/release`, body: { ids: chosen.map(({ id }) => id) } },
      {
        onSuccess: (outcome) => {
          onDone();
          if (outcome.released > 0)
            void message.success(w("released", { count: outcome.released }));
          if (outcome.refused.length === 0) return;
          const reasons = [...new Set(outcome.refused.map(({ code }) => reason(code)))];
          void message.warning(w("notReleased", { count: outcome.refused.length, reasons }));
        },
        onError: (error) => void message.error(sentence(error)),
      },
    );
  const ask = () =>
    askFirst({
      title: w("releaseQuestion", { count: chosen.length }),
      content: w("releaseText", {
        email: emails,
        other: chosen.length - emails,
        amount: sumsOf(chosen),
      }),
      onOk: go,
    });
  return (
    <RefusedButton
      type="primary"
      reason={refusal ?? (chosen.length === 0 ? w("chooseFirst") : null)}
      loading={send.isPending}
      onClick={ask}
    >
      {w("release", { count: chosen.length })}
    </RefusedButton>
  );
}

/** "CNY 1,200.00, USD 30.00" */
function sumsOf(rows: readonly DunningNoticeOnWire[]): string {
  const all = rows.flatMap(({ asked }) => asked);
  return [...Map.groupBy(all, ({ currency }) => currency)]
    .map(([currency, own]) => {
      const sum = sumDecimals(own.map(({ amount }) => amount));
      return `${currency} ${groupDigits(sum)}`;
    })
    .join(", ");
}

function ReleaseRow(props: {
  readonly row: DunningNoticeOnWire;
  readonly isTicked: boolean;
  readonly onTick: () => void;
}) {
  const { row, isTicked, onTick } = props;
  const w = useWords(dunningWords);
  const word = useSentence();
  const stepName = useStepName();
  const { role } = useSession().organisation;
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = `${useBooksPath()}/dunning`;
  const reject = useSend(doneAct, "POST", [base]);
  const isMine = mayRelease(role, row.approver);
  return (
    <li>
      <Checkbox
        checked={isTicked}
        disabled={!isMine}
        title={isMine ? w("select") : word(stepApprovers[row.approver])}
        aria-label={`${w("select")} ${row.customer.name}`}
        onChange={onTick}
      />
      <span className="dunning-release-name">{row.customer.name}</span>
      <GradeTag grade={row.grade} ungraded={null} />
      <span>
        {word(channelNames[row.channel])}
        {row.kind === "action" && row.nominal === null ? null : ` · ${stepName(row.nominal)}`}
      </span>
      <span className="page-note">
        {w("needsRelease", { who: word(stepApprovers[row.approver]) })}
      </span>
      <span className="dunning-release-amount">
        {row.asked.map(({ amount, currency }) => (
          <MoneyText key={currency} amount={amount} currency={currency} showCurrency bold />
        ))}
      </span>
      <Button
        size="small"
        loading={reject.isPending}
        disabled={!isMine}
        onClick={() =>
          reject.mutate(
            { path: `${base}/notices/${row.id}/reject`, body: { reason: "" } },
            { onError: (error) => void message.error(sentence(error)) },
          )
        }
      >
        {w("reject")}
      </Button>
    </li>
  );
}
