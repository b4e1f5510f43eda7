// 发送设置: channel, pace and quiet hours; the mail server with a test; the wording of messages.
import "./statements.css";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import {
  type EmailSettingsChange,
  type SendingSetup,
  sendingSetup,
  templateList,
  templatePreview,
  testOutcome,
} from "../../../src/contract/sending.ts";
import { templatePlaces } from "../../../src/core/words/messages.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { statementWords } from "../../words/statements.ts";
import { templateName } from "../../words/template-names.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { ChannelForms } from "./channel-forms.tsx";
import { MailboxForm } from "./mailbox-form.tsx";
import { MessageList } from "./message-list.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { useSaved } from "./use-saved.ts";

export function Component() {
  const w = useWords(statementWords);
  const { data, error, refetch } = useGet(sendingSetup, "/sending");
  return (
    <SettingsFrame title={w("sendingTitle")} note={w("sendingNote")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <PolicyForm setup={data} />
          <EmailForm setup={data} />
          <ChannelForms channels={data.channels} />
          <MailboxForm />
          <Templates />
          <section className="panel">
            <header className="panel-head">
              <h2>{w("outbox")}</h2>
            </header>
            <div className="panel-body">
              <MessageList query={{}} />
            </div>
          </section>
        </>
      ) : error ? null : (
        <Skeleton lines={8} />
      )}
    </SettingsFrame>
  );
}

const freshServer = { port: 465, security: "tls" } as const;

function EmailForm({ setup }: { readonly setup: SendingSetup }) {
  const w = useWords(statementWords);
  const { timeZone } = useBooks();
  const refusal = useRefusal("manage_books");
  const send = useSend(sendingSetup, "PUT", ["/sending"]);
  const saved = useSaved();
  const text = (
    name: keyof EmailSettingsChange & keyof typeof statementWords,
    isNeeded = false,
  ) => (
    <Form.Item name={name} label={w(name)} rules={[{ required: isNeeded }]}>
      <Input maxLength={200} autoComplete="off" />
    </Form.Item>
  );
  const submit = ({ password, ...setting }: EmailSettingsChange) =>
    send.mutate(
      { path: "/sending/email", body: { ...setting, ...(password ? { password } : {}) } },
      saved,
    );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("mailServer")}</h2>
        {setup.testedAt ? (
          <span className="page-note">
            {w("testedAt", { at: formatInstant(setup.testedAt, timeZone, true) })}
          </span>
        ) : null}
      </header>
      <Form<EmailSettingsChange>
        layout="vertical"
        className="statement-form panel-body"
        initialValues={setup.email ?? freshServer}
        onFinish={submit}
      >
        {text("host", true)}
        <Form.Item name="port" label={w("port")} rules={[{ required: true }]}>
          <InputNumber min={1} max={65_535} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="security" label={w("security")}>
          <Select
            options={(["tls", "starttls", "none"] as const).map((value) => ({
              value,
              label: w(`security_${value}`),
            }))}
          />
        </Form.Item>
        {text("user")}
        <Form.Item name="password" label={w("password")}>
          <Input.Password
            autoComplete="new-password"
            placeholder={setup.hasPassword ? w("passwordKept") : ""}
          />
        </Form.Item>
        {text("fromName")}
        {text("fromAddress", true)}
        {text("replyTo")}
        <Form.Item>
          <RefusedButton reason={refusal} htmlType="submit" loading={send.isPending}>
            {w("save")}
          </RefusedButton>
        </Form.Item>
      </Form>
      {setup.email ? <TestMail refusal={refusal} /> : null}
    </section>
  );
}

function TestMail({ refusal }: { readonly refusal: string | null }) {
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const send = useSend(testOutcome, "POST", ["/sending"]);
  const [to, setTo] = useState("");
  const { data, error } = send;
  return (
    <div className="statement-ask panel-body">
      <Input
        type="email"
        value={to}
        placeholder={w("testTo")}
        aria-label={w("testTo")}
        style={{ width: 260 }}
        onChange={({ target }) => setTo(target.value)}
      />
      <RefusedButton
        reason={refusal}
        loading={send.isPending}
        onClick={() => send.mutate({ path: "/sending/email/test", body: { to } })}
      >
        {w("test")}
      </RefusedButton>
      {error ? <span role="alert">{sentence(error)}</span> : null}
      {data ? (
        <span role="status">
          {w(data.outcome === "sent" ? "testSent" : "testFailed", { answer: data.answer })}
        </span>
      ) : null}
    </div>
  );
}

function Templates() {
  const w = useWords(statementWords);
  const word = useSentence();
  const language = useLanguage();
  const { data } = useGet(templateList, "/sending/templates");
  const [choice, setChoice] = useState(`statement ${language}`);
  const row = data?.rows.find((one) => `${one.code} ${one.language}` === choice);
  if (!data || !row) return null;
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("templates")}</h2>
        <span className="page-note">
          {row.version === 0 ? w("original") : w("version", { version: row.version })}
        </span>
        <span className="is-end">
          <Select
            aria-label={w("template")}
            value={choice}
            style={{ width: 260 }}
            onChange={setChoice}
            options={data.rows.map((one) => ({
              value: `${one.code} ${one.language}`,
              label: `${one.language === "zh" ? "中文" : "English"} · ${word(templateName(one.code))}`,
            }))}
          />
        </span>
      </header>
      <TemplateForm key={`${choice} ${row.version}`} row={row} />
    </section>
  );
}

type Wording = { readonly subject: string; readonly body: string };

function TemplateForm(props: {
  readonly row: Wording & { readonly code: string; readonly language: "zh" | "en" };
}) {
  const { row } = props;
  const w = useWords(statementWords);
  const word = useSentence();
  const refusal = useRefusal("manage_books");
  const saved = useSaved();
  const [form] = Form.useForm<Wording>();
  const save = useSend(templateList, "PUT", ["/sending/templates"]);
  const preview = useSend(templatePreview, "POST");
  const path = `/sending/templates/${row.code}`;
  const wording = (fields: Wording) => ({ ...fields, language: row.language });
  const places = Object.entries(templatePlaces).map(([place, name]) => `{${place}} ${word(name)}`);
  return (
    <Form<Wording>
      form={form}
      className="panel-body"
      layout="vertical"
      initialValues={{ subject: row.subject, body: row.body }}
      onFinish={(fields) => save.mutate({ path, body: wording(fields) }, saved)}
    >
      <Form.Item name="subject" label={w("subject")} rules={[{ required: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="body" label={w("body")} rules={[{ required: true }]}>
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={8000} />
      </Form.Item>
      <p className="page-note">{w("places", { places })}</p>
      <div className="statement-ask panel-body">
        <Button
          loading={preview.isPending}
          onClick={() => {
            const body = wording(form.getFieldsValue());
            preview.mutate({ path: `${path}/preview`, body }, { onError: saved.onError });
          }}
        >
          {w("preview")}
        </Button>
        <RefusedButton reason={refusal} htmlType="submit" loading={save.isPending}>
          {w("save")}
        </RefusedButton>
      </div>
      {preview.data ? (
        <pre style={{ whiteSpace: "pre-wrap", font: "inherit" }}>
          {`${preview.data.subject}\n\n${preview.data.body}`}
        </pre>
      ) : null}
    </Form>
  );
}
