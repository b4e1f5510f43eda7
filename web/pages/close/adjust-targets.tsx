// What an adjustment is set against or goes to: another item, another customer, an outgoing line, a
// receipt.
import { Input, Select } from "antd";
import { type ReactNode, useState } from "react";
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
import type { AdjustSubject } from "./adjust-kinds.ts";

export type FieldProps = {
  readonly subject: AdjustSubject;
  readonly body: AdjustmentBody;
  readonly onChange: (changes: Partial<AdjustmentBody>) => void;
};

export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="adjust-field">
      <span>{label}</span>
      {children}
    </div>
  );
}

/** Open items of a customer that may settle, or be settled. */
export function ItemField(
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
export function OtherOfAnother(props: FieldProps) {
  const w = useWords(closeWords);
  return (
    <PayableOfSupplier
      {...props}
      label={w("thirdParty")}
      onSupplier={() => props.onChange({ otherItemId: null })}
    />
  );
}

/** A supplier kept in these books, then what we owe there. */
export function PayableOfSupplier(
  props: FieldProps & {
    readonly label: string;
    readonly onSupplier: (supplier: Choice | null) => void;
  },
) {
  const { label, onSupplier, ...field } = props;
  const { subject, body, onChange } = field;
  const [supplier, choose] = useState<Choice | null>(null);
  return (
    <>
      <Field label={label}>
        <CustomerPicker
          value={supplier}
          without={subject.customerId}
          onChange={(choice) => {
            choose(choice);
            onSupplier(choice);
          }}
        />
      </Field>
      {supplier === null ? null : (
        <ItemField
          {...field}
          customerId={supplier.id}
          kind="payable"
          value={body.otherItemId}
          onPick={(otherItemId) => onChange({ otherItemId })}
        />
      )}
    </>
  );
}

/** Our bank account that money leaves or comes to. */
export function OwnAccountField({
  subject,
  body,
  onChange,
  label,
}: FieldProps & { readonly label: string }) {
  const w = useWords(closeWords);
  const accounts = useGet(bankAccountChoices, `${useBooksPath()}/bank-accounts`);
  return (
    <Field label={label}>
      <Select
        aria-label={label}
        placeholder={w("chooseAccount")}
        value={body.bankAccountId}
        options={(accounts.data?.rows ?? [])
          .filter((account) => account.currency === subject.currency)
          .map(({ id, bank, accountNo }) => ({
            value: id,
            label: `${bank} …${accountNo.slice(-4)}`,
          }))}
        onChange={(bankAccountId: number) => onChange({ bankAccountId })}
      />
    </Field>
  );
}

export function ToCustomer({ subject, body, onChange }: FieldProps) {
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

/** Whoever holds a bill or has bought a claim is paid, no customer. */
const otherPayees = {
  recourse_bill: { line: "recourseLine", note: "recourseNote" },
  recourse_factored: { line: "factorLine", note: "factorRecourseNote" },
  pay_factor: { line: "factorLine", note: "payFactorNote" },
} as const;

/** The outgoing bank line; while there is none, our account and the customer's. */
export function PayoutFields({ subject, body, onChange }: FieldProps) {
  const other = Object.entries(otherPayees).find(([kind]) => kind === body.kind)?.[1];
  const { line: lineWord, note } = other ?? { line: "outgoingLine", note: "refundNote" };
  const w = useWords(closeWords);
  const language = useLanguage();
  const base = useBooksPath();
  const { currency } = subject;
  const lines = useGet(outgoingLines, `${base}/outgoing-lines`, { query: { currency } });
  const rows = lines.data?.rows ?? [];
  const chosen = rows.find(({ id }) => id === body.bankLineId);
  return (
    <>
      <Field label={w(lineWord)}>
        <Select
          allowClear
          aria-label={w(lineWord)}
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
        <OwnAccountField
          subject={subject}
          body={body}
          onChange={onChange}
          label={w("ownAccount")}
        />
      ) : null}
      {other || (chosen && chosen.payeeAccount !== "") ? null : (
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
      <p className="page-note">{w(note)}</p>
    </>
  );
}

/** The money a claim was paid with; of a written-off one none: the claim alone comes back. */
export function ReceiptField({ subject, body, onChange }: FieldProps) {
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
        placeholder={w(body.kind === "recover" ? "paidByNone" : "paidByOne")}
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
