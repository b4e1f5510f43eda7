// The bell of the top bar: how many are unread, the last ones, a way to all of them.
import "./notices.css";
import { BellOutlined } from "@ant-design/icons";
import { useState } from "react";
import { Link } from "react-router";
import { noticeList, noticesDone } from "../../src/contract/notices.ts";
import { useGet, useSend } from "../api/query.ts";
import { useBooks, useBooksPath } from "../api/session.tsx";
import { pathTo } from "../paths.ts";
import { PanelPopover } from "../ui/panel-popover.tsx";
import { EmptyState } from "../ui/states.tsx";
import { noticeWords } from "../words/notices.ts";
import { useWords } from "../words/words.ts";
import { NoticeRow } from "./notice-row.tsx";

const refreshMs = 60_000;
const shown = 10;
const most = 99;

export function Bell() {
  const w = useWords(noticeWords);
  const base = `${useBooksPath()}/notices`;
  const [isOpen, setOpen] = useState(false);
  const query = { only: "unread", limit: shown };
  const { data } = useGet(noticeList, base, { query, refreshMs });
  const unread = data?.unread ?? 0;
  const close = () => setOpen(false);
  return (
    <PanelPopover
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      styles={{ container: { padding: 0 } }}
      content={<Panel rows={data?.rows ?? []} onClose={close} />}
    >
      <button
        type="button"
        className="bar-button bar-bell"
        aria-label={w("bell", { count: unread })}
        title={w("bell", { count: unread })}
      >
        <BellOutlined />
        {unread > 0 ? <b>{unread > most ? `${most}+` : unread}</b> : null}
      </button>
    </PanelPopover>
  );
}

function Panel(props: {
  readonly rows: Parameters<typeof NoticeRow>[0]["notice"][];
  readonly onClose: () => void;
}) {
  const { rows, onClose } = props;
  const w = useWords(noticeWords);
  const base = `${useBooksPath()}/notices`;
  const { id: booksId } = useBooks();
  const read = useSend(noticesDone, "POST", [base]);
  return (
    <div className="notice-panel">
      {rows.length === 0 ? <EmptyState kind="left" title={w("none")} /> : null}
      <ul className="notice-list">
        {rows.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} onOpened={onClose} />
        ))}
      </ul>
      <div className="notice-panel-foot">
        <Link to={pathTo("notices", { booksId })} onClick={onClose}>
          {w("all")}
        </Link>
        {rows.length > 0 ? (
          <button
            type="button"
            className="bar-button"
            onClick={() => read.mutate({ path: `${base}/read`, body: {} })}
          >
            {w("readAll")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
