// 停印: one person, at once, with the reason.
import { App, Modal } from "antd";
import { useState } from "react";
import { type PayAccountList, payAccountList } from "../../../src/contract/pay-accounts.ts";
import { accountEnd } from "../../../src/core/pay-accounts.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { payAccountWords } from "../../words/pay-accounts.ts";
import { useWords } from "../../words/words.ts";
import { TextField } from "./text-field.tsx";

export function StopDialog(props: {
  readonly account: PayAccountList["rows"][number];
  readonly onClose: () => void;
}) {
  const { account, onClose } = props;
  const w = useWords(payAccountWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const list = `${useBooksPath()}/pay-accounts`;
  const [reason, write] = useState("");
  const send = useSend(payAccountList, "POST", [list]);
  const stop = () =>
    send.mutate(
      { path: `${list}/${account.bankAccountId}/stop`, body: { reason } },
      {
        onSuccess: () => {
          void message.success(w("stoppedDone"));
          onClose();
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <Modal
      open
      title={w("stopTitle", { end: accountEnd(account.accountNo) })}
      onCancel={onClose}
      footer={
        <RefusedButton
          type="primary"
          danger
          reason={reason.trim() === "" ? w("reasonMissing") : null}
          loading={send.isPending}
          onClick={stop}
        >
          {w("stop")}
        </RefusedButton>
      }
    >
      <div className="pay-account-form">
        <p className="page-note">{w("stopText")}</p>
        <TextField name={w("stopHint")} value={reason} most={500} onChange={write} />
      </div>
    </Modal>
  );
}
