// The mailbox replies come to: its settings, and a look into it now.
import { Form, Input, InputNumber, Select } from "antd";
import { type MailboxChange, mailboxOutcome, mailboxSetup } from "../../../src/contract/replies.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { statementWords } from "../../words/statements.ts";
import { useWords } from "../../words/words.ts";
import { useSaved } from "./use-saved.ts";

const fresh = { port: 993, security: "tls", folder: "INBOX" } as const;

export function MailboxForm() {
  const w = useWords(statementWords);
  const { timeZone } = useBooks();
  const refusal = useRefusal("manage_books");
  const { data, error } = useGet(mailboxSetup, "/sending/mailbox");
  const send = useSend(mailboxSetup, "PUT", ["/sending/mailbox"]);
  const saved = useSaved();
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton lines={4} />;
  const { setting, hasPassword, checkedAt } = data;
  const submit = ({ password, ...fields }: MailboxChange) => {
    const body = { ...fields, ...(password ? { password } : {}) };
    send.mutate({ path: "/sending/mailbox", body }, saved);
  };
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("mailbox")}</h2>
        {checkedAt ? (
          <span className="page-note">
            {w("mailboxChecked", { at: formatInstant(checkedAt, timeZone, true) })}
          </span>
        ) : null}
      </header>
      <div className="panel-body">
        <p className="page-note">{w("mailboxNote")}</p>
        {data.error === "" ? null : <p role="alert">{w("mailboxFailed", { error: data.error })}</p>}
        <Form<MailboxChange> layout="vertical" initialValues={setting ?? fresh} onFinish={submit}>
          <div className="statement-form">
            <Form.Item name="host" label={w("host")} rules={[{ required: true }]}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item name="port" label={w("port")} rules={[{ required: true }]}>
              <InputNumber min={1} max={65_535} style={{ width: "100%" }} />
            </Form.Item>
            <Form.Item name="security" label={w("security")}>
              <Select
                options={[
                  { value: "tls", label: "TLS (993)" },
                  { value: "starttls", label: "STARTTLS (143)" },
                  { value: "none", label: w("security_none") },
                ]}
              />
            </Form.Item>
            <Form.Item name="user" label={w("user")} rules={[{ required: true }]}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item name="password" label={w("password")}>
              <Input.Password
                autoComplete="new-password"
                placeholder={hasPassword ? w("passwordKept") : ""}
              />
            </Form.Item>
            <Form.Item name="folder" label={w("folder")}>
              <Input maxLength={200} />
            </Form.Item>
          </div>
          <RefusedButton reason={refusal} htmlType="submit" loading={send.isPending}>
            {w("save")}
          </RefusedButton>
        </Form>
        {setting ? <LookNow refusal={refusal} /> : null}
      </div>
    </section>
  );
}

function LookNow({ refusal }: { readonly refusal: string | null }) {
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const look = useSend(mailboxOutcome, "POST", ["/sending/mailbox", "/books"]);
  const { data, error } = look;
  return (
    <div className="statement-ask">
      <RefusedButton
        reason={refusal}
        loading={look.isPending}
        onClick={() => look.mutate({ path: "/sending/mailbox/check" })}
      >
        {w("checkMailbox")}
      </RefusedButton>
      {error ? <span role="alert">{sentence(error)}</span> : null}
      {data ? (
        <span role="status">
          {data.isOpen
            ? w("mailboxOpen", { mails: data.mails })
            : w("mailboxFailed", { error: data.error })}
        </span>
      ) : null}
    </div>
  );
}
