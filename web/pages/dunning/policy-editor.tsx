// The steps of a policy in order, and what late payment costs.
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Input, InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import type { DunningPolicyOnWire, DunningStepOnWire } from "../../../src/contract/dunning.ts";
import {
  dunningTemplates,
  stepApprovers,
  stepChannels,
  tones,
} from "../../../src/core/dunning/policy.ts";
import type { Sentence } from "../../../src/core/words/word.ts";
import { dunningWords } from "../../words/dunning.ts";
import { useSentence, useWords } from "../../words/words.ts";

type EditorProps = {
  readonly policy: DunningPolicyOnWire;
  readonly onChange: (policy: DunningPolicyOnWire) => void;
};

export function PolicyEditor({ policy, onChange }: EditorProps) {
  const w = useWords(dunningWords);
  const { steps } = policy;
  const setStep = (index: number, step: DunningStepOnWire | null) =>
    onChange({
      ...policy,
      steps: steps.flatMap((one, at) => (at !== index ? [one] : step === null ? [] : [step])),
    });
  const addStep = () => {
    const last = steps.at(-1);
    if (!last) return;
    onChange({ ...policy, steps: [...steps, { ...last, from: "previous", days: 30 }] });
  };
  return (
    <>
      <p>
        <Switch
          checked={policy.isOn}
          checkedChildren={w("isOn")}
          unCheckedChildren={w("isOff")}
          aria-label={w("isOn")}
          onChange={(isOn) => onChange({ ...policy, isOn })}
        />
      </p>
      <StepHeads />
      {steps.map((step, index) => (
        <StepRow
          // steps have no name of their own: their place is what they are
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={index}
          n={index + 1}
          step={step}
          canGo={steps.length > 1}
          onChange={(next) => setStep(index, next)}
        />
      ))}
      <p>
        <Button icon={<PlusOutlined />} onClick={addStep}>
          {w("addStep")}
        </Button>
      </p>
      <LateTerms policy={policy} onChange={onChange} />
    </>
  );
}

/** Over the columns; on a phone each field says itself what it is. */
function StepHeads() {
  const w = useWords(dunningWords);
  const heads = [
    "anchor",
    "daysField",
    "channel",
    "template",
    "tone",
    "approver",
    "minimum",
  ] as const;
  return (
    <div className="dunning-step is-heads" aria-hidden="true">
      <span />
      {heads.map((head) => (
        <span key={head}>{w(head)}</span>
      ))}
    </div>
  );
}

function choices<K extends string>(
  names: Readonly<Record<K, Sentence>>,
  word: (sentence: Sentence) => string,
): { value: K; label: string }[] {
  const keys = Object.keys(names) as K[]; // the record's own keys
  return keys.map((value) => ({ value, label: word(names[value]) }));
}

function StepRow(props: {
  readonly n: number;
  readonly step: DunningStepOnWire;
  readonly canGo: boolean;
  readonly onChange: (step: DunningStepOnWire | null) => void;
}) {
  const { n, step, canGo, onChange } = props;
  const w = useWords(dunningWords);
  const word = useSentence();
  const put = (part: Partial<DunningStepOnWire>) => onChange({ ...step, ...part });
  return (
    <div className="dunning-step">
      <b>{w("number", { n })}</b>
      <Field label={w("anchor")}>
        <Select
          value={step.from}
          aria-label={w("fromDue")}
          disabled={n === 1}
          options={[
            { value: "due" as const, label: w("fromDue") },
            { value: "previous" as const, label: w("fromPrevious") },
          ]}
          onChange={(from) => put({ from })}
        />
      </Field>
      <Field label={w("daysField")}>
        <InputNumber
          value={step.days}
          min={-60}
          max={1_000}
          aria-label={w("daysField")}
          onChange={(days) => put({ days: days ?? 0 })}
        />
      </Field>
      <Field label={w("channel")}>
        <Select
          value={step.channel}
          aria-label={w("channel")}
          options={choices(stepChannels, word)}
          onChange={(channel) => put({ channel })}
        />
      </Field>
      <Field label={w("template")}>
        <Select
          value={step.template}
          aria-label={w("template")}
          options={dunningTemplates.map((value) => ({ value, label: w(`template_${value}`) }))}
          onChange={(template) => put({ template })}
        />
      </Field>
      <Field label={w("tone")}>
        <Select
          value={step.tone}
          aria-label={w("tone")}
          options={choices(tones, word)}
          onChange={(tone) => put({ tone })}
        />
      </Field>
      <Field label={w("approver")}>
        <Select
          value={step.approver}
          aria-label={w("approver")}
          options={choices(stepApprovers, word)}
          onChange={(approver) => put({ approver })}
        />
      </Field>
      <Field label={w("minimum")}>
        <Input
          value={step.minimum}
          aria-label={w("minimum")}
          title={w("minimum")}
          prefix="≥"
          onChange={({ target }) => put({ minimum: target.value })}
        />
      </Field>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        disabled={!canGo}
        aria-label={w("removeStep")}
        title={w("removeStep")}
        onClick={() => onChange(null)}
      />
    </div>
  );
}

export function Field(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label>
      <span>{props.label}</span>
      {props.children}
    </label>
  );
}

type Interest = DunningPolicyOnWire["late"]["interest"];

const freshInterest: Readonly<Record<Interest["kind"], Interest>> = {
  none: { kind: "none" },
  agreed: { kind: "agreed", percentPerDay: "0.05" },
  statutory: { kind: "statutory", debtor: "large", sizeWasDeclared: false },
};

function LateTerms({ policy, onChange }: EditorProps) {
  const w = useWords(dunningWords);
  const { late } = policy;
  const { interest } = late;
  const put = (next: Interest) => onChange({ ...policy, late: { ...late, interest: next } });
  return (
    <>
      <div className="dunning-fields">
        <Field label={w("interestTerms")}>
          <Select
            value={interest.kind}
            options={(["none", "agreed", "statutory"] as const).map((value) => ({
              value,
              label: w(`interest_${value}`),
            }))}
            onChange={(kind: Interest["kind"]) => put(freshInterest[kind])}
          />
        </Field>
        {interest.kind === "agreed" ? (
          <Field label={w("percentPerDay")}>
            <Input
              value={interest.percentPerDay}
              onChange={({ target }) => put({ ...interest, percentPerDay: target.value })}
            />
          </Field>
        ) : null}
        {interest.kind === "statutory" ? (
          <>
            <Field label={w("debtor")}>
              <Select
                value={interest.debtor}
                options={(["government", "institution", "large"] as const).map((value) => ({
                  value,
                  label: w(`debtor_${value}`),
                }))}
                onChange={(debtor: typeof interest.debtor) => put({ ...interest, debtor })}
              />
            </Field>
            <Checkbox
              checked={interest.sizeWasDeclared}
              onChange={({ target }) => put({ ...interest, sizeWasDeclared: target.checked })}
            >
              {w("sizeWasDeclared")}
            </Checkbox>
          </>
        ) : null}
        <Field label={w("feeField")}>
          <Input
            value={late.fee}
            onChange={({ target }) => onChange({ ...policy, late: { ...late, fee: target.value } })}
          />
        </Field>
      </div>
      {interest.kind === "statutory" ? <p className="page-note">{w("statutoryNote")}</p> : null}
    </>
  );
}
