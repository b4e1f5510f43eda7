// Columns of open items, the same on the items page and on a customer's page.
import type { ItemTotals, OpenItemOnWire } from "../../../src/contract/items.ts";
import { isPassedOn, itemKinds } from "../../../src/core/item-kinds.ts";
import type { Sentence } from "../../../src/core/words/word.ts";
import type { Column } from "../../table/column.ts";
import {
  currencyColumn,
  customerColumn,
  dateColumn,
  daysLateColumn,
  moneyColumn,
  numberColumn,
  statusColumn,
  textColumn,
} from "../../table/columns.tsx";
import { AgeText, DueText } from "../../ui/date-text.tsx";
import { MoneyText } from "../../ui/money-text.tsx";
import { itemWords } from "../../words/items.ts";
import { tableWords } from "../../words/table.ts";
import { useSentence } from "../../words/words.ts";

export type ItemColumn = Column<OpenItemOnWire, ItemTotals>;

type ColumnOptions = {
  readonly withCustomer: boolean;
  /** Of the totals; one alone stands in the heads and needs no column. */
  readonly currencies: readonly string[];
  readonly today: string;
};

export function itemColumns(options: ColumnOptions): readonly ItemColumn[] {
  const { withCustomer, currencies, today } = options;
  const customer = customerColumn<OpenItemOnWire, ItemTotals>((i) => i.customer.name, {
    sort: "customer",
    width: 196,
  });
  const kind: ItemColumn = {
    key: "kind",
    head: tableWords.kind,
    width: 68,
    cell: (item) => <KindText kind={item.kind} />,
    copy: (item) => itemKinds[item.kind].zh,
    card: "rest",
  };
  const no = numberColumn<OpenItemOnWire, ItemTotals>((i) => i.no, {
    sort: "no",
    width: 172,
    card: withCustomer ? "rest" : "title",
  });
  return [
    ...(withCustomer ? [customer, kind] : []),
    no,
    ...(withCustomer ? [] : [kind]),
    dateColumn("issued", tableWords.issued, (i) => i.issueDate, { sort: "issued", width: 90 }),
    {
      ...dateColumn<OpenItemOnWire, ItemTotals>("due", tableWords.due, (i) => i.dueDate),
      sort: "due",
      width: 90,
      sortsDown: false,
      cell: (item) => <DueText due={item.dueDate} today={today} settled />,
    },
    {
      ...daysLateColumn<OpenItemOnWire, ItemTotals>((i) => i.daysLate, { sort: "late" }),
      cell: (item) => <LateCell item={item} />,
      cardCell: (item) => <LateCell item={item} inWords />,
      card: "rest",
    },
    ...(currencies.length > 1
      ? [currencyColumn<OpenItemOnWire, ItemTotals>((i) => i.currency, { width: 48, card: "rest" })]
      : []),
    amountColumn("amount", headIn(tableWords.amount, currencies), "amount"),
    // Beside the customer's name not all fits a screen of 1440: what is to be read off the others
    // is shown when asked for.
    { ...amountColumn("applied", tableWords.applied, "applied"), isHidden: withCustomer },
    amountColumn("open", headIn(tableWords.open, currencies), "open"),
    statusColumn((i) => i.status, { card: "rest", width: 92 }),
    {
      ...amountColumn("disputed", itemWords.disputed, "disputed"),
      cell: (item) =>
        isZero(item.disputed) ? null : (
          <span className="is-disputed">
            <MoneyText amount={item.disputed} currency={item.currency} />
          </span>
        ),
      width: 112,
      isHidden: withCustomer,
    },
    textColumn("contract", itemWords.contract, (i) => i.contractNo || i.orderNo, {
      width: 150,
      isHidden: true,
    }),
    textColumn("memo", itemWords.memo, (i) => i.memo, { width: 180, isHidden: true }),
  ];
}

/** 未清 (CNY) where the page has one currency. */
export function headIn(head: Sentence, currencies: readonly string[]): Sentence {
  const [only] = currencies;
  if (currencies.length !== 1 || only === undefined) return head;
  return { zh: `${head.zh} (${only})`, en: `${head.en} (${only})` };
}

type AmountKey = "amount" | "applied" | "open" | "disputed";

function amountColumn(key: AmountKey, head: Sentence, of: AmountKey): ItemColumn {
  return moneyColumn<OpenItemOnWire, ItemTotals>(
    key,
    head,
    (item) => ({ amount: item[of], currency: item.currency }),
    {
      bold: key === "open",
      width: 128,
      ...(key === "applied" ? {} : { sort: key }),
      ...(key === "open" ? { card: "amount" as const } : {}),
      totalsOf: (totals) =>
        totals.currencies.map((sum) => ({ amount: sum[of], currency: sum.currency })),
    },
  );
}

export function isZero(amount: string): boolean {
  return /^-?0*(\.0*)?$/.test(amount);
}

function KindText({ kind }: { kind: OpenItemOnWire["kind"] }) {
  const word = useSentence();
  return <span>{word(itemKinds[kind])}</span>;
}

/** Of a settled item, or one that is nobody's debt or another's to collect, lateness says nothing. */
function LateCell({ item, inWords }: { item: OpenItemOnWire; inWords?: boolean }) {
  const { kind, status } = item;
  if (status === "settled" || itemKinds[kind].sign < 0 || isPassedOn(kind)) {
    return <span className="money is-faint">–</span>;
  }
  return <AgeText days={item.daysLate} inWords={inWords ?? false} />;
}
