// SMS vendors and team robots: a form each, drawn from the channel's own fields, with a test message.
import { Collapse, Form, Input } from "antd";
import { useState } from "react";
import { type ChannelSetup, sendingSetup, testOutcome } from "../../../src/contract/sending.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { statementWords } from "../../words/statements.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { useSaved } from "./use-saved.ts";

export function ChannelForms({ channels }: { readonly channels: readonly ChannelSetup[] }) {
  const w = useWords(statementWords);
  const word = useSentence();
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("moreChannels")}</h2>
      </header>
      <Collapse
        bordered={false}
        items={channels.map((channel) => ({
          key: channel.code,
          label: word(channel.title),
          extra: (
            <Tag
              tone={channel.isReady ? "green" : "plain"}
              text={w(channel.isReady ? "isReady" : "isNotReady")}
            />
          ),
          children: <ChannelForm channel={channel} />,
        }))}
      />
    </section>
  );
}

function ChannelForm({ channel }: { readonly channel: ChannelSetup }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const refusal = useRefusal("manage_books");
  const send = useSend(sendingSetup, "PUT", ["/sending"]);
  const saved = useSaved();
  const { code, fields, setting, secretsKept } = channel;
  // names hold dots, which a form would read as paths
  const submit = (values: Record<string, string>) => {
    const of = (isSecret: boolean) =>
      Object.fromEntries(
        fields.flatMap((field, n) =>
          field.isSecret === isSecret ? [[field.name, values[`f${n}`] ?? ""]] : [],
        ),
      );
    const body = { setting: of(false), secrets: of(true) };
    send.mutate({ path: `/sending/channels/${code}`, body }, saved);
  };
  return (
    <>
      <Form<Record<string, string>>
        layout="vertical"
        initialValues={Object.fromEntries(
          fields.map(({ name }, n) => [`f${n}`, setting[name] ?? ""]),
        )}
        onFinish={submit}
      >
        <div className="statement-form">
          {fields.map((field, n) => {
            const isKept = secretsKept.includes(field.name);
            const hint = field.hint ? word(field.hint) : "";
            return (
              <Form.Item
                key={field.name}
                name={`f${n}`}
                label={word(field)}
                extra={hint}
                rules={[{ required: field.isNeeded && !isKept }]}
              >
                {field.isSecret ? (
                  <Input.Password
                    autoComplete="new-password"
                    maxLength={500}
                    placeholder={isKept ? w("passwordKept") : ""}
                  />
                ) : (
                  <Input autoComplete="off" maxLength={300} />
                )}
              </Form.Item>
            );
          })}
        </div>
        <RefusedButton reason={refusal} htmlType="submit" loading={send.isPending}>
          {w("save")}
        </RefusedButton>
      </Form>
      {channel.isReady ? <ChannelTest channel={channel} refusal={refusal} /> : null}
    </>
  );
}

function ChannelTest(props: { readonly channel: ChannelSetup; readonly refusal: string | null }) {
  const { channel, refusal } = props;
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const { timeZone } = useBooks();
  const send = useSend(testOutcome, "POST", ["/sending"]);
  const [to, setTo] = useState("");
  const { data, error } = send;
  return (
    <div className="statement-ask">
      {channel.addressKind === "phone" ? (
        <Input
          value={to}
          placeholder={w("testToPhone")}
          aria-label={w("testToPhone")}
          style={{ width: 200 }}
          onChange={({ target }) => setTo(target.value)}
        />
      ) : null}
      <RefusedButton
        reason={refusal}
        loading={send.isPending}
        onClick={() =>
          send.mutate({ path: `/sending/channels/${channel.code}/test`, body: { to } })
        }
      >
        {w("testSend")}
      </RefusedButton>
      {error ? <span role="alert">{sentence(error)}</span> : null}
      {data ? (
        <span role="status">
          {w(data.outcome === "sent" ? "testSent" : "testFailed", { answer: data.answer })}
        </span>
      ) : channel.testedAt ? (
        <span className="page-note">
          {w("testedAt", { at: formatInstant(channel.testedAt, timeZone, true) })}
        </span>
      ) : null}
    </div>
  );
}
