// 原因反馈: a month's differences and disputes by the department that can end their cause, with money;
// sent there at the press of a button, or by the clock.
import { App, Select } from "antd";
import { causeReport, causeSent } from "../../../src/contract/disputes.ts";
import { addMonths, isoDate, startOfMonth } from "../../../src/core/date.ts";
import { differences } from "../../../src/core/differences.ts";
import { causeDepartments } from "../../../src/core/disputes/causes.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useSentence, useWords } from "../../words/words.ts";

const monthsBack = 12;

export function Causes(props: {
  readonly month: string | null;
  readonly onMonth: (month: string) => void;
}) {
  const w = useWords(disputeWords);
  const word = useSentence();
  const base = useBooksPath();
  const { today } = useBooks();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const months = Array.from({ length: monthsBack }, (_, n) =>
    addMonths(startOfMonth(isoDate(today)), -n).slice(0, 7),
  );
  const month = props.month ?? months[1] ?? today.slice(0, 7);
  const path = `${base}/dispute-causes`;
  const { data, error } = useGet(causeReport, path, { query: { month }, keep: true });
  const send = useSend(causeSent, "POST", [`${base}/messages`]);
  const sendAll = () =>
    send.mutate(
      { path: `${path}/letters`, body: { month } },
      {
        onSuccess: ({ letters }) => void message.success(w("causesSent", { count: letters })),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <div className="disputes-filters">
        <Select
          value={month}
          aria-label={w("causesTitle", { month })}
          style={{ width: 130 }}
          options={months.map((value) => ({ value, label: value }))}
          onChange={props.onMonth}
        />
        <span className="page-note">{w("causesNote")}</span>
        <RefusedButton reason={refusal} loading={send.isPending} onClick={sendAll}>
          {w("sendCauses")}
        </RefusedButton>
      </div>
      {data.departments.length === 0 ? <EmptyState kind="left" title={w("noCauses")} /> : null}
      {data.departments.map(({ department, rows, totals }) => (
        <section key={department} className="panel disputes-causes">
          <header className="panel-head">
            <h2>{word(causeDepartments[department])}</h2>
            <span className="is-end">
              {totals.map(({ currency, amount }) => (
                <MoneyText key={currency} amount={amount} currency={currency} showCurrency bold />
              ))}
            </span>
          </header>
          <div className="matrix-scroll">
            <table className="matrix">
              <thead>
                <tr>
                  <th>{w("reason")}</th>
                  <th className="is-right">{w("causeCount")}</th>
                  <th className="is-right">{w("causeResolved")}</th>
                  <th className="is-right">{w("causeAmount")}</th>
                  <th className="is-right">{w("causeConceded")}</th>
                  <th>{w("causeWho")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.code} ${row.currency}`}>
                    <td>
                      {row.code === null
                        ? w("causeUnknown")
                        : `${row.code} ${word(differences[row.code])}`}
                    </td>
                    <td className="is-right">{row.count}</td>
                    <td className="is-right">{row.resolved}</td>
                    <td className="is-right">
                      <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />
                    </td>
                    <td className="is-right">
                      <MoneyText amount={row.conceded} currency={row.currency} />
                    </td>
                    <td>{row.customers.join(", ")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}
