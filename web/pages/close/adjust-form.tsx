// 调账 of an item or of money on account, from wherever it is shown: kind, amount, reason; before it is
// posted the form
// says what it books and whether it posts alone or whom it needs.
import "./close.css";
import { App, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type AdjustmentBody,
  type AdjustmentPreview,
  adjustmentOutcome,
  adjustmentPreview,
  type EvidenceFile,
} from "../../../src/contract/adjustments.ts";
import { requirements } from "../../../src/core/roles.ts";
import { rightsWords } from "../../../src/core/words/ledger.ts";
import { fillSentence } from "../../../src/core/words/word.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useSession } from "../../api/session.tsx";
import { EvidenceUpload } from "../../components/evidence-files.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { AdjustFields } from "./adjust-fields.tsx";
import { type AdjustSubject, emptyBody, isFilled, isThere, kindsFor } from "./adjust-kinds.ts";
import { Field } from "./adjust-targets.tsx";
import { actTitles, nameOfPosition } from "./approval-names.ts";
import { EffectTable } from "./effect-table.tsx";
import { undoDecision } from "./undo-now.ts";

export function AdjustForm(props: { subject: AdjustSubject; onClose: () => void }) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { subject, onClose } = props;
  const { role } = useSession().organisation;
  const kinds = kindsFor(subject, role);
  const { today } = useBooks();
  const [body, change] = useState<AdjustmentBody>(() =>
    emptyBody(subject, kinds[0] ?? "rounding", today),
  );
  const [files, setFiles] = useState<readonly EvidenceFile[]>([]);
  const [preview, show] = useState<AdjustmentPreview | null>(null);
  const [key, renew] = useState(() => crypto.randomUUID());
  const ask = useSend(adjustmentPreview, "POST", []);
  const post = useSend(adjustmentOutcome, "POST", [base]);
  const put = (changes: Partial<AdjustmentBody>) => {
    change({ ...body, ...changes });
    show(null);
    renew(crypto.randomUUID());
  };
  // an upload that ends after another field was changed must not bring that field back
  const putFiles: typeof setFiles = (next) => {
    setFiles(next);
    show(null);
    renew(crypto.randomUUID());
  };
  const filled: AdjustmentBody = { ...body, fileIds: files.map(({ id }) => id) };
  const look = () =>
    ask.mutate({ path: `${base}/adjustments/preview`, body: filled }, { onSuccess: show });
  const send = () =>
    post.mutate(
      { path: `${base}/adjustments`, body: filled, key },
      {
        onSuccess: ({ kind, decisionId }) => {
          if (kind === "waiting") message.success(w("waiting"));
          else if (decisionId !== null) {
            const { currency } = subject;
            const amount = `${currency} ${formatAmount(body.amount, currency, language)}`;
            offerUndo({
              message: w("posted", { amount }),
              undo: () => undoDecision(base, decisionId),
            });
          }
          onClose();
        },
      },
    );
  const fault = ask.error ?? post.error;
  const needs = preview?.kind === "needs_approval";
  return (
    <Modal
      open
      width={560}
      title={w(subject.itemId === null ? "useMoneyTitle" : "adjustTitle", { number: subject.no })}
      cancelText={w("cancel")}
      onCancel={onClose}
      okText={w(preview === null ? "effect" : needs ? "submit" : "post")}
      confirmLoading={ask.isPending || post.isPending}
      okButtonProps={{
        disabled: !isFilled(filled),
        title: isFilled(filled) ? "" : w("fieldsMissing"),
      }}
      onOk={preview === null ? look : send}
    >
      <div className="adjust-form">
        <AdjustFields subject={subject} kinds={kinds} body={body} onChange={put} />
        <Field label={w("papers")}>
          <EvidenceUpload kind={body.kind} files={files} onChange={putFiles} />
        </Field>
        {fault ? <p className="form-fault">{sentence(fault)}</p> : null}
        {preview ? <PreviewBox preview={preview} body={filled} /> : null}
      </div>
    </Modal>
  );
}

/** A long form would leave what it books below the window. */
function intoView(box: HTMLElement | null): void {
  box?.scrollIntoView({ block: "center" });
}

function PreviewBox(props: { readonly preview: AdjustmentPreview; readonly body: AdjustmentBody }) {
  const { preview, body } = props;
  const w = useWords(closeWords);
  const word = useSentence();
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const who = preview.by.map((one) => nameOfPosition(one, word)).join(" + ");
  const extra = preview.requires.flatMap((one) => {
    if (isThere(one, body)) return [];
    const found = Object.hasOwn(requirements, one)
      ? requirements[one as keyof typeof requirements] // checked right before
      : null;
    return found ? [word(found)] : [];
  });
  return (
    <div className="adjust-preview" role="status" ref={intoView}>
      <p>
        {preview.kind === "alone" ? (
          <b>{w("alone")}</b>
        ) : (
          <>
            <b>{w("needsApproval", { who, reason: reasonText(preview, language) })}</b>{" "}
            <Link to={pathTo("approvals", { booksId })}>{w("toApprovals")}</Link>
          </>
        )}
      </p>
      {extra.length > 0 ? <p className="page-note">{w("alsoNeeds", { list: extra })}</p> : null}
      {preview.narrations.map((one) => (
        <p key={one.zh}>{word(one)}</p>
      ))}
      <EffectTable lines={preview.effect} currency={preview.homeCurrency} />
    </div>
  );
}

function reasonText({ reason }: AdjustmentPreview, language: "zh" | "en"): string {
  if (reason === null || !Object.hasOwn(rightsWords, reason.key)) return "";
  const act = actTitles[String(reason.fields["act"])];
  const fields = { ...reason.fields, ...(act ? { act: act[language] } : {}) };
  return fillSentence(rightsWords[reason.key as keyof typeof rightsWords], language, fields); // checked
}
