// Grades with their actions, caps a week, the calendar and the hour of the daily run.
import { App, Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import {
  type DunningSettingOnWire,
  type DunningSetup,
  dunningSetup,
} from "../../../src/contract/dunning.ts";
import { gradeActions } from "../../../src/core/dunning/grade.ts";
import { stepApprovers, stepChannels, touchChannels } from "../../../src/core/dunning/policy.ts";
import { type DunningGrade, gradeTitle, usualGradeDays } from "../../../src/core/terms/ages.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { TimeField } from "../../ui/time-field.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { Field } from "./policy-editor.tsx";
import { PreviewCompare } from "./preview-compare.tsx";

export function SettingEditor({ setup }: { readonly setup: DunningSetup }) {
  const w = useWords(dunningWords);
  const base = `${useBooksPath()}/dunning`;
  const refusal = useRefusal("change_rules");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [setting, setSetting] = useState(setup.setting);
  const [tried, setTried] = useState<DunningSettingOnWire | null>(null);
  const send = useSend(dunningSetup, "PUT", [base, "/session"]);
  const save = () =>
    send.mutate(
      { path: `${base}/setting`, body: setting },
      {
        onSuccess: () => void message.success(w("saved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("settings")}</h2>
        <span className="is-end">
          <Button onClick={() => setTried(setting)}>{w("tryOut")}</Button>
          <RefusedButton reason={refusal} loading={send.isPending} onClick={save}>
            {w("save")}
          </RefusedButton>
        </span>
      </header>
      <div className="panel-body">
        <Grades setting={setting} onChange={setSetting} />
        <Limits setting={setting} onChange={setSetting} />
        {setting.calendar === "china" ? (
          <p className="page-note">{w("calendarKnown", { year: setup.lastArrangedYear })}</p>
        ) : null}
        {tried ? <PreviewCompare tried={{ change: null, setting: tried }} /> : null}
      </div>
    </section>
  );
}

type PartProps = {
  readonly setting: DunningSettingOnWire;
  readonly onChange: (setting: DunningSettingOnWire) => void;
};

type Grade = DunningSettingOnWire["grades"][number];

function Grades({ setting, onChange }: PartProps) {
  const w = useWords(dunningWords);
  const word = useSentence();
  const from = (grade: DunningGrade) =>
    setting.grades.find((one) => one.grade === grade)?.fromDays ?? usualGradeDays[grade];
  const days = { A: from("A"), B: from("B"), C: from("C") };
  const put = (index: number, part: Partial<Grade>) =>
    onChange({
      ...setting,
      grades: setting.grades.map((one, at) => (at === index ? { ...one, ...part } : one)),
    });
  return (
    <div className="matrix-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th>{w("grade")}</th>
            <th>{w("fromDays")}</th>
            <th>{w("minimum")}</th>
            <th>{w("gradeActions")}</th>
            <th>{w("gradeReminder")}</th>
          </tr>
        </thead>
        <tbody>
          {setting.grades.map((one, index) => (
            <tr key={one.grade}>
              <td>
                <Tag outlined text={word(gradeTitle(one.grade, days))} />
              </td>
              <td>
                <InputNumber
                  value={one.fromDays}
                  min={one.grade === "C" ? 1 : one.grade === "B" ? 2 : days.B + 1}
                  max={3_650}
                  disabled={one.grade === "C"}
                  title={one.grade === "C" ? w("gradeCFromFirst") : ""}
                  aria-label={w("fromDays")}
                  onChange={(days) => put(index, { fromDays: days ?? 1 })}
                />
              </td>
              <td>
                <Input
                  value={one.minimum}
                  aria-label={w("minimum")}
                  style={{ width: 120 }}
                  onChange={({ target }) => put(index, { minimum: target.value })}
                />
              </td>
              <td>
                <Actions grade={one} onChange={(part) => put(index, part)} />
              </td>
              <td>
                <Reminder grade={one} onChange={(part) => put(index, part)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type GradeProps = { readonly grade: Grade; readonly onChange: (part: Partial<Grade>) => void };

function Actions({ grade, onChange }: GradeProps) {
  const word = useSentence();
  const kinds = Object.keys(gradeActions) as (keyof typeof gradeActions)[]; // the record's own keys
  const set = (kind: (typeof kinds)[number], isOn: boolean) => {
    const rest = grade.actions.filter((one) => one.kind !== kind);
    const before = grade.actions.find((one) => one.kind === kind);
    const approver = kind === "lawyer_letter" ? "legal" : "lead";
    const fresh = { kind, approver, everyDays: 90 } as const;
    onChange({ actions: [...rest, { ...fresh, ...before, isOn }] });
  };
  return (
    <>
      {kinds.map((kind) => {
        const one = grade.actions.find((action) => action.kind === kind);
        return (
          <div key={kind}>
            <Checkbox
              checked={one?.isOn ?? false}
              onChange={({ target }) => set(kind, target.checked)}
            >
              {word(gradeActions[kind])}
            </Checkbox>
            {one?.isOn ? (
              <span className="page-note">{word(stepApprovers[one.approver])}</span>
            ) : null}
          </div>
        );
      })}
    </>
  );
}

function Reminder({ grade, onChange }: GradeProps) {
  const w = useWords(dunningWords);
  const { reminder } = grade;
  return (
    <>
      <Checkbox
        checked={reminder.isOn}
        onChange={({ target }) => onChange({ reminder: { ...reminder, isOn: target.checked } })}
      >
        {w("everyDays", { days: reminder.everyDays })}
      </Checkbox>{" "}
      {reminder.isOn ? (
        <>
          <InputNumber
            size="small"
            value={reminder.everyDays}
            min={1}
            max={60}
            aria-label={w("gradeReminder")}
            onChange={(days) => onChange({ reminder: { ...reminder, everyDays: days ?? 1 } })}
          />
          <div className="page-note">{w("harass")}</div>
        </>
      ) : null}
    </>
  );
}

function Limits({ setting, onChange }: PartProps) {
  const w = useWords(dunningWords);
  const word = useSentence();
  return (
    <div className="dunning-fields">
      {touchChannels.map((value) => (
        <Field key={value} label={`${w("caps")} · ${word(stepChannels[value])}`}>
          <InputNumber
            value={setting.caps[value]}
            min={0}
            max={14}
            onChange={(cap) =>
              onChange({ ...setting, caps: { ...setting.caps, [value]: cap ?? 0 } })
            }
          />
        </Field>
      ))}
      <Field label={w("promiseGrace")}>
        <InputNumber
          value={setting.promiseGraceDays}
          min={0}
          max={30}
          onChange={(days) => onChange({ ...setting, promiseGraceDays: days ?? 0 })}
        />
      </Field>
      <Field label={w("calendar")}>
        <Select
          value={setting.calendar}
          options={(["china", "weekends", "none"] as const).map((value) => ({
            value,
            label: w(`calendar_${value}`),
          }))}
          onChange={(calendar) => onChange({ ...setting, calendar })}
        />
      </Field>
      <Field label={w("runAt")}>
        <TimeField
          label={w("runAt")}
          value={setting.runAt}
          onChange={(runAt) => onChange({ ...setting, runAt })}
        />
      </Field>
      <Field label={w("lpr")}>
        <Input
          value={setting.lpr}
          onChange={({ target }) => onChange({ ...setting, lpr: target.value })}
        />
      </Field>
    </div>
  );
}
