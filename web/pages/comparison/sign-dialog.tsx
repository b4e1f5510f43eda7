// Our signature under the reconciliation: name, position, and that one may.
import { App, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { type ComparisonDetail, comparisonDetail } from "../../../src/contract/comparisons.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useWords } from "../../words/words.ts";

export function SignDialog(props: {
  readonly detail: ComparisonDetail;
  readonly onClose: () => void;
}) {
  const w = useWords(comparisonPageWords);
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [name, setName] = useState("");
  const [position, setPosition] = useState("");
  const [isAuthorised, setAuthorised] = useState(false);
  const send = useSend(comparisonDetail, "POST", [`${base}/comparisons`]);
  const isReady = name.trim() !== "" && position.trim() !== "" && isAuthorised;
  const sign = () =>
    send.mutate(
      {
        path: `${base}/comparisons/${props.detail.id}/sign`,
        body: { name: name.trim(), position: position.trim(), isAuthorised: true },
      },
      { onSuccess: props.onClose, onError: (error) => void message.error(sentence(error)) },
    );
  return (
    <Modal
      open
      title={w("signTitle")}
      okText={w("sign")}
      okButtonProps={{ disabled: !isReady, loading: send.isPending }}
      onOk={sign}
      onCancel={props.onClose}
    >
      <div className="comparison-sign">
        <Input
          placeholder={w("signName")}
          aria-label={w("signName")}
          maxLength={60}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Input
          placeholder={w("signPosition")}
          aria-label={w("signPosition")}
          maxLength={60}
          value={position}
          onChange={({ target }) => setPosition(target.value)}
        />
        <Checkbox checked={isAuthorised} onChange={({ target }) => setAuthorised(target.checked)}>
          {w("signAuthorised")}
        </Checkbox>
      </div>
    </Modal>
  );
}
