// One notice: its sentence opens the row it is about; muting is one click beside it.
import { App, Dropdown } from "antd";
import { useNavigate } from "react-router";
import { type NoticeOnWire, noticesDone } from "../../src/contract/notices.ts";
import { noticeKinds } from "../../src/core/notices/notice.ts";
import { useSend } from "../api/query.ts";
import { useBooks, useBooksPath } from "../api/session.tsx";
import { type PathName, paths } from "../paths.ts";
import { InstantText } from "../ui/date-text.tsx";
import { Tag } from "../ui/status-tag.tsx";
import { noticeWords } from "../words/notices.ts";
import { useSentence, useWords } from "../words/words.ts";
import { useErrorSentence } from "./failure.tsx";

export function NoticeRow(props: {
  readonly notice: NoticeOnWire;
  readonly onOpened?: () => void;
}) {
  const { notice, onOpened } = props;
  const word = useSentence();
  const base = `${useBooksPath()}/notices`;
  const { id: booksId, timeZone } = useBooks();
  const navigate = useNavigate();
  const read = useSend(noticesDone, "POST", [base]);
  const open = () => {
    if (!notice.isRead) read.mutate({ path: `${base}/read`, body: { ids: [notice.id] } });
    const path = isPath(notice.page) ? paths[notice.page] : paths.today;
    navigate(path.replace(":booksId", String(booksId)) + notice.query);
    onOpened?.();
  };
  return (
    <li className={notice.isRead ? "notice is-read" : "notice"}>
      <button type="button" className="notice-open" onClick={open}>
        <span className="notice-head">
          <Tag
            tone={noticeKinds[notice.kind].isUrgent ? "amber" : "plain"}
            text={word(noticeKinds[notice.kind])}
          />
          <InstantText at={notice.createdAt} timeZone={timeZone} />
        </span>
        <span className="notice-text">{notice.sentence}</span>
      </button>
      <MuteButton notice={notice} />
    </li>
  );
}

function isPath(name: string): name is PathName {
  return Object.hasOwn(paths, name);
}

function MuteButton({ notice }: { readonly notice: NoticeOnWire }) {
  const w = useWords(noticeWords);
  const base = `${useBooksPath()}/notices`;
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(noticesDone, "POST", [base]);
  const mute = (customerId: number | null) =>
    send.mutate(
      { path: `${base}/mutes`, body: { kind: notice.kind, customerId } },
      {
        onSuccess: () => void message.success(w("muted")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  const { customerId } = notice;
  const items = [
    ...(customerId === null
      ? []
      : [{ key: "customer", label: w("muteCustomer"), onClick: () => mute(customerId) }]),
    { key: "kind", label: w("muteKind"), onClick: () => mute(null) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <button type="button" className="notice-mute">
        {w("mute")}
      </button>
    </Dropdown>
  );
}
