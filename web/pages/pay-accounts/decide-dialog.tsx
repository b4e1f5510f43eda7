// The second person: what is printed now, what shall be, whom they called; or why not.
import { App, Modal } from "antd";
import { useState } from "react";
import { approvalOutcome } from "../../../src/contract/adjustments.ts";
import type { PayAccountList } from "../../../src/contract/pay-accounts.ts";
import { accountEnd } from "../../../src/core/pay-accounts.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { payAccountWords } from "../../words/pay-accounts.ts";
import { useWords } from "../../words/words.ts";
import { PayAccountChange } from "./pay-account-change.tsx";
import { TextField } from "./text-field.tsx";

type Account = PayAccountList["rows"][number];

export function DecideDialog(props: {
  readonly account: Account;
  readonly waiting: NonNullable<Account["waiting"]>;
  readonly approve: boolean;
  readonly onClose: () => void;
}) {
  const { account, waiting, approve, onClose } = props;
  const w = useWords(payAccountWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const [comment, write] = useState("");
  const send = useSend(approvalOutcome, "POST", [base]);
  const decide = () =>
    send.mutate(
      { path: `${base}/approvals/${waiting.approvalId}`, body: { approve, comment } },
      {
        onSuccess: () => {
          void message.success(w(approve ? "done" : "rejected"));
          onClose();
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  const end = accountEnd(account.accountNo);
  const hint = w(approve ? "callHint" : "rejectHint");
  const missing = w(approve ? "callMissing" : "reasonMissing");
  return (
    <Modal
      open
      title={w(approve ? "confirmTitle" : "rejectTitle", { end })}
      onCancel={onClose}
      footer={
        <RefusedButton
          type="primary"
          danger={!approve}
          reason={comment.trim() === "" ? missing : null}
          loading={send.isPending}
          onClick={decide}
        >
          {w(approve ? "confirm" : "reject")}
        </RefusedButton>
      }
    >
      <div className="pay-account-form">
        {approve ? <p className="page-note">{w("confirmText")}</p> : null}
        <PayAccountChange from={account.printed} to={waiting.to} />
        <TextField name={hint} value={comment} most={500} onChange={write} />
      </div>
    </Modal>
  );
}
