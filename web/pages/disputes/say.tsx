// What is said in a dispute: among us or to the customer, with colleagues named by @ and files.
import { App, Button, Mentions, Tag, Upload } from "antd";
import { useState } from "react";
import { type DisputeDetail, disputeDetail, disputeFile } from "../../../src/contract/disputes.ts";
import { uploadFiles } from "../../api/client.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { disputeWords } from "../../words/disputes.ts";
import { useWords } from "../../words/words.ts";

const takenFiles = "image/jpeg,image/png,image/webp,image/heic,.pdf,.xlsx,.csv";

type Kept = { readonly id: number; readonly name: string };

export function Say({ detail }: { readonly detail: DisputeDetail }) {
  const w = useWords(disputeWords);
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [body, setBody] = useState("");
  const [files, setFiles] = useState<readonly Kept[]>([]);
  const { row, members } = detail;
  const path = `${base}/disputes/${row.id}`;
  const send = useSend(disputeDetail, "POST", [`${base}/disputes`]);
  const fail = (error: Error) => void message.error(sentence(error));
  const say = (isShared: boolean) => {
    const mentions = members.filter(({ name }) => body.includes(`@${name}`)).map(({ id }) => id);
    const fileIds = files.map(({ id }) => id);
    send.mutate(
      { path: `${path}/messages`, body: { body: body.trim(), isShared, mentions, fileIds } },
      {
        onSuccess: () => {
          setBody("");
          setFiles([]);
        },
        onError: fail,
      },
    );
  };
  const attach = (file: File) => {
    uploadFiles(disputeFile, `${path}/files`, [file], () => {}).then(
      ({ id, name }) => setFiles((before) => [...before, { id, name }]),
      fail,
    );
    // it is on its way already
    return false;
  };
  const isEmpty = body.trim() === "";
  return (
    <div className="disputes-say is-column">
      <Mentions
        rows={2}
        maxLength={4000}
        aria-label={w("say")}
        placeholder={`${w("say")} · ${w("mentionHint")}`}
        value={body}
        options={members.map(({ id, name }) => ({ key: String(id), value: name, label: name }))}
        onChange={setBody}
      />
      <div className="disputes-say">
        <Upload accept={takenFiles} showUploadList={false} beforeUpload={attach}>
          <Button title={w("attachLimits")}>{w("attach")}</Button>
        </Upload>
        {files.map(({ id, name }) => (
          <Tag
            key={id}
            closable
            onClose={() => setFiles((before) => before.filter((one) => one.id !== id))}
          >
            {name}
          </Tag>
        ))}
        <Button disabled={isEmpty} loading={send.isPending} onClick={() => say(false)}>
          {w("sayInternal")}
        </Button>
        <Button disabled={isEmpty} loading={send.isPending} onClick={() => say(true)}>
          {w("sayShared")}
        </Button>
      </div>
    </div>
  );
}
