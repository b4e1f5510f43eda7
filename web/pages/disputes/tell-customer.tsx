// A difference told to the customer, and what it answered; beside the difference itself.
import { App } from "antd";
import { noticeList } from "../../../src/contract/difference-notices.ts";
import { idPath } from "../../../src/contract/page.ts";
import { noticeStates } from "../../../src/core/disputes/notice.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function TellCustomer(props: { readonly differenceId: number; readonly isOpen: boolean }) {
  const { differenceId, isOpen } = props;
  const w = useWords(disputeWords);
  const word = useSentence();
  const base = useBooksPath();
  const { timeZone } = useBooks();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const path = `${base}/difference-notices`;
  const { data } = useGet(noticeList, path, { query: { difference: differenceId } });
  const send = useSend(idPath, "POST", [path, `${base}/differences`, `${base}/messages`]);
  if (!data) return null;
  const [notice] = data.rows;
  if (notice) {
    return (
      <section className="drawer-section">
        <h3>{w("told")}</h3>
        <p>
          <Tag
            tone={notice.state === "sent" ? "amber" : "green"}
            text={word(noticeStates[notice.state])}
          />{" "}
          <span className="page-note">
            <InstantText at={notice.answeredAt ?? notice.sentAt} timeZone={timeZone} />{" "}
            {notice.answeredBy} {notice.payOn} {notice.payCode}
          </span>
        </p>
        {notice.note === "" ? null : <p>{notice.note}</p>}
      </section>
    );
  }
  if (!isOpen) return null;
  return (
    <section className="drawer-section">
      <RefusedButton
        reason={refusal}
        loading={send.isPending}
        onClick={() =>
          send.mutate(
            { path: `${base}/differences/${differenceId}/notice`, body: {} },
            {
              onSuccess: () => void message.success(w("toldToast")),
              onError: (error) => void message.error(sentence(error)),
            },
          )
        }
      >
        {w("tell")}
      </RefusedButton>{" "}
      <span className="page-note">{w("tellNote")}</span>
    </section>
  );
}
