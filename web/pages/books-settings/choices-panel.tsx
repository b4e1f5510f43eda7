// How sales, advances, discounts and reversals are booked or shown; what was posted one way stays so.
import type { AccountChart, AccountChoices } from "../../../src/contract/accounts.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useWords } from "../../words/words.ts";

type Switch = keyof AccountChart["locked"];

type ChoicesPanelProps = {
  readonly chart: AccountChart;
  readonly choices: AccountChoices;
  readonly refusal: string | null;
  readonly onChange: (choices: AccountChoices) => void;
};

export function ChoicesPanel({ chart, choices, refusal, onChange }: ChoicesPanelProps) {
  const w = useWords(booksSettingWords);
  // the SME standard has but one way to book advances and discounts
  const switches: readonly Switch[] =
    chart.standard === "sme"
      ? ["salesAreOurs"]
      : ["salesAreOurs", "oldStyleAdvances", "discountAsExpense"];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("choicesTitle")}</h2>
      </div>
      <div className="panel-body account-choices">
        {switches.map((name) => (
          <Choice
            key={name}
            label={w(`choice_${name}`)}
            value={choices[name] ? "on" : "off"}
            options={["off", "on"].map((value) => ({
              value,
              label: w(value === "on" ? `${name}_on` : `${name}_off`),
            }))}
            reason={refusal ?? (chart.locked[name] ? w("locked") : null)}
            onChange={(value) => onChange({ ...choices, [name]: value === "on" })}
          />
        ))}
        <Choice
          label={w("choice_reversalStyle")}
          value={choices.reversalStyle}
          options={(["red", "swapped"] as const).map((value) => ({
            value,
            label: w(`reversalStyle_${value}`),
          }))}
          reason={refusal}
          onChange={(value) =>
            onChange({ ...choices, reversalStyle: value === "swapped" ? "swapped" : "red" })
          }
        />
      </div>
    </section>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: { readonly value: string; readonly label: string }[];
  readonly reason: string | null;
  readonly onChange: (value: string) => void;
}) {
  const { label, value, options, reason, onChange } = props;
  return (
    <div className="account-choice">
      <span>{label}</span>
      {reason === null ? (
        <Segmented value={value} options={options} aria-label={label} onChange={onChange} />
      ) : (
        <>
          <b>{options.find((one) => one.value === value)?.label}</b>
          <small className="page-note">{reason}</small>
        </>
      )}
    </div>
  );
}
