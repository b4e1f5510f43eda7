// What I muted, when my digest comes, and from which amount or day on these books tell.
import { App, Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import {
  type DigestPreference,
  digestPreference,
  muteList,
  type NoticeSettings,
  noticeSettings,
  noticesDone,
} from "../../../src/contract/notices.ts";
import { noticeKinds } from "../../../src/core/notices/notice.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { noticeWords } from "../../words/notices.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function NoticeSettingsPanel() {
  const base = `${useBooksPath()}/notices`;
  const digest = useGet(digestPreference, `${base}/digest`);
  const settings = useGet(noticeSettings, `${base}/settings`);
  const error = digest.error ?? settings.error;
  if (error) return <Failure error={error} />;
  if (!digest.data || !settings.data) return <Skeleton />;
  return (
    <>
      <Digest saved={digest.data} />
      <Mutes />
      <Thresholds saved={settings.data} />
    </>
  );
}

function Digest({ saved }: { readonly saved: DigestPreference }) {
  const w = useWords(noticeWords);
  const base = `${useBooksPath()}/notices`;
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(digestPreference, "PUT", [`${base}/digest`]);
  const save = (change: Partial<DigestPreference>) =>
    send.mutate(
      { path: `${base}/digest`, body: { ...saved, ...change } },
      {
        onSuccess: () => void message.success(w("saved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <section className="panel panel-body notice-form">
      <h2>{w("digest")}</h2>
      <Checkbox checked={saved.isOn} onChange={({ target }) => save({ isOn: target.checked })}>
        {w("digestOn")}
      </Checkbox>
      <div className="notice-field">
        <span>{w("digestHour")}</span>
        <Select
          size="small"
          aria-label={w("digestHour")}
          disabled={!saved.isOn}
          value={saved.hour}
          options={Array.from({ length: 24 }, (_, hour) => ({
            value: hour,
            label: w("hour", { hour }),
          }))}
          onChange={(hour: number) => save({ hour })}
        />
      </div>
    </section>
  );
}

function Mutes() {
  const w = useWords(noticeWords);
  const word = useSentence();
  const base = `${useBooksPath()}/notices`;
  const { data } = useGet(muteList, `${base}/mutes`);
  const send = useSend(noticesDone, "DELETE", [base]);
  if (!data) return <Skeleton />;
  return (
    <section className="panel panel-body notice-form">
      <h2>{w("mutes")}</h2>
      {data.rows.length === 0 ? <p className="page-note">{w("mutesNone")}</p> : null}
      {data.rows.map(({ id, kind, customer }) => (
        <div key={id} className="notice-field">
          <span>
            {word(noticeKinds[kind])} · {customer?.name ?? w("ofEverybody")}
          </span>
          <Button size="small" onClick={() => send.mutate({ path: `${base}/mutes/${id}` })}>
            {w("unmute")}
          </Button>
        </div>
      ))}
    </section>
  );
}

const groups = ["wecom", "dingtalk", "feishu"] as const;

function Thresholds({ saved }: { readonly saved: NoticeSettings }) {
  const w = useWords(noticeWords);
  const base = `${useBooksPath()}/notices`;
  const { homeCurrency } = useBooks();
  const refusal = useRefusal("manage_books");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(noticeSettings, "PUT", [`${base}/settings`]);
  const [draft, setDraft] = useState(saved);
  const save = () =>
    send.mutate(
      { path: `${base}/settings`, body: draft },
      {
        onSuccess: () => void message.success(w("saved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  const whole = (name: "overdueDays" | "billDays" | "bankHour", min: number, max: number) => (
    <div className="notice-field">
      <span>{w(name)}</span>
      <InputNumber
        size="small"
        aria-label={w(name)}
        min={min}
        max={max}
        precision={0}
        value={draft[name]}
        onChange={(value) => setDraft({ ...draft, [name]: value ?? saved[name] })}
      />
    </div>
  );
  const amount = (name: "overdueFrom" | "largeFrom") => (
    <div className="notice-field">
      <span>
        {w(name)} {homeCurrency}
      </span>
      <Input
        size="small"
        aria-label={w(name)}
        value={draft[name]}
        onChange={({ target }) => setDraft({ ...draft, [name]: target.value.replace(/,/g, "") })}
      />
    </div>
  );
  return (
    <section className="panel panel-body notice-form">
      <h2>{w("thresholds")}</h2>
      {whole("overdueDays", 1, 720)}
      {amount("overdueFrom")}
      {amount("largeFrom")}
      {whole("billDays", 0, 90)}
      {whole("bankHour", 0, 23)}
      <div className="notice-field">
        <span>{w("group")}</span>
        <Select
          size="small"
          aria-label={w("group")}
          value={draft.group}
          options={[
            { value: "" as const, label: w("groupNone") },
            ...groups.map((value) => ({ value, label: w(value) })),
          ]}
          onChange={(group: NoticeSettings["group"]) => setDraft({ ...draft, group })}
        />
      </div>
      <p className="page-note">{w("groupHint")}</p>
      <div>
        <RefusedButton type="primary" reason={refusal} loading={send.isPending} onClick={save}>
          {w("save")}
        </RefusedButton>
      </div>
    </section>
  );
}
