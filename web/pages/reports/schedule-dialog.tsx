// A report by mail: how often, to whom, as which file; and what is mailed already.

import { MailOutlined } from "@ant-design/icons";
import { App, Button, Modal, Select } from "antd";
import { useState } from "react";
import { z } from "zod";
import { type ReportScheduleOnWire, reportScheduleList } from "../../../src/contract/reports.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { reportWords } from "../../words/reports.ts";
import { type Language, useLanguage, useWords } from "../../words/words.ts";
import type { ReportState } from "./use-report.ts";

const saved = z.object({ id: z.number(), nextOn: z.string() });
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
type Rhythm = ReportScheduleOnWire["every"];

export function ScheduleButton(props: {
  readonly code: string;
  readonly title: string;
  readonly state: ReportState;
}) {
  const w = useWords(reportWords);
  const reason = useRefusal("export_data");
  const [isOpen, open] = useState(false);
  return (
    <>
      <RefusedButton icon={<MailOutlined />} reason={reason} onClick={() => open(true)}>
        {w("schedule")}
      </RefusedButton>
      {isOpen ? <ScheduleDialog {...props} onClose={() => open(false)} /> : null}
    </>
  );
}

function ScheduleDialog(props: {
  readonly code: string;
  readonly title: string;
  readonly state: ReportState;
  readonly onClose: () => void;
}) {
  const { code, title, state, onClose } = props;
  const w = useWords(reportWords);
  const shown = useLanguage();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const [every, setEvery] = useState<Rhythm>("month");
  const [onDay, setOnDay] = useState(1);
  const [format, setFormat] = useState<ReportScheduleOnWire["format"]>("xlsx");
  const [language, setLanguage] = useState<Language>(shown);
  const [receivers, setReceivers] = useState<string[]>([]);
  const [key] = useState(() => crypto.randomUUID());
  const save = useSend(saved, "POST", [`${base}/report-schedules`]);
  const submit = () =>
    save.mutate(
      {
        path: `${base}/report-schedules`,
        key,
        body: {
          code,
          title,
          query: state.choice.options,
          every,
          onDay: every === "day" ? 0 : onDay,
          format,
          language,
          receivers,
        },
      },
      {
        onSuccess: ({ nextOn }) => {
          message.success(w("scheduleSaved", { date: nextOn }));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={520}
      title={`${w("schedule")} · ${title}`}
      onCancel={onClose}
      okText={w("scheduleSave")}
      okButtonProps={{
        disabled: receivers.length === 0,
        title: receivers.length === 0 ? w("receiversHint") : "",
      }}
      confirmLoading={save.isPending}
      onOk={submit}
    >
      <div className="report-form">
        <RhythmFields
          every={every}
          onDay={onDay}
          onChange={(next) => {
            setEvery(next.every);
            setOnDay(next.onDay);
          }}
        />
        <span>{w("format")}</span>
        <Segmented
          aria-label={w("format")}
          value={format}
          onChange={setFormat}
          options={[
            { value: "xlsx", label: "XLSX" },
            { value: "pdf", label: "PDF" },
            { value: "csv", label: "CSV" },
          ]}
        />
        <span>{w("language")}</span>
        <Segmented
          aria-label={w("language")}
          value={language}
          onChange={setLanguage}
          options={[
            { value: "zh", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
        <span>{w("receivers")}</span>
        <Select
          mode="tags"
          aria-label={w("receivers")}
          placeholder={w("receiversHint")}
          value={receivers}
          onChange={setReceivers}
          tokenSeparators={[",", ";", " ", "；", "，"]}
          open={false}
          suffixIcon={null}
        />
      </div>
      {save.error ? <p className="form-fault">{sentence(save.error)}</p> : null}
      <Schedules code={code} />
    </Modal>
  );
}

type RhythmChoice = { readonly every: Rhythm; readonly onDay: number };

/** Daily, on a day of the week, or on a day that every month has. */
function RhythmFields(props: RhythmChoice & { readonly onChange: (choice: RhythmChoice) => void }) {
  const { every, onDay, onChange } = props;
  const w = useWords(reportWords);
  const setDay = (day: number) => onChange({ every, onDay: day });
  return (
    <>
      <span>{w("every")}</span>
      <Segmented<Rhythm>
        aria-label={w("every")}
        value={every}
        onChange={(next) => onChange({ every: next, onDay: 1 })}
        options={[
          { value: "day", label: w("everyDay") },
          { value: "week", label: w("everyWeek") },
          { value: "month", label: w("everyMonth") },
        ]}
      />
      {every === "week" ? (
        <>
          <span>{w("onWeekday")}</span>
          <Select
            aria-label={w("onWeekday")}
            value={onDay}
            onChange={setDay}
            options={weekdays.map((day) => ({ value: day, label: w(`weekday${day}`) }))}
          />
        </>
      ) : null}
      {every === "month" ? (
        <>
          <span>{w("onDay")}</span>
          <Select
            aria-label={w("onDay")}
            value={onDay}
            onChange={setDay}
            options={Array.from({ length: 28 }, (_, n) => ({ value: n + 1, label: n + 1 }))}
          />
        </>
      ) : null}
    </>
  );
}

/** Those of one report, or all of them. */
export function Schedules({ code }: { readonly code: string | null }) {
  const w = useWords(reportWords);
  const path = `${useBooksPath()}/report-schedules`;
  const { data } = useGet(reportScheduleList, path);
  const end = useSend(z.null(), "DELETE", [path]);
  const rows = data?.rows.filter((one) => code === null || one.code === code) ?? [];
  if (rows.length === 0)
    return code === null ? <p className="page-note">{w("noSchedules")}</p> : null;
  return (
    <ul className="report-schedules">
      {rows.map((one) => (
        <li key={one.id}>
          <b>{one.title}</b>
          <span>
            <Rhythm schedule={one} /> · {one.format.toUpperCase()} · {one.receivers.join(", ")}
          </span>
          <span className="page-note">
            {w("nextOn", { date: one.nextOn })}
            {one.lastSent === null ? "" : ` · ${w("lastSent", { date: one.lastSent })}`}
          </span>
          <Button
            size="small"
            type="text"
            onClick={() => end.mutate({ path: `${path}/${one.id}` })}
          >
            {w("scheduleEnd")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Rhythm({ schedule }: { readonly schedule: ReportScheduleOnWire }) {
  const w = useWords(reportWords);
  const { every, onDay } = schedule;
  if (every === "day") return w("perDay");
  if (every === "month") return w("perMonth", { day: onDay });
  const day = weekdays.find((one) => one === onDay) ?? 1;
  return w("perWeek", { day: w(`weekday${day}`).replace("周", "") });
}
