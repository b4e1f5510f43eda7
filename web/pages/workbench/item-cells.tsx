// Cells of open items wherever the workbench lists them: number, kind, dates.
import type { WorkbenchItem } from "../../../src/contract/workbench.ts";
import { itemKinds } from "../../../src/core/item-kinds.ts";
import { DateText, DueText } from "../../ui/date-text.tsx";
import { useSentence } from "../../words/words.ts";

/** Tabular, the last 8 of 20 digits bold: what people compare with the memo. */
export function ItemNumber({ no }: { no: string }) {
  const isLong = /^\d{20}$/.test(no);
  return (
    <span className="wb-number" data-copy={no} title={no}>
      {isLong ? no.slice(0, -8) : ""}
      <b>{isLong ? no.slice(-8) : no}</b>
    </span>
  );
}

export function ItemKindWord({ kind }: { kind: string }) {
  const kindWord = useItemKindWord();
  return <span className="wb-kind">{kindWord(kind)}</span>;
}

export function useItemKindWord(): (kind: string) => string {
  const word = useSentence();
  const kinds: Readonly<Record<string, { zh: string; en: string }>> = itemKinds;
  return (kind) => {
    const facts = kinds[kind];
    return facts ? word(facts) : kind;
  };
}

export function ItemDates({ item, today }: { item: WorkbenchItem; today: string }) {
  return (
    <>
      <td>
        <DateText date={item.issueDate} />
      </td>
      <td>
        <DueText due={item.dueDate} today={today} />
      </td>
    </>
  );
}
