// The fields of a rule's form, drawn from what the template declares: unit, bounds, shipped value.
import { Input, InputNumber, Select, Switch } from "antd";
import type { RuleCardOnWire } from "../../../src/contract/rules.ts";
import { currencyCodes } from "../../../src/core/currency.ts";
import { rulesWords } from "../../words/rules.ts";
import { useSentence, useWords } from "../../words/words.ts";
import type { ParamValue } from "./rule-draft.ts";

type Param = RuleCardOnWire["params"][number];

type ParamFieldProps = {
  readonly param: Param;
  readonly value: ParamValue;
  readonly onChange: (value: ParamValue) => void;
};

export function ParamField({ param, value, onChange }: ParamFieldProps) {
  const w = useWords(rulesWords);
  const word = useSentence();
  const label = word(param.label);
  return (
    <div className="rule-field">
      <span>{label}</span>
      <ParamInput param={param} value={value} onChange={onChange} />
      <small>
        {[boundsText(param, w), w("shipped", { value: shippedText(param.default, w) })]
          .filter((text) => text !== "")
          .join(" · ")}
      </small>
    </div>
  );
}

type Words = ReturnType<typeof useWords<typeof rulesWords>>;

export function boundsText({ min, max }: Param, w: Words): string {
  if (min !== undefined && max !== undefined) return w("bounds", { min, max });
  if (min !== undefined) return w("boundsMin", { min });
  return max === undefined ? "" : w("boundsMax", { max });
}

export function shippedText(value: Param["default"], w: Words): string {
  if (typeof value === "boolean") return w(value ? "yes" : "no");
  return Array.isArray(value) ? value.join(", ") : String(value);
}

export function unitText(unit: string, w: Words): string {
  const key = `unit_${unit}`;
  return Object.hasOwn(rulesWords, key) ? w(key as keyof typeof rulesWords) : unit; // checked
}

function ParamInput({ param, value, onChange }: ParamFieldProps) {
  const w = useWords(rulesWords);
  const word = useSentence();
  const label = word(param.label);
  if (typeof value === "boolean") {
    return <Switch checked={value} onChange={onChange} aria-label={label} />;
  }
  if (Array.isArray(value)) {
    return (
      <Select
        mode="tags"
        open={false}
        suffixIcon={null}
        aria-label={label}
        tokenSeparators={[",", "，", "、"]}
        value={value.map(String)}
        onChange={(list: string[]) => onChange(list.map(Number).filter(Number.isFinite))}
        style={{ minWidth: 200 }}
      />
    );
  }
  return (
    <InputNumber
      aria-label={label}
      value={value}
      {...(param.min === undefined ? {} : { min: param.min })}
      {...(param.max === undefined ? {} : { max: param.max })}
      suffix={unitText(param.unit, w)}
      onChange={(next) => onChange(next ?? value)}
      style={{ width: 140 }}
    />
  );
}

type ToleranceProps = {
  readonly abs: Readonly<Record<string, string>>;
  readonly pct: string;
  readonly onChange: (abs: Readonly<Record<string, string>>, pct: string) => void;
};

export function ToleranceFields({ abs, pct, onChange }: ToleranceProps) {
  const w = useWords(rulesWords);
  const codes = Object.keys(abs);
  const free = currencyCodes.filter((code) => !codes.includes(code));
  return (
    <div className="rule-field is-tall">
      <span>{w("tolerance")}</span>
      <div className="rule-amounts">
        {codes.map((code) => (
          <Input
            key={code}
            aria-label={`${w("tolerance")} ${code}`}
            prefix={code === "*" ? w("toleranceAny") : code}
            value={abs[code] ?? ""}
            onChange={(event) => onChange({ ...abs, [code]: event.target.value.trim() }, pct)}
            style={{ width: 200 }}
          />
        ))}
        <Select
          showSearch
          value={null}
          placeholder={w("addCurrency")}
          aria-label={w("addCurrency")}
          options={free.map((code) => ({ value: code, label: code }))}
          onChange={(code: string | null) => {
            if (code !== null) onChange({ ...abs, [code]: "0" }, pct);
          }}
          style={{ width: 200 }}
        />
        <Input
          aria-label={w("tolerancePct")}
          prefix={w("tolerancePct")}
          suffix="%"
          value={pct}
          onChange={(event) => onChange(abs, event.target.value.trim())}
          style={{ width: 200 }}
        />
      </div>
      <small>{w("toleranceHint")}</small>
    </div>
  );
}
