// How a difference may end: a button an end, saying what it books; the fields an end needs come when
// it is chosen. An ended one can be opened again by undoing what ended it.

import { useQueryClient } from "@tanstack/react-query";
import { App, Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import type { EvidenceFile } from "../../../src/contract/adjustments.ts";
import {
  type DifferenceDetail,
  type DifferenceResolution,
  differenceResolved,
} from "../../../src/contract/differences.ts";
import { differenceOutcomes } from "../../../src/core/differences.ts";
import { paperOf } from "../../../src/core/ledger/adjustment-kinds.ts";
import { refreshPaths, useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { EvidenceUpload } from "../../components/evidence-files.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { differenceWords } from "../../words/differences.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { undoDecision } from "../close/undo-now.ts";
import { type Choice, CustomerPicker } from "../customers/customer-picker.tsx";
import { causeOf } from "./difference-columns.tsx";

type End = DifferenceDetail["ends"][number];

export function Ends({ detail }: { readonly detail: DifferenceDetail }) {
  const w = useWords(differenceWords);
  const word = useSentence();
  const [chosen, choose] = useState<End | null>(null);
  const refusal = useRefusal("adjust");
  const { row, ends, resolvedById } = detail;
  if (row.state === "resolved") {
    return resolvedById === null ? null : <UndoEnd decisionId={resolvedById} />;
  }
  if (row.state !== "open") return null;
  if (row.stage === "waiting_approval") {
    return (
      <section className="drawer-section">
        <h3>{w("end")}</h3>
        <p className="page-note">{w("endWaits")}</p>
      </section>
    );
  }
  return (
    <section className="drawer-section">
      <h3>{w("end")}</h3>
      {ends.length === 0 ? (
        <p className="page-note">{w(causeOf(row) === null ? "endFirst" : "endShows")}</p>
      ) : null}
      <ul className="ticket-ends">
        {ends.map((end) => (
          <li key={end.outcome}>
            {end.books === null ? (
              <b>{word(differenceOutcomes[end.outcome])}</b>
            ) : (
              <RefusedButton
                reason={refusal}
                type={chosen?.outcome === end.outcome ? "primary" : "default"}
                onClick={() => choose(end)}
              >
                {word(differenceOutcomes[end.outcome])}
              </RefusedButton>
            )}
            <span className="page-note">
              {end.books === null
                ? w("endShows")
                : w("endBooks", { journal: end.journal.join(" + ") })}
            </span>
          </li>
        ))}
      </ul>
      {chosen ? (
        <EndForm key={chosen.outcome} detail={detail} end={chosen} onDone={() => choose(null)} />
      ) : null}
    </section>
  );
}

function UndoEnd({ decisionId }: { readonly decisionId: number }) {
  const w = useWords(differenceWords);
  const base = useBooksPath();
  const client = useQueryClient();
  const refusal = useRefusal("decide_matches");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    try {
      await undoDecision(base, decisionId);
      void message.success(w("undone"));
      await refreshPaths(client, [base]);
    } catch (error) {
      void message.error(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="drawer-section">
      <RefusedButton reason={refusal} loading={isBusy} onClick={() => void undo()}>
        {w("undoEnd")}
      </RefusedButton>
    </section>
  );
}

const empty = {
  otherItemId: null,
  toCustomerId: null,
  bankLineId: null,
  bankAccountId: null,
  toAccount: "",
  due: null,
  agreementNo: "",
  evidence: [],
  responsible: "",
  reason: "",
  fileIds: [],
};

type FormProps = {
  readonly detail: DifferenceDetail;
  readonly end: End;
  readonly onDone: () => void;
};

function EndForm({ detail, end, onDone }: FormProps) {
  const w = useWords(differenceWords);
  const base = useBooksPath();
  const client = useQueryClient();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [body, put] = useState<DifferenceResolution>({ ...empty, outcome: end.outcome });
  const [files, setFiles] = useState<readonly EvidenceFile[]>([]);
  const [key] = useState(() => crypto.randomUUID());
  const send = useSend(differenceResolved, "POST", [base]);
  const set = (part: Partial<DifferenceResolution>) => put({ ...body, ...part });
  if (end.needs.includes("payout")) return <p className="page-note">{w("payout")}</p>;
  const filled = { ...body, fileIds: files.map(({ id }) => id) };
  const post = () =>
    send.mutate(
      { path: `${base}/differences/${detail.row.id}/resolve`, body: filled, key },
      {
        onSuccess: ({ kind, decisionId }) => {
          if (kind === "waiting") void message.success(w("waiting"));
          else if (decisionId !== null) {
            const undo = async () => {
              await undoDecision(base, decisionId);
              await refreshPaths(client, [base]);
            };
            offerUndo({ message: w("resolved"), undo });
          }
          onDone();
        },
      },
    );
  return (
    <div className="ticket-form">
      <NeedFields detail={detail} end={end} body={body} onChange={set} />
      {end.books !== null && paperOf(end.books) !== null ? (
        <EvidenceUpload kind={end.books} files={files} onChange={setFiles} />
      ) : null}
      <Input
        className="is-wide"
        aria-label={w("reason")}
        placeholder={w("reason")}
        value={body.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
      {send.error ? <p className="form-fault is-wide">{sentence(send.error)}</p> : null}
      <Button
        type="primary"
        loading={send.isPending}
        disabled={body.reason.trim() === ""}
        onClick={post}
      >
        {w("post")}
      </Button>
      <Button onClick={onDone}>{w("cancel")}</Button>
    </div>
  );
}

function NeedFields(props: {
  readonly detail: DifferenceDetail;
  readonly end: End;
  readonly body: DifferenceResolution;
  readonly onChange: (part: Partial<DifferenceResolution>) => void;
}) {
  const w = useWords(differenceWords);
  const { detail, end, body, onChange } = props;
  const [customer, setCustomer] = useState<Choice | null>(null);
  return end.needs.map((need) => {
    switch (need) {
      case "credit":
      case "payable": {
        const kind = need === "credit" ? "credit_note" : "payable";
        const choices = detail.credits.filter((one) => one.kind === kind);
        if (choices.length === 0) {
          return (
            <p key={need} className="page-note is-wide">
              {w("noCounter")}
            </p>
          );
        }
        return (
          <Select
            key={need}
            className="is-wide"
            aria-label={w(need)}
            placeholder={w(need)}
            value={body.otherItemId}
            onChange={(otherItemId) => onChange({ otherItemId })}
            options={choices.map(({ id, no, open }) => ({ value: id, label: `${no} · ${open}` }))}
          />
        );
      }
      case "customer":
        return (
          <CustomerPicker
            key={need}
            value={customer}
            onChange={(choice) => {
              setCustomer(choice);
              onChange({ toCustomerId: choice?.id ?? null });
            }}
          />
        );
      case "warranty_end":
        return (
          <DatePicker
            key={need}
            aria-label={w(need)}
            placeholder={w(need)}
            value={body.due === null ? null : dayjs(body.due)}
            onChange={(date) => onChange({ due: date?.format("YYYY-MM-DD") ?? null })}
          />
        );
      case "evidence":
        return (
          <Input.TextArea
            key={need}
            className="is-wide"
            aria-label={w(need)}
            placeholder={w(need)}
            value={body.evidence.join("\n")}
            onChange={(event) =>
              onChange({ evidence: event.target.value.split("\n").filter((one) => one !== "") })
            }
          />
        );
      case "agreement":
        return (
          <Input
            key={need}
            aria-label={w(need)}
            placeholder={w(need)}
            value={body.agreementNo}
            onChange={(event) => onChange({ agreementNo: event.target.value })}
          />
        );
      case "responsible":
        return (
          <Input
            key={need}
            aria-label={w(need)}
            placeholder={w(need)}
            value={body.responsible}
            onChange={(event) => onChange({ responsible: event.target.value })}
          />
        );
      default:
        return null;
    }
  });
}
