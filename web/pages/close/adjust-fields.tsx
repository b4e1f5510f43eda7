// The fields of an adjustment, those that its kind needs.
import { Checkbox, Input, Select } from "antd";
import { paperOf } from "../../../src/core/ledger/adjustment-kinds.ts";
import { unclaimedYears } from "../../../src/core/ledger/events/receipts.ts";
import { useBooks } from "../../api/session.tsx";
import { DayField } from "../../ui/day-field.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { type AdjustKind, emptyBody, fixedKinds, leftFor, otherKinds } from "./adjust-kinds.ts";
import {
  Field,
  type FieldProps,
  ItemField,
  OtherOfAnother,
  PayoutFields,
  ReceiptField,
  ToCustomer,
} from "./adjust-targets.tsx";
import { ClearNote, DiscountFields, EndorseFields } from "./bill-fields.tsx";
import { FactoredClearedFields, FactorFields, MoneyForFactor } from "./factoring-fields.tsx";
import { GoodsFields } from "./goods-fields.tsx";
import { InvoiceFields } from "./invoice-fields.tsx";

export function AdjustFields(props: FieldProps & { kinds: readonly AdjustKind[] }) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const { subject, body, kinds, onChange } = props;
  const { currency } = subject;
  const { kind } = body;
  const left = formatAmount(leftFor(subject, kind), currency, language);
  const leftWord = kind === "invoice_delivery" ? "unbilledAmount" : "openAmount";
  const { today } = useBooks();
  const needsAgreement = paperOf(kind) === "signed_agreement";
  return (
    <>
      <Field label={w("kind")}>
        <Select
          aria-label={w("kind")}
          value={kind}
          onChange={(next: AdjustKind) => {
            const { reason } = body;
            onChange({ ...emptyBody(subject, next, today), reason });
          }}
          options={kinds.map((value) => ({ value, label: w(`kind_${value}`) }))}
        />
      </Field>
      <KindFields key={kind} {...props} />
      <Field label={`${w("adjustAmount", { currency })} · ${w(leftWord, { amount: left })}`}>
        <Input
          aria-label={w("adjustAmount", { currency })}
          value={body.amount}
          inputMode="decimal"
          disabled={fixedKinds.has(kind)}
          onChange={(event) => onChange({ amount: event.target.value.trim() })}
        />
      </Field>
      <Field label={w("adjustReason")}>
        <Input.TextArea
          rows={2}
          maxLength={500}
          aria-label={w("adjustReason")}
          value={body.reason}
          onChange={(event) => onChange({ reason: event.target.value })}
        />
      </Field>
      {needsAgreement ? (
        <Field label={w("agreement")}>
          <Input
            maxLength={100}
            aria-label={w("agreement")}
            placeholder={w(isOfTwo(kind) ? "agreementTwo" : "agreementThree")}
            value={body.agreementNo}
            onChange={(event) => onChange({ agreementNo: event.target.value })}
          />
        </Field>
      ) : null}
      {kind === "write_off" ? <BadDebtFields {...props} /> : null}
    </>
  );
}

/** Signed by us and the customer alone. */
function isOfTwo(kind: AdjustKind): boolean {
  return kind === "net_payable" || kind === "goods_payment";
}

/** What it is set against, where it goes, when it is due: by kind. */
function KindFields(props: FieldProps) {
  const { subject, body, onChange } = props;
  switch (body.kind) {
    case "three_party":
      return <OtherOfAnother {...props} />;
    case "transfer":
    case "reassign":
      return <ToCustomer {...props} />;
    case "refund":
    case "return_deposit":
    case "recourse_bill":
    case "recourse_factored":
    case "pay_factor":
      return <PayoutFields {...props} />;
    case "discount_bill":
      return <DiscountFields {...props} />;
    case "endorse_bill":
      return <EndorseFields {...props} />;
    case "clear_bill":
      return <ClearNote />;
    case "factor":
      return <FactorFields {...props} />;
    case "clear_factored":
      return <FactoredClearedFields {...props} />;
    case "recover":
      return <ReceiptField {...props} />;
    case "apply_receipt":
      return subject.itemId === null ? (
        <ItemField
          {...props}
          customerId={subject.customerId}
          kind={null}
          value={body.itemId}
          onPick={(itemId) => onChange({ itemId })}
        />
      ) : (
        <MoneyForFactor {...props} />
      );
    case "goods_payment":
      return <GoodsFields {...props} />;
    case "invoice_delivery":
      return <InvoiceFields {...props} />;
    case "unclaimed_income":
      return <UnclaimedNote />;
    case "retention_split":
      return <RetentionFields {...props} />;
    default: {
      const kind = otherKinds[body.kind];
      if (kind === undefined) return null;
      return (
        <ItemField
          {...props}
          customerId={subject.customerId}
          kind={kind}
          value={body.otherItemId}
          onPick={(otherItemId) => onChange({ otherItemId })}
        />
      );
    }
  }
}

function UnclaimedNote() {
  const w = useWords(closeWords);
  return <p className="page-note">{w("unclaimedNote", { years: unclaimedYears })}</p>;
}

function RetentionFields({ body, onChange }: FieldProps) {
  const w = useWords(closeWords);
  return (
    <>
      <Field label={w("warrantyEnd")}>
        <DayField
          label={w("warrantyEnd")}
          value={body.due ?? ""}
          onChange={(day) => onChange({ due: day || null })}
        />
      </Field>
      <Checkbox
        checked={body.isUnconditional}
        onChange={(event) => onChange({ isUnconditional: event.target.checked })}
      >
        {w("unconditional")}
      </Checkbox>
    </>
  );
}

function BadDebtFields({ body, onChange }: FieldProps) {
  const w = useWords(closeWords);
  return (
    <>
      <Field label={w("evidenceKinds")}>
        <Input.TextArea
          rows={2}
          placeholder={w("evidenceHint")}
          aria-label={w("evidenceKinds")}
          value={body.evidence.join("\n")}
          onChange={(event) =>
            onChange({ evidence: event.target.value.split("\n").filter((line) => line !== "") })
          }
        />
      </Field>
      <Field label={w("responsible")}>
        <Input
          maxLength={100}
          aria-label={w("responsible")}
          value={body.responsible}
          onChange={(event) => onChange({ responsible: event.target.value })}
        />
      </Field>
    </>
  );
}
