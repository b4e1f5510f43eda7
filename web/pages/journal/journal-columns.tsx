// The columns of the journal's list: one row an entry.
import type { JournalEntry, JournalPage } from "../../../src/contract/journal.ts";
import type { Column } from "../../table/column.ts";
import { customerColumn, dateColumn, moneyColumn, textColumn } from "../../table/columns.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { journalWords } from "../../words/journal.ts";
import type { Language } from "../../words/words.ts";
import { codesOf, customerOf, narrationOf } from "./narration.ts";
import { MakerName } from "./voucher.tsx";

type Totals = NonNullable<JournalPage["totals"]>;

export function journalColumns(language: Language): readonly Column<JournalEntry, Totals>[] {
  return [
    dateColumn("date", journalWords.date, ({ accountingDate }) => accountingDate, {
      width: 104,
      card: "rest",
    }),
    textColumn("seq", journalWords.number, ({ seq }) => String(seq), {
      width: 72,
      align: "right",
      card: "rest",
    }),
    textColumn("event", journalWords.event, ({ eventName }) => eventName[language], {
      width: language === "zh" ? 104 : 168,
    }),
    {
      key: "narration",
      head: journalWords.narration,
      width: 300,
      grows: true,
      card: "title",
      cell: (entry) => {
        const text = narrationOf(entry, language);
        return <span title={text}>{text}</span>;
      },
      copy: (entry) => narrationOf(entry, language),
    },
    customerColumn(customerOf, { width: 200, grows: false, card: "none" }),
    textColumn("debitAccount", journalWords.debitTotal, (entry) => codesOf(entry, "debit"), {
      width: 88,
    }),
    textColumn("creditAccount", journalWords.creditTotal, (entry) => codesOf(entry, "credit"), {
      width: 88,
    }),
    moneyColumn(
      "amount",
      journalWords.amount,
      ({ total, homeCurrency }) => ({ amount: total, currency: homeCurrency }),
      {
        width: 148,
        bold: true,
        card: "amount",
        totalsOf: ({ debit, currency }) => [{ amount: debit, currency }],
      },
    ),
    {
      key: "origin",
      head: journalWords.origin,
      width: 84,
      cell: ({ origin }) => journalWords[origin][language],
      copy: ({ origin }) => journalWords[origin][language],
    },
    {
      key: "reversal",
      head: journalWords.reversal,
      width: 92,
      cell: (entry) => <ReversalTag entry={entry} language={language} />,
    },
    {
      key: "maker",
      head: journalWords.maker,
      width: 96,
      cell: (entry) => <MakerName entry={entry} />,
      copy: ({ by, rule }) => by ?? rule,
    },
  ];
}

function ReversalTag({ entry, language }: { entry: JournalEntry; language: Language }) {
  if (entry.reversesId !== null) {
    return <Tag tone="red" text={journalWords.reversal[language]} />;
  }
  if (entry.reversedById !== null) {
    return <Tag tone="hatched" text={journalWords.reversed[language]} />;
  }
  return null;
}
