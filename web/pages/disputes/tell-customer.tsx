// A difference told to the customer, and what it answered; beside the difference itself.
import { App } from "antd";
import { type NoticeList, noticeList } from "../../../src/contract/difference-notices.ts";
import { idPath } from "../../../src/contract/page.ts";
import { noticeStates } from "../../../src/core/disputes/notice.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { useQuestion } from "../../ui/question.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useSentence, useWords } from "../../words/words.ts";

type NoticeForUs = NoticeList["rows"][number];

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
  if (notice && notice.state !== "withdrawn") {
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
        <NoticeEnd notice={notice} path={path} />
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

/** Taken back while nobody has answered; the link alone at any time. */
function NoticeEnd(props: { readonly notice: NoticeForUs; readonly path: string }) {
  const { notice, path } = props;
  const w = useWords(disputeWords);
  const base = useBooksPath();
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const askFirst = useQuestion();
  const send = useSend(idPath, "POST", [path, `${base}/differences`, `${base}/messages`]);
  const ask = (act: "withdraw" | "revoke_link", title: string, content: string) =>
    askFirst({
      title,
      content,
      okText: title,
      onOk: () =>
        send
          .mutateAsync({ path: `${path}/${notice.id}/changes`, body: { act } })
          .catch((error) => void message.error(sentence(error))),
    });
  return (
    <p>
      {notice.state === "sent" ? (
        <RefusedButton
          size="small"
          reason={refusal}
          onClick={() => ask("withdraw", w("withdrawNotice"), w("withdrawNoticeText"))}
        >
          {w("withdrawNotice")}
        </RefusedButton>
      ) : null}{" "}
      {notice.hasLink ? (
        <RefusedButton
          size="small"
          reason={refusal}
          onClick={() => ask("revoke_link", w("revokeLink"), w("revokeLinkText"))}
        >
          {w("revokeLink")}
        </RefusedButton>
      ) : (
        <span className="page-note">{w("linkDead")}</span>
      )}
    </p>
  );
}
