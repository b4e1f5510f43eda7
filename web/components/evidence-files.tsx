// Papers for an adjustment: chosen, looked at by the server at once, taken off again before it is sent;
// and the list of those that were kept.
import { App, Button, Tag } from "antd";
import { useRef } from "react";
import { type EvidenceFile, evidenceFile } from "../../src/contract/adjustments.ts";
import { paperOf } from "../../src/core/ledger/adjustment-kinds.ts";
import { requirements } from "../../src/core/roles.ts";
import { downloadAddress, uploadFiles } from "../api/client.ts";
import { useBooksPath } from "../api/session.tsx";
import { closeWords } from "../words/close.ts";
import { useSentence, useWords } from "../words/words.ts";
import { useErrorSentence } from "./failure.tsx";

const takenFiles = "image/jpeg,image/png,image/webp,image/heic,.pdf,.xlsx,.csv";

export function EvidenceUpload(props: {
  /** Kind of the adjustment: some cannot do without a paper. */
  readonly kind: string;
  readonly files: readonly EvidenceFile[];
  readonly onChange: (change: (before: readonly EvidenceFile[]) => readonly EvidenceFile[]) => void;
}) {
  const w = useWords(closeWords);
  const word = useSentence();
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const { kind, files, onChange } = props;
  const paper = paperOf(kind);
  const picker = useRef<HTMLInputElement>(null);
  const attach = (file: File) =>
    uploadFiles(evidenceFile, `${base}/evidence-files`, [file], () => {}).then(
      (kept) => onChange((before) => [...before, kept]),
      (error: Error) => void message.error(sentence(error)),
    );
  return (
    <div className="evidence-upload">
      <input
        ref={picker}
        hidden
        multiple
        type="file"
        accept={takenFiles}
        onChange={({ target }) => {
          for (const file of target.files ?? []) void attach(file);
          // the same file may be chosen again after it was taken off
          target.value = "";
        }}
      />
      <Button title={w("attachLimits")} onClick={() => picker.current?.click()}>
        {w("attach")}
      </Button>
      {files.map(({ id, name }) => (
        <Tag
          key={id}
          closable
          onClose={() => onChange((before) => before.filter((one) => one.id !== id))}
        >
          {name}
        </Tag>
      ))}
      {paper !== null && files.length === 0 ? (
        <span className="page-note">{w("paperNeeded", { paper: word(requirements[paper]) })}</span>
      ) : null}
    </div>
  );
}

/** Links that download; nothing is opened inside the page. */
export function EvidenceLinks({ files }: { readonly files: readonly EvidenceFile[] }) {
  const base = useBooksPath();
  return files.map(({ id, name }) => (
    <a
      key={id}
      className="evidence-link"
      href={downloadAddress(`${base}/evidence-files/${id}`)}
      download={name}
    >
      {name}
    </a>
  ));
}
