// A bill discounted or endorsed: who has it now, where its money is, whether it leaves the books; and
// where the money leaves when its holder takes recourse.
import { Input, Radio, Select } from "antd";
import { openReceipts } from "../../../src/contract/adjustments.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { Field, type FieldProps, OwnAccountField, PayableOfSupplier } from "./adjust-targets.tsx";

export function DiscountFields(props: FieldProps) {
  const w = useWords(closeWords);
  const { body, onChange } = props;
  return (
    <>
      <Field label={w("discountBank")}>
        <Input
          maxLength={100}
          aria-label={w("discountBank")}
          value={body.toName}
          onChange={(event) => onChange({ toName: event.target.value })}
        />
      </Field>
      <MoneyReceived {...props} dayLabel={w("discountedOn")} note={w("moneyLater")} />
      <Derecognised {...props} />
    </>
  );
}

/** The line by which the money came; while there is none, our account and what the bank paid. */
export function MoneyReceived(
  props: FieldProps & { readonly dayLabel: string; readonly note: string },
) {
  const { subject, body, onChange, dayLabel, note } = props;
  const w = useWords(closeWords);
  const language = useLanguage();
  const { currency } = subject;
  const { data } = useGet(openReceipts, `${useBooksPath()}/open-receipts`, { query: { currency } });
  const rows = data?.rows ?? [];
  return (
    <>
      <Field label={w("moneyLine")}>
        <Select
          allowClear
          aria-label={w("moneyLine")}
          placeholder={w("moneyLineHint")}
          loading={!data}
          value={body.receiptId}
          showSearch={{ optionFilterProp: "label" }}
          options={rows.map(({ id, date, payerName, open }) => ({
            value: id,
            label: `${date} · ${formatAmount(open, currency, language)} · ${payerName}`,
          }))}
          notFoundContent={w("moneyLineNone")}
          onChange={(id: number | undefined) => {
            const row = rows.find((one) => one.id === id);
            onChange({
              receiptId: row?.id ?? null,
              bankAccountId: null,
              passedOn: null,
              proceeds: row?.open ?? null,
              ...(row && body.toName === "" ? { toName: row.payerName } : {}),
            });
          }}
        />
      </Field>
      {body.receiptId === null ? (
        <>
          <OwnAccountField {...props} label={w("intoAccount")} />
          <Field label={w("proceeds", { currency })}>
            <Input
              aria-label={w("proceeds", { currency })}
              inputMode="decimal"
              value={body.proceeds ?? ""}
              onChange={(event) => onChange({ proceeds: event.target.value.trim() || null })}
            />
          </Field>
          <PassedOn label={dayLabel} body={body} onChange={onChange} />
          <p className="page-note">{note}</p>
        </>
      ) : null}
    </>
  );
}

/** The supplier by name; where what we owe it is kept in these books, the payable too. */
export function EndorseFields(props: FieldProps) {
  const w = useWords(closeWords);
  const { body, onChange } = props;
  return (
    <>
      <Field label={w("endorsedTo")}>
        <Input
          maxLength={100}
          aria-label={w("endorsedTo")}
          value={body.toName}
          onChange={(event) => onChange({ toName: event.target.value })}
        />
      </Field>
      <PayableOfSupplier
        {...props}
        label={w("supplierHere")}
        onSupplier={(supplier) => {
          const toName = body.toName === "" ? (supplier?.name ?? "") : body.toName;
          onChange({ otherItemId: null, toName });
        }}
      />
      <PassedOn {...props} label={w("endorsedOn")} />
      <Derecognised {...props} />
    </>
  );
}

/** Today, unless it is written down later. */
export function PassedOn(
  props: Pick<FieldProps, "body" | "onChange"> & { readonly label: string },
) {
  const { label, body, onChange } = props;
  const { today } = useBooks();
  return (
    <Field label={label}>
      <DayField
        label={label}
        value={body.passedOn ?? today}
        onChange={(day) => onChange({ passedOn: day || null })}
      />
    </Field>
  );
}

export function Derecognised({ body, onChange }: Pick<FieldProps, "body" | "onChange">) {
  const { question, no, yes, note } = useRecognition()(body.kind);
  return (
    <Field label={question}>
      <Radio.Group
        aria-label={question}
        value={body.isDerecognised}
        onChange={(event) => onChange({ isDerecognised: event.target.value === true })}
        options={[
          { value: false, label: no },
          { value: true, label: yes },
        ]}
      />
      <p className="page-note">{note}</p>
    </Field>
  );
}

/** Whether what is passed on leaves the books, in the words of its kind. */
export function useRecognition() {
  const w = useWords(closeWords);
  return (kind: string) =>
    kind === "factor"
      ? {
          question: w("recourse"),
          no: w("recourseYes"),
          yes: w("recourseNo"),
          note: w("factorNote"),
        }
      : {
          question: w("derecognition"),
          no: w("derecognisedNo", { account: kind === "discount_bill" ? "2001" : "2241.05" }),
          yes: w("derecognisedYes"),
          note: w("derecognitionNote"),
        };
}

export function ClearNote() {
  const w = useWords(closeWords);
  return <p className="page-note">{w("clearNote")}</p>;
}
