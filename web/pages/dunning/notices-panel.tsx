// Notices: what is in somebody's hands, and everything that was; each with its text.
import { App, Button, Drawer } from "antd";
import { useState } from "react";
import {
  type DunningNoticeOnWire,
  noticeDetail,
  noticeList,
} from "../../../src/contract/dunning.ts";
import { doneAct } from "../../../src/contract/statements.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { GradeTag } from "../../components/grade-tag.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { AskedAmounts, OpenButton } from "./debtor-cells.tsx";
import { channelNames, isToPost, NoticeState, useStepName } from "./dunning-terms.tsx";

const rowsAtOnce = 100;

export function NoticesPanel() {
  const w = useWords(dunningWords);
  const base = `${useBooksPath()}/dunning`;
  const [state, setState] = useState<"open" | "past">("past");
  const [limit, setLimit] = useState(rowsAtOnce);
  const [shown, setShown] = useState<number | null>(null);
  const isPhone = useIsPhone();
  const { data, error } = useGet(noticeList, `${base}/notices`, {
    query: { state, limit },
    keep: true,
  });
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      <div className="dunning-tools">
        <Segmented
          value={state}
          onChange={setState}
          options={[
            { value: "past", label: w("past") },
            { value: "open", label: w("open") },
          ]}
        />
      </div>
      {data.rows.length === 0 ? (
        <EmptyState kind="yet" title={w("noNotices")} text={w("noNoticesText")} />
      ) : isPhone ? (
        data.rows.map((row) => <NoticeCard key={row.id} row={row} onOpen={setShown} />)
      ) : (
        <Matrix rows={data.rows} onOpen={setShown} />
      )}
      {data.nextBefore === null ? null : (
        <Button onClick={() => setLimit(Math.min(500, limit + rowsAtOnce))}>{w("more")}</Button>
      )}
      {shown === null ? null : <NoticeDrawer id={shown} onClose={() => setShown(null)} />}
    </>
  );
}

type RowsProps = {
  readonly rows: readonly DunningNoticeOnWire[];
  readonly onOpen: (id: number) => void;
};

function Matrix({ rows, onOpen }: RowsProps) {
  const w = useWords(dunningWords);
  const word = useSentence();
  const stepName = useStepName();
  return (
    <div className="matrix-scroll panel">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("day")}</th>
            <th>{w("customer")}</th>
            <th>{w("grade")}</th>
            <th>{w("channel")}</th>
            <th>{w("step")}</th>
            <th className="is-right">{w("ask")}</th>
            <th>{w("state")}</th>
            <th>{w("by")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.takenOn ?? row.day}</td>
              <td>
                <OpenButton text={row.customer.name} onOpen={() => onOpen(row.id)} />
              </td>
              <td>
                <GradeTag grade={row.grade} ungraded={null} />
              </td>
              <td>{word(channelNames[row.channel])}</td>
              <td>{row.kind === "action" && row.nominal === null ? "–" : stepName(row.nominal)}</td>
              <td className="is-right">
                <AskedAmounts asked={row.asked} />
              </td>
              <td>
                <NoticeState row={row} />
              </td>
              <td>{row.by ?? w("bySystem")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NoticeCard({ row, onOpen }: { row: DunningNoticeOnWire; onOpen: (id: number) => void }) {
  const word = useSentence();
  return (
    <button type="button" className="dunning-card" onClick={() => onOpen(row.id)}>
      <b>{row.customer.name}</b>
      <span className="dunning-card-foot">
        <span className="page-note">
          {row.takenOn ?? row.day} · {word(channelNames[row.channel])}
        </span>
        <AskedAmounts asked={row.asked} />
      </span>
      <NoticeState row={row} />
    </button>
  );
}

function NoticeDrawer({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const w = useWords(dunningWords);
  const base = `${useBooksPath()}/dunning`;
  const sentence = useErrorSentence();
  const isPhone = useIsPhone();
  const { message } = App.useApp();
  const { data, error } = useGet(noticeDetail, `${base}/notices/${id}`);
  const end = useSend(doneAct, "POST", [base]);
  const isLetter = data !== undefined && isToPost(data.notice);
  const isInHands =
    isLetter || (data?.notice.state === "released" && data.notice.messageState === null);
  const finish = () =>
    end.mutate(
      { path: `${base}/notices/${id}/done`, body: { reason: "" } },
      { onSuccess: onClose, onError: (fault) => void message.error(sentence(fault)) },
    );
  return (
    <Drawer
      open
      size={isPhone ? "100%" : 560}
      title={data?.notice.customer.name ?? ""}
      onClose={onClose}
      extra={
        isInHands ? (
          <>
            {isLetter ? (
              <Button href={downloadAddress(`${base}/notices/${id}/letter`)}>
                {w("printLetter")}
              </Button>
            ) : null}{" "}
            <Button type="primary" loading={end.isPending} onClick={finish}>
              {w("done")}
            </Button>
          </>
        ) : null
      }
    >
      {error ? <Failure error={error} /> : null}
      {data ? (
        <>
          <p>
            <NoticeState row={data.notice} />
          </p>
          <ul className="dunning-notice-items">
            {data.items.map((item) => (
              <li key={item.itemId}>
                <span>{item.no}</span>
                <span className="page-note">{w("days", { days: item.days })}</span>
                <MoneyText amount={item.asked} currency={item.currency} showCurrency bold />
              </li>
            ))}
          </ul>
          {data.message ? (
            <div className="dunning-message">
              {data.message.to ? (
                <p className="page-note">{w("to", { to: data.message.to })}</p>
              ) : null}
              <b>{data.message.subject}</b>
              <pre>{data.message.body}</pre>
            </div>
          ) : null}
        </>
      ) : (
        <Skeleton lines={6} />
      )}
    </Drawer>
  );
}
