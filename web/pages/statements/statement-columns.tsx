// The columns of the list of statements: two signs side by side, never mixed.
import type { StatementOnWire } from "../../../src/contract/statements.ts";
import { chaseSteps } from "../../../src/core/statements/cycle.ts";
import {
  type Confirmation,
  confirmations,
  type Settlement,
  settlements,
  statementForms,
} from "../../../src/core/statements/statement.ts";
import type { Column } from "../../table/column.ts";
import { currencyColumn, customerColumn, moneyColumn, textColumn } from "../../table/columns.tsx";
import { DateText, InstantText } from "../../ui/date-text.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { statementWords } from "../../words/statements.ts";
import { type Language, useSentence, useWords } from "../../words/words.ts";

const confirmationTones: Readonly<Record<Confirmation, Tone>> = {
  draft: "plain",
  sent: "blue",
  viewed: "blue",
  partly_objected: "violet",
  confirmed: "green",
  deemed_confirmed: "green",
  withdrawn: "hatched",
  superseded: "hatched",
};
const settlementTones: Readonly<Record<Settlement, Tone>> = {
  unpaid: "plain",
  part_paid: "blue",
  settled: "green",
};

export function ConfirmationTag({ row }: { readonly row: StatementOnWire }) {
  const word = useSentence();
  const w = useWords(statementWords);
  const step = chaseSteps.find(({ code }) => code === row.chaseDue);
  return (
    <span className="statement-tags">
      <Tag
        tone={confirmationTones[row.confirmation]}
        text={word(confirmations[row.confirmation])}
      />
      {row.onHold ? <Tag tone="plain" outlined text={w("onHold")} /> : null}
      {row.replyOverdue ? <Tag tone="amber" outlined text={w("replyOverdue")} /> : null}
      {step ? <Tag tone="amber" outlined text={w("chaseDue", { step: word(step) })} /> : null}
    </span>
  );
}

export function SettlementTag({ settlement }: { readonly settlement: Settlement }) {
  const word = useSentence();
  return <Tag tone={settlementTones[settlement]} text={word(settlements[settlement])} outlined />;
}

export function statementColumns(about: {
  readonly language: Language;
  readonly timeZone: string;
  readonly isMany: boolean;
}): readonly Column<StatementOnWire>[] {
  const { language, timeZone, isMany } = about;
  const money = (amount: string, { currency }: StatementOnWire) => ({ amount, currency });
  return [
    customerColumn<StatementOnWire>((row) => row.customer.name),
    textColumn("no", statementWords.number, (row) => row.no, { width: 128, card: "rest" }),
    ...(isMany ? [currencyColumn<StatementOnWire>((row) => row.currency)] : []),
    moneyColumn<StatementOnWire>(
      "closing",
      statementWords.closing,
      (row) => money(row.closing, row),
      {
        bold: true,
        card: "amount",
      },
    ),
    moneyColumn<StatementOnWire>("moved", statementWords.moved, (row) => money(row.moved, row), {
      card: "none",
    }),
    textColumn("form", statementWords.form, (row) => statementForms[row.form][language], {
      width: language === "zh" ? 116 : 164,
      card: "none",
    }),
    {
      key: "confirmation",
      head: statementWords.confirmation,
      width: 196,
      card: "rest",
      cell: (row) => <ConfirmationTag row={row} />,
      copy: (row) => confirmations[row.confirmation][language],
    },
    {
      key: "settlement",
      head: statementWords.settlement,
      width: language === "zh" ? 88 : 108,
      card: "rest",
      cell: (row) => <SettlementTag settlement={row.settlement} />,
      copy: (row) => settlements[row.settlement][language],
    },
    instant("sent", statementWords.sent, (row) => row.sentAt, timeZone),
    instant("viewed", statementWords.viewed, (row) => row.viewedAt, timeZone),
    {
      key: "replyBy",
      head: statementWords.replyBy,
      width: 100,
      card: "none",
      cell: (row) => <DateText date={row.sentAt === null ? null : row.replyBy} />,
      copy: (row) => row.replyBy ?? "",
    },
    moneyColumn<StatementOnWire>(
      "objected",
      statementWords.objectedAmount,
      (row) => (row.objected === 0 ? null : money(row.objectedAmount, row)),
      { card: "none" },
    ),
    textColumn("owner", statementWords.owner, (row) => row.owner ?? "", {
      width: 88,
      card: "none",
    }),
  ];
}

function instant(
  key: string,
  head: { readonly zh: string; readonly en: string },
  atOf: (row: StatementOnWire) => string | null,
  timeZone: string,
): Column<StatementOnWire> {
  return {
    key,
    head,
    width: 96,
    card: "none",
    cell: (row) => <InstantText at={atOf(row)} timeZone={timeZone} />,
    copy: (row) => atOf(row) ?? "",
  };
}
