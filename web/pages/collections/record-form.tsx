// 记录结果: the outcome by one key, what it needs beside it, the next step proposed; Ctrl+Enter records.
import { App, Checkbox, Input, Select } from "antd";
import { useRef, useState } from "react";
import { type CaseDetail, recordedCall } from "../../../src/contract/collections.ts";
import { calendarOfDaysOff, type DaysOff } from "../../../src/core/collections/days-off.ts";
import {
  type CallChannel,
  type CallOutcome,
  callChannels,
  callOutcomes,
  type NextStep,
  proposeNext,
  type TaskKind,
  taskKinds,
} from "../../../src/core/collections/outcome.ts";
import { addDays, isoDate, parseIsoDate } from "../../../src/core/date.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { collectionWords } from "../../words/collections.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { DisputeChoice, type DisputedChoice, useOpenDispute } from "./dispute-choice.tsx";

const outcomes = Object.keys(callOutcomes) as CallOutcome[]; // the record's own keys
const channels = Object.keys(callChannels) as CallChannel[]; // the record's own keys
const kinds = Object.keys(taskKinds) as TaskKind[]; // the record's own keys
/** A promise is most often for the end of the week that follows. */
const usualDays = 7;

type FormProps = { readonly detail: CaseDetail; readonly onRecorded: () => void };

export function RecordForm({ detail, onRecorded }: FormProps) {
  const w = useWords(collectionWords);
  const word = useSentence();
  const call = useCall(detail, onRecorded);
  const { outcome, isCapped, isOverCap } = call;
  return (
    <section className="collections-box collections-record">
      <h3>{w("record")}</h3>
      <OutcomeButtons outcome={outcome} onChoose={call.choose} onRecord={call.record} />
      <div className="collections-fields">
        <ContactFields detail={detail} call={call} />
        {outcome === "promised" ? <PromiseFields call={call} /> : null}
      </div>
      {outcome === "disputed" ? (
        <DisputeChoice detail={detail} choice={call.disputed} onChange={call.setDisputed} />
      ) : null}
      <Input.TextArea
        rows={2}
        maxLength={2000}
        aria-label={w("note")}
        placeholder={w("note")}
        value={call.note}
        onChange={({ target }) => call.setNote(target.value)}
      />
      <NextFields next={call.next} today={call.today} onChange={call.setNext} />
      {isCapped ? (
        <Checkbox checked={isOverCap} onChange={({ target }) => call.setOverCap(target.checked)}>
          {w("overCap")}
        </Checkbox>
      ) : null}
      <RefusedButton
        type="primary"
        block
        reason={call.reason}
        loading={call.isPending}
        onClick={() => void call.record()}
      >
        {w("save")} · {word(callOutcomes[outcome])}{" "}
        <kbd className="collections-key">Ctrl Enter</kbd>
      </RefusedButton>
    </section>
  );
}

type Call = ReturnType<typeof useCall>;

/** What is being recorded, what stands in its way, and how it is sent. */
function useCall(detail: CaseDetail, onRecorded: () => void) {
  const w = useWords(collectionWords);
  const word = useSentence();
  const base = useBooksPath();
  const today = isoDate(useBooks().today);
  const sentence = useErrorSentence();
  const refusal = useRefusal("collect");
  const { message } = App.useApp();
  const send = useSend(recordedCall, "POST", [`${base}/collections`, `${base}/disputes`]);
  const openDispute = useOpenDispute();
  const { row, sums, contacts, guard } = detail;
  const [outcome, setOutcome] = useState<CallOutcome>("promised");
  const [channel, setChannel] = useState<CallChannel>("call");
  const [contactId, setContactId] = useState<number | null>(contacts[0]?.id ?? null);
  const [note, setNote] = useState("");
  const currency = sums.find(({ ask }) => !/^0(\.0+)?$/.test(ask))?.currency ?? sums[0]?.currency;
  const owed = sums.find((one) => one.currency === currency)?.ask ?? "";
  const [typedAmount, setAmount] = useState<string | null>(null);
  const amount = typedAmount ?? owed;
  const [dueOn, setDueOn] = useState<string>(addDays(today, usualDays));
  const [chosenNext, setNext] = useState<NextStep | "none" | null>(null);
  const [isOverCap, setOverCap] = useState(false);
  const [disputed, setDisputed] = useState<DisputedChoice>({ itemIds: [], reason: "price" });
  const promisedFor = parseIsoDate(dueOn);
  const calendar = calendarOfDaysOff(daysOffOf(detail));
  const at = { today, promisedFor, unansweredBefore: detail.unanswered, calendar };
  const next = chosenNext === null ? proposeNext(outcome, at) : chosenNext;
  const isCapped = guard.freeFrom !== null && outcome !== "no_answer";
  const capReason = isCapped && !isOverCap ? w("guardFree", { date: guard.freeFrom ?? "" }) : null;
  const reason = refusal ?? capReason;

  const record = async () => {
    if (send.isPending || reason !== null) return;
    try {
      const disputeId =
        outcome === "disputed" ? await openDispute(detail, { ...disputed, note }) : null;
      await send.mutateAsync({
        path: `${base}/collections/customers/${row.customer.id}/calls`,
        body: {
          outcome,
          channel,
          contactId,
          note,
          promise: outcome === "promised" ? { amount, currency, dueOn } : null,
          disputeId,
          isOverCap,
          next: next === "none" ? null : next,
        },
      });
      message.success(w("recorded", { outcome: word(callOutcomes[outcome]) }));
      onRecorded();
    } catch (error) {
      message.error(sentence(error));
    }
  };
  const choose = (one: CallOutcome) => {
    setOutcome(one);
    setNext(null);
  };
  return {
    today,
    outcome,
    choose,
    channel,
    setChannel,
    contactId,
    setContactId,
    note,
    setNote,
    currency,
    amount,
    setAmount,
    dueOn,
    setDueOn,
    disputed,
    setDisputed,
    next,
    setNext,
    isCapped,
    isOverCap,
    setOverCap,
    reason,
    record,
    isPending: send.isPending,
  };
}

/** One key each for the first six; Ctrl+Enter records. */
function OutcomeButtons(props: {
  readonly outcome: CallOutcome;
  readonly onChoose: (outcome: CallOutcome) => void;
  readonly onRecord: () => Promise<void>;
}) {
  const { outcome, onChoose, onRecord } = props;
  const w = useWords(collectionWords);
  const word = useSentence();
  const buttons = useRef<HTMLFieldSetElement>(null);
  useHotkeys(collectionWords.title, [
    ...outcomes.slice(0, 6).map((one, index) => ({
      key: `Digit${index + 1}`,
      does: collectionWords.keyOutcome,
      run: () => {
        onChoose(one);
        // Tab goes on to what this outcome asks for
        buttons.current?.querySelectorAll("button")[index]?.focus();
      },
      secret: index > 0,
    })),
    {
      key: "Ctrl+Enter",
      does: collectionWords.keySave,
      run: () => void onRecord(),
      inFields: true,
    },
  ]);
  return (
    <fieldset className="collections-outcomes" aria-label={w("record")} ref={buttons}>
      {outcomes.map((one, index) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === outcome}
          onClick={() => onChoose(one)}
        >
          {index < 6 ? <kbd>{index + 1}</kbd> : null} {word(callOutcomes[one])}
        </button>
      ))}
    </fieldset>
  );
}

function ContactFields({ detail, call }: { readonly detail: CaseDetail; readonly call: Call }) {
  const w = useWords(collectionWords);
  const word = useSentence();
  return (
    <>
      <div className="collections-field">
        <span>{w("channel")}</span>
        <Select
          size="small"
          aria-label={w("channel")}
          value={call.channel}
          options={channels.map((value) => ({ value, label: word(callChannels[value]) }))}
          onChange={call.setChannel}
        />
      </div>
      <div className="collections-field">
        <span>{w("withWhom")}</span>
        <Select
          size="small"
          aria-label={w("withWhom")}
          value={call.contactId ?? 0}
          popupMatchSelectWidth={false}
          options={[
            { value: 0, label: w("nobody") },
            ...detail.contacts.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id: number) => call.setContactId(id === 0 ? null : id)}
        />
      </div>
    </>
  );
}

function PromiseFields({ call }: { readonly call: Call }) {
  const w = useWords(collectionWords);
  return (
    <>
      <div className="collections-field">
        <span>
          {w("amount")} {call.currency}
        </span>
        <Input
          size="small"
          className="is-amount"
          inputMode="decimal"
          name="amount"
          aria-label={w("amount")}
          value={call.amount}
          onChange={({ target }) => call.setAmount(target.value.replace(/,/g, ""))}
        />
      </div>
      <div className="collections-field">
        <span>{w("day")}</span>
        <DayField
          size="small"
          label={w("day")}
          min={call.today}
          value={call.dueOn}
          onChange={call.setDueOn}
          width="100%"
        />
      </div>
    </>
  );
}

function NextFields(props: {
  readonly next: NextStep | "none";
  readonly today: NextStep["dueOn"];
  readonly onChange: (next: NextStep | "none") => void;
}) {
  const { next, today, onChange } = props;
  const w = useWords(collectionWords);
  const word = useSentence();
  const day = next === "none" ? today : next.dueOn;
  return (
    <div className="collections-fields">
      <div className="collections-field">
        <span>{w("next")}</span>
        <Select
          size="small"
          aria-label={w("next")}
          value={next === "none" ? "none" : next.kind}
          popupMatchSelectWidth={false}
          options={[
            ...kinds.map((value) => ({ value: value as string, label: word(taskKinds[value]) })),
            { value: "none", label: w("nextNone") },
          ]}
          onChange={(value: string) => {
            const kind = kinds.find((one) => one === value);
            onChange(kind ? { kind, dueOn: day } : "none");
          }}
        />
      </div>
      {next === "none" ? null : (
        <div className="collections-field">
          <span>{w("day")}</span>
          <DayField
            size="small"
            label={w("next")}
            min={today}
            value={next.dueOn}
            onChange={(day) => {
              const dueOn = parseIsoDate(day);
              if (dueOn) onChange({ kind: next.kind, dueOn });
            }}
            width="100%"
            canBeEmpty={false}
          />
        </div>
      )}
    </div>
  );
}

function daysOffOf({ daysOff }: Pick<CaseDetail, "daysOff">): DaysOff {
  return { days: daysOff.days.map(isoDate), until: isoDate(daysOff.until) };
}
