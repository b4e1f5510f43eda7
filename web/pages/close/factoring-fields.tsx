// 保理: to whom a claim is sold, where the money is, whether the factor has recourse; when it was paid
// there, and money that reached us for it.
import { Input } from "antd";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";
import { Field, type FieldProps, ReceiptField } from "./adjust-targets.tsx";
import { Derecognised, MoneyReceived, PassedOn } from "./bill-fields.tsx";

export function FactorFields(props: FieldProps) {
  const w = useWords(closeWords);
  const { body, onChange } = props;
  return (
    <>
      <Field label={w("factorName")}>
        <Input
          maxLength={100}
          aria-label={w("factorName")}
          value={body.toName}
          onChange={(event) => onChange({ toName: event.target.value })}
        />
      </Field>
      <MoneyReceived {...props} dayLabel={w("factoredOn")} note={w("factorMoneyLater")} />
      <Derecognised {...props} />
    </>
  );
}

export function FactoredClearedFields(props: FieldProps) {
  const w = useWords(closeWords);
  return (
    <>
      <PassedOn {...props} label={w("factoredClearedOn")} />
      <p className="page-note">{w("factoredClearNote")}</p>
    </>
  );
}

export function MoneyForFactor(props: FieldProps) {
  const w = useWords(closeWords);
  return (
    <>
      <ReceiptField {...props} />
      <p className="page-note">{w("moneyForFactorNote")}</p>
    </>
  );
}
