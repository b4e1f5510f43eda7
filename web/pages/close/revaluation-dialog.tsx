// 期末调汇 as a step of closing: every foreign balance that differs at the closing rate, then one button.
import { App, Modal } from "antd";
import { useState } from "react";
import {
  type RevaluationPreview,
  revaluationPreview,
  revalued,
} from "../../../src/contract/periods.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { UndoButton } from "./undo-dialog.tsx";

export function RevaluationDialog(props: { month: string; onClose: () => void }) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const refusal = useRefusal("close_period");
  const { month, onClose } = props;
  const path = `${base}/periods/revaluation`;
  const { data, error, refetch } = useGet(revaluationPreview, path, { query: { month } });
  const [key] = useState(() => crypto.randomUUID());
  const post = useSend(revalued, "POST", [base]);
  const isDue = (data?.balances.length ?? 0) > 0 && data?.missing.length === 0;
  const net = data ? formatAmount(data.net, data.homeCurrency, language) : "";
  const submit = () =>
    post.mutate(
      { path, body: { month }, key },
      {
        onSuccess: () => {
          message.success(w("revaluationDone", { month }));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={980}
      title={w("revaluationTitle", { month })}
      cancelText={w("cancel")}
      onCancel={onClose}
      okText={w("revaluationRun", { amount: data ? `${data.homeCurrency} ${net}` : "" })}
      okButtonProps={{
        disabled: !isDue || refusal !== null,
        title: refusal ?? (isDue ? "" : w("revaluationNone")),
      }}
      confirmLoading={post.isPending}
      onOk={submit}
    >
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={6} />}
      {data ? <Content preview={data} onChanged={() => void refetch()} /> : null}
      {post.error ? <p className="form-fault">{sentence(post.error)}</p> : null}
    </Modal>
  );
}

function Content(props: { preview: RevaluationPreview; onChanged: () => void }) {
  const w = useWords(closeWords);
  const { timeZone } = useBooks();
  const { preview } = props;
  const { date, takenBackOn, rates, missing, balances, done } = preview;
  return (
    <div className="adjust-form">
      <p className="page-note">{w("revaluationNote", { date, back: takenBackOn })}</p>
      {rates.length === 0 ? null : (
        <p>
          {w("revaluationRates")}{" "}
          {rates.map(({ currency, rate }) => (
            <b key={currency} className="table-number" style={{ marginLeft: 12 }}>
              {currency} {rate}
            </b>
          ))}
        </p>
      )}
      {missing.length > 0 ? (
        <p className="form-fault">{w("detail_rates_missing", { list: missing.join(" ") })}</p>
      ) : null}
      {done.map(({ decisionId, at, by }) => (
        <p key={decisionId}>
          ✓ {w("revaluationBy", { by: by ?? "", at: "" })}{" "}
          <InstantText at={at} timeZone={timeZone} withYear />{" "}
          <UndoButton decisionId={decisionId} onDone={props.onChanged} />
        </p>
      ))}
      {balances.length === 0 ? <p>{w("revaluationNone")}</p> : <Balances preview={preview} />}
      <LeftOut preview={preview} />
    </div>
  );
}

function Balances({ preview }: { readonly preview: RevaluationPreview }) {
  const w = useWords(closeWords);
  const word = useSentence();
  const { balances, net, homeCurrency: home } = preview;
  return (
    <div className="matrix-scroll" style={{ maxHeight: 420 }}>
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("account")}</th>
            <th>{w("balanceOf")}</th>
            <th className="is-right">{w("foreignAmount")}</th>
            <th className="is-right">{w("booked")}</th>
            <th className="is-right">{w("closingValue")}</th>
            <th className="is-right">{w("change")}</th>
          </tr>
          <tr>
            <th colSpan={5}>{w("net")}</th>
            <th className="is-right">
              <MoneyText amount={net} currency={home} bold />
            </th>
          </tr>
        </thead>
        <tbody>
          {balances.map((row) => (
            <tr key={`${row.accountCode} ${row.itemId} ${row.label} ${row.amount} ${row.booked}`}>
              <td style={{ whiteSpace: "nowrap" }}>
                {row.accountCode} {word(row.accountName)}
              </td>
              <td>
                {row.customerName ?? ""} {row.label}
              </td>
              <td className="is-right">
                <MoneyText amount={row.amount} currency={row.currency} showCurrency />
              </td>
              <td className="is-right">
                <MoneyText amount={row.booked} currency={home} />
              </td>
              <td className="is-right">
                <MoneyText amount={row.closing} currency={home} />
              </td>
              <td className="is-right">
                <MoneyText amount={row.change} currency={home} bold />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LeftOut({ preview }: { readonly preview: RevaluationPreview }) {
  const w = useWords(closeWords);
  const language = useLanguage();
  if (preview.leftOut.length === 0) return null;
  return (
    <div className="page-note">
      <p>{w("leftOut")}</p>
      {preview.leftOut.map(({ label, amount, statement, currency }) => (
        <p key={label}>
          {w("leftOutLine", {
            account: `…${label.slice(-4)} ${currency}`,
            amount: formatAmount(amount, currency, language),
            statement: formatAmount(statement, currency, language),
          })}
        </p>
      ))}
    </div>
  );
}
