// 撤销 of a decision from wherever it is shown: what is reversed and when, what stands on it and goes
// with it, before anything is posted.
import "./close.css";
import { App, Modal } from "antd";
import { useState } from "react";
import { type UndoPreview, undoPreview } from "../../../src/contract/undo.ts";
import { decisionAnswer } from "../../../src/contract/workbench.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { closeWords } from "../../words/close.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { EffectTable } from "./effect-table.tsx";

type Decision = UndoPreview["decision"];

export function UndoButton(props: {
  readonly decisionId: number;
  readonly className?: string;
  readonly onDone?: () => void;
}) {
  const w = useWords(closeWords);
  const refusal = useRefusal("decide_matches");
  const [isOpen, open] = useState(false);
  const { decisionId, className, onDone } = props;
  return (
    <>
      <RefusedButton
        size="small"
        reason={refusal}
        {...(className === undefined ? {} : { className })}
        onClick={() => open(true)}
      >
        {w("undoNow")}
      </RefusedButton>
      {isOpen ? (
        <UndoDialog
          decisionId={decisionId}
          onClose={(isDone) => {
            open(false);
            if (isDone) onDone?.();
          }}
        />
      ) : null}
    </>
  );
}

function UndoDialog(props: { decisionId: number; onClose: (isDone: boolean) => void }) {
  const w = useWords(closeWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { decisionId, onClose } = props;
  const path = `${base}/decisions/${decisionId}/undo`;
  const { data, error, refetch } = useGet(undoPreview, path);
  const [key, renew] = useState(() => crypto.randomUUID());
  const mayBackdate = useMay("backdate_reversal");
  const [isOriginal, setOriginal] = useState(false);
  const isBackdatable =
    data !== undefined && [data.decision, ...data.dependants].every((one) => one.isBackdatable);
  const onOriginalDate = isOriginal && isBackdatable;
  const undo = useSend(decisionAnswer, "POST", [base]);
  const count = data?.dependants.length ?? 0;
  const submit = () =>
    undo.mutate(
      { path, body: { withDependants: count > 0, onOriginalDate }, key },
      {
        onSuccess: () => {
          message.success(w("undone"));
          onClose(true);
        },
      },
    );
  return (
    <Modal
      open
      width={640}
      title={w("undoTitle")}
      cancelText={w("cancel")}
      onCancel={() => onClose(false)}
      okText={count > 0 ? w("undoAll", { count: count + 1 }) : w("undoNow")}
      okButtonProps={{ disabled: !data }}
      confirmLoading={undo.isPending}
      onOk={submit}
    >
      <div className="adjust-form">
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <Skeleton lines={5} />}
        {data && count > 0 ? (
          <>
            <p>
              <b>{w("undoBefore", { count })}</b>
            </p>
            {data.dependants.map((one) => (
              <Reversed key={one.id} decision={one} onOriginalDate={onOriginalDate} />
            ))}
            <p>
              <b>{w("undoItself")}</b>
            </p>
          </>
        ) : null}
        {data && count === 0 ? <p>{w("undoAlone")}</p> : null}
        {data ? <Reversed decision={data.decision} onOriginalDate={onOriginalDate} /> : null}
        {data && mayBackdate ? (
          <div className="undo-day">
            <span>{w("undoDay")}</span>
            {isBackdatable ? (
              <Segmented
                aria-label={w("undoDay")}
                value={isOriginal ? "original" : "today"}
                options={[
                  { value: "today", label: w("undoToday") },
                  { value: "original", label: w("undoOriginal") },
                ]}
                onChange={(value) => {
                  setOriginal(value === "original");
                  renew(crypto.randomUUID());
                }}
              />
            ) : (
              <span className="page-note">{w("undoOriginalClosed")}</span>
            )}
            {onOriginalDate ? <span className="page-note">{w("undoOriginalNote")}</span> : null}
          </div>
        ) : null}
        {undo.error ? <p className="form-fault">{sentence(undo.error)}</p> : null}
      </div>
    </Modal>
  );
}

function Reversed(props: { readonly decision: Decision; readonly onOriginalDate: boolean }) {
  const { decision, onOriginalDate } = props;
  const { otherBooks } = decision;
  const w = useWords(closeWords);
  const { timeZone, homeCurrency } = useBooks();
  return (
    <div className="adjust-preview">
      <p>
        <b>{useDecisionName(decision)}</b>{" "}
        <span className="page-note">
          <InstantText at={decision.at} timeZone={timeZone} withYear /> {decision.by ?? ""}
        </span>
      </p>
      {decision.entries.length === 0 ? <p className="page-note">{w("undoNoEntry")}</p> : null}
      <Entries of={decision.entries} currency={homeCurrency} onOriginalDate={onOriginalDate} />
      {otherBooks ? (
        <>
          <p>
            <b>{w("undoOtherBooks", { books: otherBooks.name })}</b>
          </p>
          <Entries
            of={otherBooks.entries}
            currency={otherBooks.homeCurrency}
            onOriginalDate={onOriginalDate}
          />
        </>
      ) : null}
      {decision.keepsClaim ? <p className="page-note">{w("undoKeepsClaim")}</p> : null}
    </div>
  );
}

const isWord = (key: string): key is keyof typeof closeWords => Object.hasOwn(closeWords, key);

function Entries(props: {
  readonly of: Decision["entries"];
  readonly currency: string;
  readonly onOriginalDate: boolean;
}) {
  const w = useWords(closeWords);
  const word = useSentence();
  return props.of.map((entry, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: entries of a decision never move
    <div key={place}>
      <p>
        {entry.event} {word(entry.narration)}{" "}
        <span className="page-note">
          {entry.date} ·{" "}
          {props.onOriginalDate
            ? w("undoOn", { date: entry.backdatedOn })
            : w(entry.isClosed ? "undoClosed" : "undoOn", { date: entry.reversedOn })}
        </span>
      </p>
      <EffectTable lines={entry.lines} currency={props.currency} />
    </div>
  ));
}

function useDecisionName({ kind, adjustment }: Decision): string {
  const w = useWords(closeWords);
  const byAdjustment = `kind_${adjustment ?? ""}`;
  if (isWord(byAdjustment)) return w(byAdjustment);
  const byKind = `decision_${kind}`;
  return isWord(byKind) ? w(byKind) : kind;
}
