// A difference that the two sides do not agree on becomes a dispute with its own course.
import { App, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { ComparedGroupOnWire, ComparisonDetail } from "../../../src/contract/comparisons.ts";
import { idPath } from "../../../src/contract/page.ts";
import { type DisputeReason, disputeReasons } from "../../../src/core/disputes/dispute.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useSentence, useWords } from "../../words/words.ts";

const reasons = Object.keys(disputeReasons) as DisputeReason[]; // the record's own keys

export function DisputeDialog(props: {
  readonly detail: ComparisonDetail;
  readonly group: ComparedGroupOnWire;
  readonly onClose: () => void;
}) {
  const w = useWords(comparisonPageWords);
  const word = useSentence();
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [reason, setReason] = useState<DisputeReason>(reasons[0] ?? "other");
  const [note, setNote] = useState("");
  const path = `${base}/comparisons/${props.detail.id}`;
  const send = useSend(idPath, "POST", [path, `${base}/disputes`]);
  const save = () =>
    send.mutate(
      { path: `${path}/groups/${props.group.n}/dispute`, body: { reason, note: note.trim() } },
      {
        onSuccess: () => {
          void message.success(w("saved"));
          props.onClose();
        },
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <Modal
      open
      title={w("disputeTitle")}
      okText={w("dispute")}
      okButtonProps={{ disabled: note.trim() === "", loading: send.isPending }}
      onOk={save}
      onCancel={props.onClose}
    >
      <Select
        aria-label={w("disputeReason")}
        style={{ width: "100%", marginBottom: 8 }}
        value={reason}
        options={reasons.map((value) => ({ value, label: word(disputeReasons[value]) }))}
        onChange={setReason}
      />
      <Input.TextArea
        rows={3}
        maxLength={2000}
        placeholder={w("disputeNote")}
        aria-label={w("disputeNote")}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </Modal>
  );
}
