// 调账 as a button, for wherever an open item or unapplied money is shown.
import { useState } from "react";
import { useRefusal, useSession } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { closeWords } from "../../words/close.ts";
import { useWords } from "../../words/words.ts";
import { AdjustForm } from "./adjust-form.tsx";
import { type AdjustSubject, kindsFor } from "./adjust-kinds.ts";

const buttonWords: Readonly<Record<string, "useMoney" | "keepUnclaimed">> = {
  receipt: "useMoney",
  unclaimed: "keepUnclaimed",
};

type Item = Omit<AdjustSubject, "itemId" | "receiptId" | "payerAccount"> & { readonly id: number };

export function AdjustButton({ item: { id, ...item } }: { readonly item: Item }) {
  return <SubjectButton subject={{ ...item, itemId: id, receiptId: null, payerAccount: "" }} />;
}

/** Money of a receipt that rests. */
type Rest = {
  readonly id: number;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly currency: string;
  readonly open: string;
};

/** Money on a customer's account: apply, pay back, move, keep as an advance. */
export function ReceiptButton(props: { readonly receipt: Rest & { readonly customerId: number } }) {
  const { customerId } = props.receipt;
  return <SubjectButton subject={{ ...subjectOf(props.receipt), kind: "receipt", customerId }} />;
}

/** Money that nobody has claimed: kept as income after years. */
export function UnclaimedButton({ receipt }: { readonly receipt: Rest }) {
  return <SubjectButton subject={{ ...subjectOf(receipt), kind: "unclaimed", customerId: 0 }} />;
}

function subjectOf({ id, payerName, payerAccount, currency, open }: Rest) {
  return { itemId: null, receiptId: id, no: payerName, payerAccount, currency, open };
}

function SubjectButton({ subject }: { readonly subject: AdjustSubject }) {
  const w = useWords(closeWords);
  const refusal = useRefusal("ask_adjustment");
  const { role } = useSession().organisation;
  const [isOpen, open] = useState(false);
  // a reader sees the button with its reason, wherever there is something to adjust at all
  const asked = refusal === null ? role : "administrator";
  if (kindsFor(subject, asked).length === 0) return null;
  return (
    <>
      <RefusedButton size="small" reason={refusal} onClick={() => open(true)}>
        {w(buttonWords[subject.kind] ?? "adjust")}
      </RefusedButton>
      {isOpen ? <AdjustForm subject={subject} onClose={() => open(false)} /> : null}
    </>
  );
}
