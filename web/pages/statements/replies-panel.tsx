// Mails customers wrote: with whom they belong to and by what; ticked off, or placed by a person.
import { App, Checkbox, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { customerListPage } from "../../../src/contract/customers.ts";
import { type ReplyOnWire, replyList } from "../../../src/contract/replies.ts";
import { doneAct } from "../../../src/contract/statements.ts";
import { downloadAddress } from "../../api/client.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { statementWords } from "../../words/statements.ts";
import { useWords } from "../../words/words.ts";

export function RepliesPanel(props: { readonly customer?: number }) {
  const w = useWords(statementWords);
  const path = `${useBooksPath()}/replies`;
  const [isAll, setAll] = useState(props.customer !== undefined);
  const query = { customer: props.customer, open: isAll ? null : "yes", limit: 100 };
  const { data, error, refetch } = useGet(replyList, path, { query, keep: true });
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const isOfOne = props.customer !== undefined;
  if (isOfOne && data.rows.length === 0) return null;
  return (
    <div className="statement-cards">
      {isOfOne ? null : (
        <Checkbox checked={isAll} onChange={({ target }) => setAll(target.checked)}>
          {w("allReplies")}
        </Checkbox>
      )}
      {data.rows.length === 0 ? <EmptyState kind="left" title={w("noReplies")} /> : null}
      {data.rows.map((reply) => (
        <ReplyCard key={reply.id} reply={reply} />
      ))}
    </div>
  );
}

function ReplyCard({ reply }: { readonly reply: ReplyOnWire }) {
  const w = useWords(statementWords);
  const { id: booksId, timeZone } = useBooks();
  const base = useBooksPath();
  const { customer, statement, foundBy, kind } = reply;
  return (
    <section className="panel statement-card">
      <header>
        {kind === "reply" ? null : (
          <Tag tone={kind === "bounce" ? "red" : "plain"} text={w(`reply_${kind}`)} />
        )}{" "}
        <b>{reply.fromName || reply.fromAddress}</b>{" "}
        <span className="page-note">{reply.fromName ? reply.fromAddress : ""}</span>
        <span className="is-end page-note">
          <InstantText at={reply.sentAt ?? reply.recordedAt} timeZone={timeZone} />
        </span>
      </header>
      <p>
        {customer ? (
          <>
            <Link to={pathTo("customer", { booksId, customerId: customer.id })}>
              {customer.name}
            </Link>{" "}
            {foundBy === "" ? null : <span className="page-note">{w(`found_${foundBy}`)}</span>}{" "}
            {statement ? (
              <Link to={`${pathTo("statements", { booksId })}?month=all&statement=${statement.id}`}>
                {statement.no}
              </Link>
            ) : null}
          </>
        ) : (
          <Tag tone="amber" text={w("replyUnplaced")} />
        )}
      </p>
      <p>
        <b>{reply.subject}</b>
      </p>
      <pre className="statement-mail">{reply.text}</pre>
      {reply.body.trim() === reply.text ? null : (
        <details>
          <summary className="page-note">{w("replyText")}</summary>
          <pre className="statement-mail">{reply.body}</pre>
        </details>
      )}
      {reply.files.map((file) =>
        file.kind === "" ? (
          <p key={file.n} className="page-note">
            {w("fileLeftOut", { name: file.name })}
          </p>
        ) : (
          <p key={file.n}>
            <a href={downloadAddress(`${base}/replies/${reply.id}/files/${file.n}`)}>{file.name}</a>
          </p>
        ),
      )}
      <ReplyActs reply={reply} />
    </section>
  );
}

function ReplyActs({ reply }: { readonly reply: ReplyOnWire }) {
  const w = useWords(statementWords);
  const base = useBooksPath();
  const refusal = useRefusal("send_statements");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(doneAct, "POST", [`${base}/replies`]);
  const fail = { onError: (error: Error) => void message.error(sentence(error)) };
  const path = `${base}/replies/${reply.id}`;
  const handled = reply.handledAt === null;
  return (
    <div className="statement-ask">
      {reply.customer === null ? (
        <CustomerChoice
          isOff={refusal !== null}
          onChoose={(customerId) =>
            send.mutate({ path: `${path}/place`, body: { customerId } }, fail)
          }
        />
      ) : null}
      {reply.kind === "reply" ? (
        <RefusedButton
          reason={refusal}
          loading={send.isPending}
          onClick={() => send.mutate({ path: `${path}/handled`, body: { handled } }, fail)}
        >
          {w(handled ? "replyHandled" : "replyBack")}
        </RefusedButton>
      ) : null}
      {reply.handledBy ? <span className="page-note">{reply.handledBy}</span> : null}
    </div>
  );
}

function CustomerChoice(props: {
  readonly isOff: boolean;
  readonly onChoose: (customerId: number) => void;
}) {
  const w = useWords(statementWords);
  const [q, setQ] = useState("");
  const path = `${useBooksPath()}/customers`;
  const query = { q, limit: 20, part: "rows" };
  const { data } = useGet(customerListPage, path, { query, enabled: q !== "", keep: true });
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setQ }}
      disabled={props.isOff}
      placeholder={w("replyPlace")}
      aria-label={w("replyPlace")}
      style={{ minWidth: 220 }}
      options={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={props.onChoose}
    />
  );
}
