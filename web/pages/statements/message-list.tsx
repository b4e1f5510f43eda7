// 沟通记录: the messages of a statement, a customer or the whole books, newest first.
import { App, Button, Collapse } from "antd";
import { type MessageOnWire, messageList } from "../../../src/contract/sending.ts";
import { doneAct } from "../../../src/contract/statements.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { statementWords } from "../../words/statements.ts";
import { useWords } from "../../words/words.ts";

const tones: Readonly<Record<MessageOnWire["state"], Tone>> = {
  queued: "plain",
  sending: "blue",
  sent: "green",
  failed: "red",
  bounced: "red",
  cancelled: "hatched",
};

export function MessageList(props: {
  readonly query: { readonly customer?: number; readonly statement?: number };
}) {
  const w = useWords(statementWords);
  const { timeZone } = useBooks();
  const path = `${useBooksPath()}/messages`;
  const { data, error, refetch } = useGet(messageList, path, {
    query: { ...props.query, limit: 100 },
  });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) return <EmptyState kind="yet" title={w("noMessages")} />;
  return (
    <Collapse
      items={data.rows.map((row) => ({
        key: row.id,
        label: (
          <span>
            <Tag
              tone={row.unconfirmed ? "amber" : tones[row.state]}
              text={row.unconfirmed ? w("msg_unconfirmed") : w(`msg_${row.state}`)}
            />{" "}
            <InstantText at={row.sentAt ?? row.createdAt} timeZone={timeZone} /> {row.subject}{" "}
            <span className="page-note">
              {row.toName} {row.toAddress}
            </span>
          </span>
        ),
        extra: <Again row={row} />,
        children: (
          <>
            {row.error === "" ? null : <p role="alert">{row.error}</p>}
            <pre style={{ whiteSpace: "pre-wrap", font: "inherit", margin: 0 }}>{row.body}</pre>
          </>
        ),
      }))}
    />
  );
}

function Again({ row }: { readonly row: MessageOnWire }) {
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const may = useMay("send_statements");
  const send = useSend(doneAct, "POST", [`${base}/messages`]);
  const fits = row.unconfirmed || ["failed", "bounced", "cancelled"].includes(row.state);
  if (!may || !fits) return null;
  return (
    <Button
      size="small"
      loading={send.isPending}
      onClick={(event) => {
        event.stopPropagation();
        send.mutate(
          { path: `${base}/messages/${row.id}/retry`, body: {} },
          { onError: (error) => void message.error(sentence(error)) },
        );
      }}
    >
      {w("retry")}
    </Button>
  );
}
