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

/** Money on a customer's account: apply, pay back, move, keep as an advance. */
export function ReceiptButton(props: {
  readonly receipt: {
    readonly id: number;
    readonly payerName: string;
    readonly payerAccount: string;
    readonly currency: string;
    readonly open: string;
    readonly customerId: number;
  };
}) {
  const { id, payerName, payerAccount, ...rest } = props.receipt;
  const subject = { ...rest, itemId: null, receiptId: id, no: payerName, payerAccount };
  return <SubjectButton subject={{ ...subject, kind: "receipt" }} />;
}

/** Money that nobody has claimed: kept as income after years. */
export function UnclaimedButton(props: {
  readonly receipt: {
    readonly id: number;
    readonly payerName: string;
    readonly payerAccount: string;
    readonly currency: string;
    readonly open: string;
  };
}) {
  const { id, payerName, payerAccount, ...rest } = props.receipt;
  const subject = { ...rest, itemId: null, receiptId: id, no: payerName, payerAccount };
  return <SubjectButton subject={{ ...subject, kind: "unclaimed", customerId: 0 }} />;
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
