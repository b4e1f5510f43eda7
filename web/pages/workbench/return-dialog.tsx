// 退票: which receipt a line of money out takes back, what is open again by it, and the entry.
import { Input, Modal, Radio } from "antd";
import { useCallback, useEffect, useState } from "react";
import {
  bankReturnPreview,
  type ReturnableReceipts,
  returnableReceipts,
} from "../../../src/contract/bank-returns.ts";
import { type BankLineDetail, decisionAnswer } from "../../../src/contract/workbench.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { formatAmount, MoneyText } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { lineEndWords } from "../../words/line-ends.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { EffectTable } from "../close/effect-table.tsx";
import { undoDecision } from "../close/undo-now.ts";

type Line = Pick<BankLineDetail["line"], "id" | "date" | "amount" | "currency">;
type Row = ReturnableReceipts["rows"][number];

export function ReturnDialog(props: {
  readonly line: Line;
  readonly onClose: (isDone: boolean) => void;
}) {
  const w = useWords(lineEndWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const { line, onClose } = props;
  const path = `${base}/bank-lines/${line.id}/return`;
  const [picked, pick] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const [key, renew] = useState(() => crypto.randomUUID());
  const post = useSend(decisionAnswer, "POST", [base]);
  // once it is posted the line takes nothing back any more
  const { data, error, refetch } = useGet(returnableReceipts, `${path}able`, {
    enabled: post.isIdle || post.isError,
  });
  const rows = data?.rows ?? [];
  const [first] = rows;
  // the amount alone is no reason to offer it ready
  const chosen = picked ?? (first && first.likeness !== "amount" ? first.receiptId : null);
  const submit = () =>
    post.mutate(
      { path, body: { receiptId: chosen, reason }, key },
      {
        onSuccess: ({ decisionId }) => {
          const amount = formatAmount(line.amount.replace("-", ""), line.currency, language);
          offerUndo({
            message: w("returnDone", { amount: `${line.currency} ${amount}` }),
            undo: () => undoDecision(base, decisionId),
          });
          onClose(true);
        },
        onError: () => renew(crypto.randomUUID()),
      },
    );
  return (
    <Modal
      open
      width={680}
      title={w("returnTitle")}
      cancelText={w("cancel")}
      onCancel={() => onClose(false)}
      okText={w("returnPost")}
      okButtonProps={{ disabled: chosen === null }}
      confirmLoading={post.isPending}
      onOk={submit}
    >
      <div className="adjust-form">
        <p className="page-note">{w("returnIntro")}</p>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <Skeleton lines={4} />}
        {data && rows.length === 0 ? <p>{w("returnNone")}</p> : null}
        {rows.length > 0 ? (
          <Radio.Group
            className="wb-returns"
            aria-label={w("returnTitle")}
            value={chosen}
            onChange={(event) => pick(event.target.value)}
          >
            {rows.map((row) => (
              <Radio key={row.receiptId} value={row.receiptId}>
                <Receipt row={row} />
              </Radio>
            ))}
          </Radio.Group>
        ) : null}
        {chosen === null ? null : <Effect key={chosen} path={path} receiptId={chosen} />}
        {chosen === null ? null : (
          <Input
            maxLength={500}
            aria-label={w("reason")}
            placeholder={w("reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {post.error ? <p className="form-fault">{sentence(post.error)}</p> : null}
      </div>
    </Modal>
  );
}

function Receipt({ row }: { readonly row: Row }) {
  const w = useWords(lineEndWords);
  const numbers = row.settled.map(({ no }) => no);
  return (
    <span className="wb-return">
      <span>
        {row.date} <b>{row.payerName}</b>{" "}
        <span className="page-note wb-number">{row.payerAccount}</span>{" "}
        <MoneyText amount={row.amount} currency={row.currency} showCurrency bold />
      </span>
      <small className="page-note">
        {w(`likeness_${row.likeness}`)} ·{" "}
        {numbers.length === 0 ? w("settledNothing") : w("settledItems", { numbers })}
        {row.memo === "" ? null : ` · ${row.memo}`}
      </small>
    </span>
  );
}

function Effect({ path, receiptId }: { readonly path: string; readonly receiptId: number }) {
  const w = useWords(lineEndWords);
  const sentence = useErrorSentence();
  const { homeCurrency } = useBooks();
  const { mutate, data, error } = useSend(bankReturnPreview, "POST");
  const look = useCallback(
    () => mutate({ path: `${path}/preview`, body: { receiptId } }),
    [mutate, path, receiptId],
  );
  useEffect(look, [look]);
  if (error) return <p className="form-fault">{sentence(error)}</p>;
  if (!data) return <Skeleton lines={4} />;
  const { reopened, freedLines, entries } = data;
  return (
    <div className="adjust-preview" role="status">
      {reopened.length > 0 ? (
        <>
          <p>
            <b>{w("reopened", { count: reopened.length })}</b>
          </p>
          <ul>
            {reopened.map((item) => (
              <li key={item.id}>
                {item.no} {item.customerName}{" "}
                <MoneyText amount={item.amount} currency={item.currency} showCurrency />
                {item.dueDate === null ? null : (
                  <span className="page-note"> {w("due", { date: item.dueDate })}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {freedLines.length > 0 ? (
        <>
          <p>
            <b>{w("freed", { count: freedLines.length })}</b>
          </p>
          <ul>
            {freedLines.map((line) => (
              <li key={line.id}>
                {line.date} {line.payerName}{" "}
                <MoneyText amount={line.amount} currency={line.currency} showCurrency />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {entries.map((entry) => (
        <div key={entry.event}>
          <p>
            {w("books")} {entry.event} <span className="page-note">{entry.accountingDate}</span>
          </p>
          <EffectTable lines={entry.lines} currency={homeCurrency} />
        </div>
      ))}
    </div>
  );
}
