// 团队看板: load, contacts, recovery against target and promises kept, a row a collector; the target is
// changed in its cell.
import { App, Button, Input } from "antd";
import { useState } from "react";
import {
  assignmentOutcome,
  collectionDone,
  type TeamBoard,
  teamBoard,
} from "../../../src/contract/collections.ts";
import { isRole, roleNames } from "../../../src/core/roles.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function TeamPanel() {
  const w = useWords(collectionWords);
  const base = `${useBooksPath()}/collections`;
  const { today } = useBooks();
  const [month, setMonth] = useState(today.slice(0, 7));
  const { data, error } = useGet(teamBoard, `${base}/team`, { query: { month }, keep: true });
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <div className="collections-tools">
        <DayField
          isMonth
          size="small"
          label={w("month")}
          value={month}
          max={today}
          onChange={setMonth}
          canBeEmpty={false}
        />
        <span className="is-end">
          <DealOut />
        </span>
      </div>
      <Board board={data} />
      <p className="page-note">{w("teamHint")}</p>
    </>
  );
}

function DealOut() {
  const w = useWords(collectionWords);
  const base = `${useBooksPath()}/collections`;
  const refusal = useRefusal("manage_books");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(assignmentOutcome, "POST", [base]);
  const deal = () =>
    send.mutate(
      { path: `${base}/assignments/by-rule`, body: {} },
      {
        onSuccess: ({ assigned }) => void message.success(w("dealtOut", { count: assigned })),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <RefusedButton type="primary" reason={refusal} loading={send.isPending} onClick={deal}>
      {w("dealOut")}
    </RefusedButton>
  );
}

function Board({ board }: { readonly board: TeamBoard }) {
  const w = useWords(collectionWords);
  const word = useSentence();
  const rows = [
    { ...board.total, member: null, isTotal: true },
    ...board.rows.map((row) => ({ ...row, isTotal: false })),
  ];
  return (
    <div className="matrix-scroll panel">
      <table className="matrix collections-team">
        <thead>
          <tr>
            <th>{w("member")}</th>
            <th className="is-right">{w("customers")}</th>
            <th className="is-right">
              {w("overdue")} ({board.homeCurrency})
            </th>
            <th className="is-right">{w("dueToday")}</th>
            <th className="is-right">{w("callsToday")}</th>
            <th className="is-right">{w("callsMonth")}</th>
            <th className="is-right">
              {w("recovered")} ({board.homeCurrency})
            </th>
            <th className="is-right">
              {w("target")} ({board.homeCurrency})
            </th>
            <th className="is-right">{w("share")}</th>
            <th className="is-right">{w("kept")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.isTotal ? "total" : (row.member?.id ?? 0)}
              className={row.isTotal ? "is-total" : ""}
            >
              <td>
                {row.isTotal ? w("total") : (row.member?.name ?? w("unassigned"))}{" "}
                {row.member && isRole(row.member.role) ? (
                  <span className="page-note">{word(roleNames[row.member.role])}</span>
                ) : null}
              </td>
              <td className="is-right">{row.customers}</td>
              <td className="is-right">
                <MoneyText amount={row.overdue} currency={board.homeCurrency} />
              </td>
              <td className="is-right">{row.due}</td>
              <td className="is-right">{row.callsToday}</td>
              <td className="is-right">
                {row.calls}
                <span className="page-note"> · {w("reached", { count: row.reached })}</span>
              </td>
              <td className="is-right">
                <MoneyText amount={row.recovered} currency={board.homeCurrency} bold />
              </td>
              <td className="is-right">
                {row.member || row.isTotal ? (
                  <Target
                    key={`${board.month} ${row.target}`}
                    month={board.month}
                    memberId={row.member?.id ?? null}
                    target={row.target}
                    currency={board.homeCurrency}
                  />
                ) : null}
              </td>
              <td className="is-right">
                <Share share={row.share} />
              </td>
              <td className="is-right">
                {row.keptShare === null ? "–" : `${row.keptShare} %`}
                <span className="page-note">
                  {" "}
                  {w("keptOf", { kept: row.kept, all: row.kept + row.broken })}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Share({ share }: { readonly share: string | null }) {
  if (share === null) return <>–</>;
  const width = Math.min(100, Math.max(0, Number(share)));
  return (
    <span className="collections-share">
      <i style={{ width: `${width}%` }} />
      {share} %
    </span>
  );
}

function Target(props: {
  readonly month: string;
  readonly memberId: number | null;
  readonly target: string | null;
  readonly currency: string;
}) {
  const { month, memberId, target, currency } = props;
  const w = useWords(collectionWords);
  const base = `${useBooksPath()}/collections`;
  const refusal = useRefusal("manage_books");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(collectionDone, "PUT", [base]);
  const [draft, setDraft] = useState<string | null>(null);
  const shown =
    target === null ? (
      <span className="page-note">{w("noTarget")}</span>
    ) : (
      <MoneyText amount={target} currency={currency} />
    );
  if (refusal !== null) return shown;
  if (draft === null) {
    return (
      <Button type="text" size="small" onClick={() => setDraft(target ?? "")}>
        {shown}
      </Button>
    );
  }
  const save = () => {
    const amount = draft.replace(/,/g, "").trim();
    if (amount === "" || amount === target) return setDraft(null);
    send.mutate(
      { path: `${base}/targets`, body: { month, memberId, amount } },
      {
        onSuccess: () => setDraft(null),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  };
  return (
    <Input
      size="small"
      autoFocus
      className="is-amount"
      aria-label={w("target")}
      value={draft}
      onChange={({ target: field }) => setDraft(field.value)}
      onBlur={save}
      onPressEnter={save}
    />
  );
}
