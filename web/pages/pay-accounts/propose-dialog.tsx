// 提议: number and currency are those of the account; holder and bank as they shall be printed.
import { App, Modal } from "antd";
import { useState } from "react";
import { type PayAccountList, payAccountAsked } from "../../../src/contract/pay-accounts.ts";
import { accountEnd } from "../../../src/core/pay-accounts.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { payAccountWords } from "../../words/pay-accounts.ts";
import { useWords } from "../../words/words.ts";
import { TextField } from "./text-field.tsx";

export function ProposeDialog(props: {
  readonly account: PayAccountList["rows"][number];
  readonly ownName: string;
  readonly onClose: () => void;
}) {
  const { account, ownName, onClose } = props;
  const w = useWords(payAccountWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { accountNo, bankAccountId, currency } = account;
  const [holder, setHolder] = useState(account.holder || ownName);
  const [bank, setBank] = useState(account.bank);
  const [reason, setReason] = useState("");
  const send = useSend(payAccountAsked, "POST", [`${base}/pay-accounts`, `${base}/approvals`]);
  const submit = () =>
    send.mutate(
      {
        path: `${base}/pay-accounts/${bankAccountId}/proposals`,
        body: { holder, bank, reason },
      },
      {
        onSuccess: () => {
          void message.success(w("asked"));
          onClose();
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <Modal
      open
      title={w("proposeTitle", { end: accountEnd(accountNo) })}
      onCancel={onClose}
      footer={
        <RefusedButton
          type="primary"
          reason={holder.trim() === "" ? w("holderMissing") : null}
          loading={send.isPending}
          onClick={submit}
        >
          {w("send")}
        </RefusedButton>
      }
    >
      <div className="pay-account-form">
        <p className="page-note">{w("proposeText")}</p>
        <div>
          {w("number")} <b className="pay-account-no">{accountNo}</b> {currency}
        </div>
        <TextField
          name={w("holder")}
          value={holder}
          most={200}
          onChange={setHolder}
          hint={w("holderHint")}
        />
        <TextField name={w("bank")} value={bank} most={200} onChange={setBank} />
        <TextField name={w("reasonHint")} value={reason} most={500} onChange={setReason} />
      </div>
    </Modal>
  );
}
