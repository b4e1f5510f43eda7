// The fields of an adjustment, those that its kind needs.
import { Checkbox, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useState } from "react";
import {
  type AdjustmentBody,
  openReceipts,
  outgoingLines,
} from "../../../src/contract/adjustments.ts";
import { bankAccountChoices } from "../../../src/contract/bank-lines.ts";
import { itemPage } from "../../../src/contract/items.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { type Choice, CustomerPicker } from "../customers/customer-picker.tsx";
import { type AdjustKind, type AdjustSubject, emptyBody, otherKinds } from "./adjust-kinds.ts";

type FieldProps = {
  readonly subject: AdjustSubject;
  readonly body: AdjustmentBody;
  readonly onChange: (changes: Partial<AdjustmentBody>) => void;
};

export function AdjustFields(props: FieldProps & { kinds: readonly AdjustKind[] }) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const { subject, body, kinds, onChange } = props;
  const { currency, open } = subject;
  const { kind } = body;
  const needsAgreement = ["net_payable", "three_party", "transfer"].includes(kind);
  return (
    <>
      <Field label={w("kind")}>
        <Select
          aria-label={w("kind")}
          value={kind}
          onChange={(next: AdjustKind) => {
            const { reason } = body;
            onChange({ ...emptyBody(subject, next), reason });
          }}
          options={kinds.map((value) => ({ value, label: w(`kind_${value}`) }))}
        />
      </Field>
      <KindFields key={kind} {...props} />
      <Field
        label={`${w("adjustAmount", { currency })} · ${w("openAmount", {
          amount: formatAmount(open, currency, language),
        })}`}
      >
        <Input
          aria-label={w("adjustAmount", { currency })}
          value={body.amount}
          inputMode="decimal"
          // all that is left moves, or comes back
          disabled={kind === "reassign" || kind === "dishonour"}
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
            placeholder={w(kind === "net_payable" ? "agreementTwo" : "agreementThree")}
            value={body.agreementNo}
            onChange={(event) => onChange({ agreementNo: event.target.value })}
          />
        </Field>
      ) : null}
      {kind === "write_off" ? <BadDebtFields {...props} /> : null}
    </>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="adjust-field">
      <span>{label}</span>
      {children}
    </div>
  );
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
      return <PayoutFields {...props} />;
    case "recover":
      return <ReceiptField {...props} />;
    case "apply_receipt":
      return (
        <ItemField
          {...props}
          customerId={subject.customerId}
          kind={null}
          value={body.itemId}
          onPick={(itemId) => onChange({ itemId })}
        />
      );
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

function RetentionFields({ body, onChange }: FieldProps) {
  const w = useWords(closeWords);
  return (
    <>
      <Field label={w("warrantyEnd")}>
        <Input
          type="date"
          aria-label={w("warrantyEnd")}
          value={body.due ?? ""}
          onChange={(event) => onChange({ due: event.target.value || null })}
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
      <Field label={w("evidence")}>
        <Input.TextArea
          rows={2}
          placeholder={w("evidenceHint")}
          aria-label={w("evidence")}
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

/** Open items of a customer that may settle, or be settled. */
function ItemField(
  props: FieldProps & {
    readonly customerId: number;
    /** Null: what the customer owes. */
    readonly kind: string | null;
    readonly value: number | null;
    readonly onPick: (id: number | null) => void;
  },
) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const { customerId, kind, subject } = props;
  const { data } = useGet(itemPage, `${useBooksPath()}/items`, {
    query: { customer: customerId, kind, currency: subject.currency, limit: 200 },
  });
  const rows = (data?.rows ?? []).filter((row) => kind !== null || !row.open.startsWith("-"));
  const label = w(kind === null ? "settledItem" : "otherItem");
  return (
    <Field label={label}>
      <Select
        aria-label={label}
        value={props.value}
        loading={!data}
        showSearch={{ optionFilterProp: "label" }}
        options={rows.map(({ id, no, currency, open }) => ({
          value: id,
          label: `${no} · ${currency} ${formatAmount(open, currency, language)}`,
        }))}
        notFoundContent={w("otherNone")}
        onChange={(id: number | null) => props.onPick(id)}
      />
    </Field>
  );
}

/** 三方抵账: the supplier first, then what we owe there. */
function OtherOfAnother(props: FieldProps) {
  const w = useWords(closeWords);
  const { subject, body, onChange } = props;
  const [supplier, choose] = useState<Choice | null>(null);
  return (
    <>
      <Field label={w("thirdParty")}>
        <CustomerPicker
          value={supplier}
          without={subject.customerId}
          onChange={(choice) => {
            choose(choice);
            onChange({ otherItemId: null });
          }}
        />
      </Field>
      {supplier === null ? null : (
        <ItemField
          {...props}
          customerId={supplier.id}
          kind="payable"
          value={body.otherItemId}
          onPick={(otherItemId) => onChange({ otherItemId })}
        />
      )}
    </>
  );
}

function ToCustomer({ subject, body, onChange }: FieldProps) {
  const w = useWords(closeWords);
  const [customer, choose] = useState<Choice | null>(null);
  return (
    <Field label={w(body.kind === "transfer" ? "toDebtor" : "toOwner")}>
      <CustomerPicker
        value={customer}
        without={subject.customerId}
        onChange={(choice) => {
          choose(choice);
          onChange({ toCustomerId: choice?.id ?? null });
        }}
      />
    </Field>
  );
}

/** The outgoing bank line; while there is none, our account and the customer's. */
function PayoutFields({ subject, body, onChange }: FieldProps) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const base = useBooksPath();
  const { currency } = subject;
  const lines = useGet(outgoingLines, `${base}/outgoing-lines`, { query: { currency } });
  const accounts = useGet(bankAccountChoices, `${base}/bank-accounts`);
  const rows = lines.data?.rows ?? [];
  const chosen = rows.find(({ id }) => id === body.bankLineId);
  return (
    <>
      <Field label={w("outgoingLine")}>
        <Select
          allowClear
          aria-label={w("outgoingLine")}
          placeholder={w("outgoingHint")}
          loading={!lines.data}
          value={body.bankLineId}
          showSearch={{ optionFilterProp: "label" }}
          options={rows.map(({ id, date, amount, payeeName, payeeAccount }) => ({
            value: id,
            label: `${date} · ${formatAmount(amount, currency, language)} · ${payeeName} …${payeeAccount.slice(-4)}`,
          }))}
          notFoundContent={w("outgoingNone")}
          onChange={(id: number | undefined) => {
            const line = rows.find((row) => row.id === id);
            onChange({
              bankLineId: line?.id ?? null,
              bankAccountId: null,
              ...(line ? { amount: line.amount } : {}),
            });
          }}
        />
      </Field>
      {body.bankLineId === null ? (
        <Field label={w("ownAccount")}>
          <Select
            aria-label={w("ownAccount")}
            placeholder={w("chooseAccount")}
            value={body.bankAccountId}
            options={(accounts.data?.rows ?? [])
              .filter((account) => account.currency === currency)
              .map(({ id, bank, accountNo }) => ({
                value: id,
                label: `${bank} …${accountNo.slice(-4)}`,
              }))}
            onChange={(bankAccountId: number) => onChange({ bankAccountId })}
          />
        </Field>
      ) : null}
      {chosen && chosen.payeeAccount !== "" ? null : (
        <Field label={w("toAccount")}>
          <Input
            maxLength={60}
            aria-label={w("toAccount")}
            placeholder={w("toAccountHint")}
            value={body.toAccount}
            onChange={(event) => onChange({ toAccount: event.target.value.trim() })}
          />
        </Field>
      )}
      <p className="page-note">{w("refundNote")}</p>
    </>
  );
}

/** The money a written-off claim was paid with; none: the claim alone comes back. */
function ReceiptField({ subject, body, onChange }: FieldProps) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const { customerId: customer, currency } = subject;
  const { data } = useGet(openReceipts, `${useBooksPath()}/open-receipts`, { query: { customer } });
  const rows = (data?.rows ?? []).filter((row) => row.currency === currency);
  return (
    <Field label={w("paidBy")}>
      <Select
        allowClear
        aria-label={w("paidBy")}
        placeholder={w("paidByNone")}
        loading={!data}
        value={body.receiptId}
        options={rows.map(({ id, date, payerName, open }) => ({
          value: id,
          label: `${date} · ${payerName} · ${formatAmount(open, currency, language)}`,
        }))}
        notFoundContent={w("receiptNone")}
        onChange={(id: number | undefined) => onChange({ receiptId: id ?? null })}
      />
    </Field>
  );
}
