// A resolved dispute taken up again, with the reason the customer reads.
import { App, Input } from "antd";
import { useState } from "react";
import { type DisputeDetail, disputeDetail } from "../../../src/contract/disputes.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useWords } from "../../words/words.ts";

export function Reopen({ detail }: { readonly detail: DisputeDetail }) {
  const w = useWords(disputeWords);
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const refusal = useRefusal("collect");
  const [note, setNote] = useState("");
  const send = useSend(disputeDetail, "POST", [base]);
  const reason = refusal ?? (detail.isPosted ? w("reopenPosted") : null);
  const reopen = () =>
    send.mutate(
      { path: `${base}/disputes/${detail.row.id}/reopen`, body: { note: note.trim() } },
      { onError: (error) => void message.error(sentence(error)) },
    );
  return (
    <section className="drawer-section disputes-say">
      <Input
        value={note}
        maxLength={2000}
        placeholder={w("reopenNote")}
        aria-label={w("reopenNote")}
        style={{ flex: 1, minWidth: 200 }}
        disabled={reason !== null}
        onChange={({ target }) => setNote(target.value)}
      />
      <RefusedButton
        reason={reason}
        disabled={note.trim() === ""}
        loading={send.isPending}
        onClick={reopen}
      >
        {w("reopen")}
      </RefusedButton>
    </section>
  );
}
