// How a dispute ends: a button an end with what it books; the fields an end needs come when it is
// chosen.
import { App, Input, Select } from "antd";
import { useState } from "react";
import type { EvidenceFile } from "../../../src/contract/adjustments.ts";
import { type DisputeDetail, disputeEndOutcome } from "../../../src/contract/disputes.ts";
import { type DisputeResolution, disputeResolutions } from "../../../src/core/disputes/dispute.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { EvidenceUpload } from "../../components/evidence-files.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { formatAmount } from "../../ui/amount.ts";
import { disputeWords } from "../../words/disputes.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";

// the record's own keys; a customer takes an objection back in the portal
const ends = (Object.keys(disputeResolutions) as DisputeResolution[]).filter(
  (end) => end !== "withdrawn",
);
const booksWords = { credit: "booksCredit", write_off: "booksWriteOff" } as const;

export function EndDispute({ detail }: { readonly detail: DisputeDetail }) {
  const w = useWords(disputeWords);
  const word = useSentence();
  const refusal = useRefusal("adjust");
  const [chosen, choose] = useState<DisputeResolution | null>(null);
  return (
    <section className="drawer-section">
      <h3>{w("end")}</h3>
      <p className="page-note">{w("endHint")}</p>
      <ul className="disputes-ends">
        {ends.map((end) => {
          const { posts } = disputeResolutions[end];
          return (
            <li key={end}>
              <RefusedButton
                reason={refusal}
                type={chosen === end ? "primary" : "default"}
                onClick={() => choose(end)}
              >
                {word(disputeResolutions[end])}
              </RefusedButton>
              <span className="page-note">
                {w(posts === null ? "booksNothing" : booksWords[posts])}
              </span>
            </li>
          );
        })}
      </ul>
      {chosen ? <EndForm key={chosen} detail={detail} end={chosen} /> : null}
    </section>
  );
}

function EndForm(props: { readonly detail: DisputeDetail; readonly end: DisputeResolution }) {
  const { detail, end } = props;
  const w = useWords(disputeWords);
  const word = useSentence();
  const base = useBooksPath();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [note, setNote] = useState("");
  const [creditItemId, setCredit] = useState<number | null>(detail.credits[0]?.id ?? null);
  const [evidence, setEvidence] = useState("");
  const [responsible, setResponsible] = useState("");
  const [files, setFiles] = useState<readonly EvidenceFile[]>([]);
  const language = useLanguage();
  const [key] = useState(() => crypto.randomUUID());
  const send = useSend(disputeEndOutcome, "POST", [base]);
  const { posts } = disputeResolutions[end];
  const lacksCredit = posts === "credit" && detail.credits.length === 0 ? w("noCredit") : null;
  const body = {
    resolution: end,
    note: note.trim(),
    creditItemId: posts === "credit" ? creditItemId : null,
    evidence: evidence
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
    responsible: responsible.trim(),
    fileIds: files.map(({ id }) => id),
  };
  // by promise: the form is gone once the ticket shows its end, and callbacks with it
  const post = async () => {
    try {
      const path = `${base}/disputes/${detail.row.id}/end`;
      const { kind } = await send.mutateAsync({ path, body, key });
      void message.success(w(kind === "waiting" ? "waiting" : "ended"));
    } catch (error) {
      void message.error(sentence(error));
    }
  };
  return (
    <div className="disputes-end">
      {posts === "credit" && lacksCredit === null ? (
        <Select
          aria-label={w("credit")}
          value={creditItemId}
          options={detail.credits.map(({ id, no, open }) => ({
            value: id,
            label: `${no} · ${formatAmount(open, detail.row.currency, language)}`,
          }))}
          onChange={setCredit}
        />
      ) : null}
      {posts === "write_off" ? (
        <>
          <Input.TextArea
            rows={2}
            placeholder={w("evidence")}
            value={evidence}
            onChange={({ target }) => setEvidence(target.value)}
          />
          <Input
            placeholder={w("responsible")}
            value={responsible}
            onChange={({ target }) => setResponsible(target.value)}
          />
          <EvidenceUpload kind="write_off" files={files} onChange={setFiles} />
        </>
      ) : null}
      <Input.TextArea
        rows={2}
        maxLength={2000}
        placeholder={w("note")}
        aria-label={w("note")}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {lacksCredit === null ? null : <p className="page-note">{lacksCredit}</p>}
      <RefusedButton
        type="primary"
        reason={lacksCredit ?? (note.trim() === "" ? w("noteMissing") : null)}
        loading={send.isPending}
        onClick={() => void post()}
      >
        {w("confirmEnd", { end: word(disputeResolutions[end]) })}
      </RefusedButton>
    </div>
  );
}
