// Beside the limitation report: interrupting events, recorded with their paper.
import { Button, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { z } from "zod";
import { limitationEventList, limitationKinds } from "../../../src/contract/reports.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { reportWords } from "../../words/reports.ts";
import { useWords } from "../../words/words.ts";
import { type Choice, CustomerPicker } from "../customers/customer-picker.tsx";

const newId = z.object({ id: z.number() });
type Kind = (typeof limitationKinds)[number];

export function LimitationPanel() {
  const w = useWords(reportWords);
  const base = useBooksPath();
  const path = `${base}/limitation-events`;
  const { data } = useGet(limitationEventList, path);
  const revoke = useSend(z.null(), "DELETE", [base]);
  const reason = useRefusal("collect");
  return (
    <section className="report-aside">
      <div className="panel report-box">
        <h2>{w("addEvent")}</h2>
        <EventForm path={path} />
      </div>
      <div className="panel report-box is-wide">
        <h2>{w("events")}</h2>
        {data?.rows.length === 0 ? <p className="page-note">{w("noEvents")}</p> : null}
        <ul className="report-schedules">
          {data?.rows.map((one) => (
            <li key={one.id} className={one.isRevoked ? "is-withdrawn" : ""}>
              <b>{one.customerName}</b>
              <span>
                {one.date} · <KindText kind={one.kind} /> · {one.itemNo ?? "–"} · {one.evidence}
              </span>
              <span className="page-note">{one.by}</span>
              {one.isRevoked ? (
                <span className="page-note">{w("revoked")}</span>
              ) : (
                <Button
                  size="small"
                  type="text"
                  disabled={reason !== null}
                  onClick={() => revoke.mutate({ path: `${path}/${one.id}` })}
                >
                  {w("revoke")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function KindText({ kind }: { readonly kind: string }) {
  const w = useWords(reportWords);
  const known = limitationKinds.find((one) => one === kind);
  return known ? w(`kind_${known}`) : kind;
}

function EventForm({ path }: { readonly path: string }) {
  const w = useWords(reportWords);
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const reason = useRefusal("collect");
  const { today } = useBooks();
  const [customer, setCustomer] = useState<Choice | null>(null);
  const [kind, setKind] = useState<Kind>("letter_delivered");
  const [date, setDate] = useState(today as string);
  const [evidence, setEvidence] = useState("");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const add = useSend(newId, "POST", [base]);
  const submit = () =>
    add.mutate(
      { path, body: { customerId: customer?.id, itemId: null, kind, date, evidence }, key },
      {
        onSuccess: () => {
          setEvidence("");
          setKey(crypto.randomUUID());
        },
      },
    );
  return (
    <>
      <CustomerPicker value={customer} onChange={setCustomer} />
      <div className="report-line">
        <Select
          aria-label={w("eventKind")}
          value={kind}
          onChange={setKind}
          options={limitationKinds.map((one) => ({ value: one, label: w(`kind_${one}`) }))}
          style={{ flex: 1 }}
        />
        <DatePicker
          aria-label={w("eventDate")}
          allowClear={false}
          maxDate={dayjs(today)}
          value={dayjs(date)}
          onChange={(day) => setDate(day?.format("YYYY-MM-DD") ?? today)}
        />
      </div>
      <Input
        aria-label={w("eventEvidence")}
        placeholder={w("eventEvidence")}
        value={evidence}
        maxLength={300}
        onChange={(event) => setEvidence(event.target.value)}
      />
      <RefusedButton
        reason={reason}
        disabled={customer === null || evidence.trim() === ""}
        loading={add.isPending}
        onClick={submit}
      >
        {w("addEvent")}
      </RefusedButton>
      {add.error ? <p className="form-fault">{sentence(add.error)}</p> : null}
    </>
  );
}
