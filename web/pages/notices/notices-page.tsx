// 提醒: what happened and concerns me; what I muted; when the digest comes; from when on these books tell.
import "../../components/notices.css";
import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { noticeList, noticesDone } from "../../../src/contract/notices.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { NoticeRow } from "../../components/notice-row.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { noticeWords } from "../../words/notices.ts";
import { useWords } from "../../words/words.ts";
import { NoticeSettingsPanel } from "./notice-settings.tsx";

const views = ["unread", "every", "settings"] as const;
type ShownView = (typeof views)[number];
const step = 50;

export function Component() {
  const w = useWords(noticeWords);
  const [address, setAddress] = useSearchParams();
  const view = views.find((one) => one === address.get("view")) ?? "unread";
  const show = (chosen: ShownView) =>
    setAddress(chosen === "unread" ? {} : { view: chosen }, { replace: true });
  return (
    <div className="page-body is-reading">
      <header className="page-head">
        <h1>{w("title")}</h1>
        <span className="is-end">
          <Segmented
            value={view}
            onChange={show}
            options={views.map((value) => ({ value, label: w(value) }))}
          />
        </span>
      </header>
      {view === "settings" ? <NoticeSettingsPanel /> : <List key={view} isAll={view === "every"} />}
    </div>
  );
}

function List({ isAll }: { readonly isAll: boolean }) {
  const w = useWords(noticeWords);
  const base = `${useBooksPath()}/notices`;
  const [limit, setLimit] = useState(step);
  const query = { only: isAll ? "all" : "unread", limit };
  const { data, error } = useGet(noticeList, base, { query, keep: true });
  const read = useSend(noticesDone, "POST", [base]);
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) {
    return <EmptyState kind="left" title={w("none")} text={w("noneText")} />;
  }
  return (
    <>
      {data.unread > 0 ? (
        <div>
          <Button onClick={() => read.mutate({ path: `${base}/read`, body: {} })}>
            {w("readAll")}
          </Button>
        </div>
      ) : null}
      <ul className="notice-list panel">
        {data.rows.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} />
        ))}
      </ul>
      {data.nextBefore === null || limit >= 200 ? null : (
        <Button onClick={() => setLimit(limit + step)}>{w("more")}</Button>
      )}
    </>
  );
}
