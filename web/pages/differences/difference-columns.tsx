// Columns of differences, and their small parts that board and ticket use, too.
import { Link } from "react-router";
import type { DifferenceRow, DifferenceTotals } from "../../../src/contract/differences.ts";
import { daysBetween, isoDate } from "../../../src/core/date.ts";
import { differenceEnd } from "../../../src/core/differences/end-words.ts";
import { differenceStages, namedResiduals } from "../../../src/core/differences/life.ts";
import { roleNames } from "../../../src/core/roles.ts";
import type { Sentence } from "../../../src/core/words/word.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import type { Column } from "../../table/column.ts";
import { customerColumn, moneyColumn, NumberText, textColumn } from "../../table/columns.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { differenceWords } from "../../words/differences.ts";
import { tableWords } from "../../words/table.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { causeName, familyOf } from "./quadrant.tsx";

type DifferenceColumn = Column<DifferenceRow, DifferenceTotals>;

export function differenceColumns(isMany: boolean): readonly DifferenceColumn[] {
  return [
    {
      ...customerColumn<DifferenceRow, DifferenceTotals>((row) => row.customer?.name ?? "", {
        width: 190,
        sort: "customer",
      }),
      cell: (row) => <CustomerText row={row} />,
    },
    {
      key: "document",
      head: differenceWords.document,
      width: 176,
      card: "rest",
      cell: (row) => <DocumentText row={row} />,
      copy: (row) => row.item?.no ?? row.line?.payerName ?? "",
    },
    ...(isMany
      ? [
          textColumn<DifferenceRow, DifferenceTotals>(
            "currency",
            tableWords.currency,
            (row) => row.currency,
            {
              width: 52,
              card: "rest",
              total: (totals) =>
                totals.currencies.map(({ currency }) => (
                  <span key={currency} className="table-total-line">
                    {currency}
                  </span>
                )),
            },
          ),
        ]
      : []),
    moneyColumn<DifferenceRow, DifferenceTotals>("amount", differenceWords.amount, (row) => row, {
      bold: true,
      width: 124,
      sort: "home",
      card: "amount",
      totalsOf: (totals) => totals.currencies,
    }),
    {
      key: "code",
      head: differenceWords.cause,
      width: 190,
      sort: "code",
      card: "rest",
      cell: (row) => <CauseTag row={row} />,
      copy: (row) => row.code ?? "",
    },
    {
      key: "because",
      head: differenceWords.because,
      width: 220,
      grows: true,
      card: "none",
      cell: (row) => <ReasonText row={row} />,
    },
    {
      key: "owner",
      head: differenceWords.owner,
      width: 88,
      card: "none",
      cell: (row) => <OwnerText row={row} />,
      copy: (row) => row.owner?.name ?? "",
    },
    {
      key: "due",
      head: differenceWords.due,
      width: 96,
      sort: "due",
      card: "rest",
      cell: (row) => <DueTag row={row} />,
      copy: (row) => row.dueOn ?? "",
    },
    {
      key: "stage",
      head: differenceWords.stage,
      width: 100,
      card: "none",
      cell: (row) => <StageTag row={row} />,
      copy: (row) => row.stage,
    },
    textColumn<DifferenceRow, DifferenceTotals>("found", differenceWords.found, (r) => r.foundOn, {
      width: 92,
      sort: "found",
      isHidden: true,
    }),
  ];
}

export function CustomerText({ row }: { readonly row: DifferenceRow }) {
  const w = useWords(differenceWords);
  if (row.customer === null) return <em className="unknown">{w("noCustomer")}</em>;
  return <span title={row.customer.name}>{row.customer.name}</span>;
}

export function DocumentText({ row }: { readonly row: DifferenceRow }) {
  const w = useWords(differenceWords);
  const { id: booksId } = useBooks();
  if (row.item) return <NumberText text={row.item.no} />;
  if (!row.line) return null;
  const { id, date, payerName } = row.line;
  return (
    <Link
      to={pathTo("matchLine", { booksId, lineId: id })}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
    >
      {w("lineOf", { date: date.slice(5), payer: payerName || w("noPayer") })}
    </Link>
  );
}

const familyTones: Readonly<Record<ReturnType<typeof familyOf>, Tone>> = {
  technical: "blue",
  process: "amber",
  dispute: "violet",
  none: "plain",
  named: "plain",
};

/** The code, else what the residual is called where that says enough. */
export function causeOf({ code, residual }: Pick<DifferenceRow, "code" | "residual">) {
  const isNamed = (namedResiduals as readonly string[]).includes(residual);
  return code ?? (isNamed ? residual : null);
}

export function CauseTag(props: {
  readonly row: Pick<DifferenceRow, "code" | "isNew" | "residual">;
}) {
  const { row } = props;
  const w = useWords(differenceWords);
  const word = useSentence();
  const cause = causeOf(row);
  if (cause === null && row.isNew) return <Tag outlined text={w("notYet")} />;
  const name = word(causeName(cause));
  const text = row.code === null ? name : `${row.code} ${name}`;
  return <Tag tone={familyTones[familyOf(cause)]} text={text} title={text} />;
}

function ReasonText({ row }: { readonly row: DifferenceRow }) {
  const word = useBecause();
  const isChinese = useLanguage() === "zh";
  const text = row.because.map((one) => word(one)).join(isChinese ? "；" : "; ");
  return (
    <span className="page-note" title={text}>
      {text}
    </span>
  );
}

export function OwnerText({ row }: { readonly row: DifferenceRow }) {
  const w = useWords(differenceWords);
  const word = useSentence();
  if (row.owner) return <span>{row.owner.name}</span>;
  const role = Object.hasOwn(roleNames, row.ownerRole)
    ? roleNames[row.ownerRole as keyof typeof roleNames] // checked right before
    : null;
  return <em className="unknown">{role ? word(role) : w("nobody")}</em>;
}

export function DueTag({ row }: { readonly row: DifferenceRow }) {
  const w = useWords(differenceWords);
  const { today } = useBooks();
  if (row.dueOn === null || row.state !== "open") return null;
  const days = daysBetween(isoDate(today), isoDate(row.dueOn));
  if (days < 0) return <Tag tone="red" text={w("overDays", { days: -days })} title={row.dueOn} />;
  if (days === 0) return <Tag tone="amber" text={w("today")} title={row.dueOn} />;
  return (
    <Tag tone={days <= 2 ? "amber" : "plain"} text={w("leftDays", { days })} title={row.dueOn} />
  );
}

export function StageTag({ row }: { readonly row: DifferenceRow }) {
  const word = useSentence();
  const w = useWords(differenceWords);
  if (row.state === "withdrawn") return <Tag tone="hatched" text={w("state_withdrawn")} />;
  if (row.state === "resolved") {
    const text = row.outcome === null ? w("state_resolved") : word(outcomeName(row.outcome));
    return <Tag tone="green" text={text} title={text} />;
  }
  return <Tag outlined text={word(differenceStages[row.stage])} />;
}

export function outcomeName(outcome: string): Sentence {
  if (outcome === "not_receivable") return differenceWords.not_receivable;
  return differenceEnd(outcome) ?? differenceWords.state_resolved;
}
