// 代收款转付: a line of money out hands over what was received for another set of books. Which line it is
// there, and the entries of both before they are made.
import { Input, Modal, Radio } from "antd";
import { useCallback, useEffect, useState } from "react";
import {
  type HandOverChoices,
  handedOverMoney,
  handOverChoices,
  otherBooksPreview,
} from "../../../src/contract/other-books.ts";
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { lineEndWords } from "../../words/line-ends.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { undoDecision } from "../close/undo-now.ts";
import { BothSides } from "./other-books-dialog.tsx";

type Line = Pick<BankLineDetail["line"], "id" | "amount" | "currency">;
type Choice = HandOverChoices["rows"][number];

export function HandOverDialog(props: {
  readonly line: Line;
  readonly onClose: (isDone: boolean) => void;
}) {
  const w = useWords(lineEndWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const { line, onClose } = props;
  const path = `${base}/bank-lines/${line.id}/hand-over`;
  const [picked, pick] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const [key, renew] = useState(() => crypto.randomUUID());
  const post = useSend(handedOverMoney, "POST", [base]);
  // once it is posted the line hands nothing over any more
  const { data, error, refetch } = useGet(handOverChoices, path, {
    enabled: post.isIdle || post.isError,
  });
  const rows = data?.rows ?? [];
  const books = rows.find(({ lines }) => lines.some(({ lineId }) => lineId === picked));
  const body = books && picked !== null ? { toBooksId: books.booksId, toLineId: picked } : null;
  const submit = () => {
    if (!body || !books) return;
    post.mutate(
      { path, body: { ...body, reason }, key },
      {
        onSuccess: ({ decisionId }) => {
          const { currency } = line;
          const amount = `${currency} ${formatAmount(line.amount.replace("-", ""), currency, language)}`;
          offerUndo({
            message: w("handOverDone", { books: books.name, amount }),
            undo: () => undoDecision(base, decisionId),
          });
          onClose(true);
        },
        onError: () => renew(crypto.randomUUID()),
      },
    );
  };
  return (
    <Modal
      open
      width={680}
      title={w("handOverTitle")}
      cancelText={w("cancel")}
      onCancel={() => onClose(false)}
      okText={w("depositPost")}
      okButtonProps={{ disabled: body === null }}
      confirmLoading={post.isPending}
      onOk={submit}
    >
      <div className="adjust-form">
        <p className="page-note">{w("handOverIntro")}</p>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <Skeleton lines={4} />}
        {data && rows.length === 0 ? <p>{w("handOverNone", { currency: line.currency })}</p> : null}
        <Radio.Group
          className="wb-returns"
          aria-label={w("handOverTitle")}
          value={picked}
          onChange={(event) => pick(event.target.value)}
        >
          {rows.map((row) => (
            <LinesOf key={row.booksId} books={row} currency={line.currency} />
          ))}
        </Radio.Group>
        {body && books ? (
          <Effect key={body.toLineId} path={path} body={body} other={books} />
        ) : null}
        {body ? (
          <Input
            maxLength={500}
            aria-label={w("reason")}
            placeholder={w("reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
        {post.error ? <p className="form-fault">{sentence(post.error)}</p> : null}
      </div>
    </Modal>
  );
}

function LinesOf({ books, currency }: { readonly books: Choice; readonly currency: string }) {
  const w = useWords(lineEndWords);
  const language = useLanguage();
  const owed = `${currency} ${formatAmount(books.owed, currency, language)}`;
  return (
    <>
      <p className="wb-hand-over">
        <b>{w("handOverOwed", { books: books.name, owed })}</b>
      </p>
      {books.lines.length === 0 ? (
        <p className="wb-hand-over page-note">{w("handOverNoLine")}</p>
      ) : null}
      {books.lines.map((row) => (
        <Radio key={row.lineId} value={row.lineId}>
          <span className="wb-return">
            <span>
              {row.date} <b>{row.payerName}</b>{" "}
              <span className="page-note wb-number">{row.payerAccount}</span>
            </span>
            {row.memo === "" ? null : <small className="page-note">{row.memo}</small>}
          </span>
        </Radio>
      ))}
    </>
  );
}

function Effect(props: {
  readonly path: string;
  readonly body: { readonly toBooksId: number; readonly toLineId: number };
  readonly other: Choice;
}) {
  const sentence = useErrorSentence();
  const { path, other } = props;
  const { toBooksId, toLineId } = props.body;
  const { mutate, data, error } = useSend(otherBooksPreview, "POST");
  const look = useCallback(
    () => mutate({ path: `${path}/preview`, body: { toBooksId, toLineId } }),
    [mutate, path, toBooksId, toLineId],
  );
  useEffect(look, [look]);
  if (error) return <p className="form-fault">{sentence(error)}</p>;
  if (!data) return <Skeleton lines={4} />;
  return <BothSides preview={data} other={other} />;
}
