// What a customer disputes on the phone: which documents and why; recorded as a dispute of its own.
import { Checkbox, Select } from "antd";
import type { CaseDetail } from "../../../src/contract/collections.ts";
import { idPath } from "../../../src/contract/page.ts";
import { type DisputeReason, disputeReasons } from "../../../src/core/disputes/dispute.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { collectionWords } from "../../words/collections.ts";
import { disputeWords } from "../../words/disputes.ts";
import { useSentence, useWords } from "../../words/words.ts";

export type DisputedChoice = {
  readonly itemIds: readonly number[];
  readonly reason: DisputeReason;
};

const reasons = Object.keys(disputeReasons) as DisputeReason[]; // the record's own keys
const isAbove = (amount: string) => !amount.startsWith("-") && !/^0(\.0+)?$/.test(amount);

/** Null where no document was named: the call alone is recorded. */
export function useOpenDispute() {
  const base = useBooksPath();
  const word = useSentence();
  const send = useSend(idPath, "POST", [`${base}/disputes`]);
  return async (
    detail: CaseDetail,
    choice: DisputedChoice & { readonly note: string },
  ): Promise<number | null> => {
    const items = detail.documents
      .filter(({ id }) => choice.itemIds.includes(id))
      .map(({ id, open }) => ({ id, amount: open }));
    if (items.length === 0) return null;
    const note = choice.note.trim() || word(disputeReasons[choice.reason]);
    const body = { items, reason: choice.reason, note };
    return (await send.mutateAsync({ path: `${base}/disputes`, body })).id;
  };
}

export function DisputeChoice(props: {
  readonly detail: CaseDetail;
  readonly choice: DisputedChoice;
  readonly onChange: (choice: DisputedChoice) => void;
}) {
  const { detail, choice, onChange } = props;
  const w = useWords(disputeWords);
  const words = useWords(collectionWords);
  const word = useSentence();
  const documents = detail.documents.filter(({ open }) => isAbove(open));
  return (
    <div className="collections-dispute">
      <Select
        size="small"
        aria-label={w("reason")}
        value={choice.reason}
        options={reasons.map((value) => ({ value, label: word(disputeReasons[value]) }))}
        onChange={(reason: DisputeReason) => onChange({ ...choice, reason })}
      />
      <Checkbox.Group
        aria-label={words("documents")}
        value={[...choice.itemIds]}
        onChange={(itemIds: number[]) => onChange({ ...choice, itemIds })}
      >
        {documents.map(({ id, no, open, currency }) => (
          <Checkbox key={id} value={id}>
            {no} <MoneyText amount={open} currency={currency} showCurrency />
          </Checkbox>
        ))}
      </Checkbox.Group>
    </div>
  );
}
