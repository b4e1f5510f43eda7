// 客户往来: one customer's figures with the tie to the ledger, and in tabs the open items, the ledger,
// the receipts, the contracts and how this customer pays.
import "./customer.css";
import { App, DatePicker, Tabs } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { type CustomerHead, customerPage } from "../../../src/contract/customers.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useMay, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { customerWords } from "../../words/customers.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { HabitsPanel } from "../accuracy/habits-panel.tsx";
import { LinesTable, useLineList } from "../bank-lines/lines-table.tsx";
import { ReopenedNote } from "../close/closing-figures.tsx";
import { CommunicationTab } from "../communication/communication-tab.tsx";
import { CreditCardView } from "../credit/credit-card.tsx";
import { CreditHead } from "../credit/credit-head.tsx";
import { LevelButton } from "../differences/level-button.tsx";
import { ItemsTable, useItemList } from "../items/items-table.tsx";
import { CustomerStatementsTab } from "../statements/customer-statements.tsx";
import { BillForm } from "./bill-form.tsx";
import { Contracts } from "./contracts.tsx";
import { CustomerFiguresPanel } from "./customer-figures.tsx";
import { CustomerForm } from "./customer-form.tsx";
import { CustomerLedgerTab } from "./customer-ledger.tsx";
import { Memory } from "./memory.tsx";
import { OpenReceiptsPanel } from "./open-receipts.tsx";

const tabs = [
  "items",
  "ledger",
  "receipts",
  "statements",
  "communication",
  "credit",
  "contracts",
  "profile",
] as const;
type Tab = (typeof tabs)[number];
const tabWords = {
  items: "tabItems",
  ledger: "tabLedger",
  receipts: "tabReceipts",
  statements: "tabStatements",
  communication: "tabCommunication",
  credit: "tabCredit",
  contracts: "tabContracts",
  profile: "tabProfile",
} as const;

export function Component() {
  const { customerId = "0" } = useParams();
  return <CustomerView key={customerId} customerId={Number(customerId)} />;
}

function CustomerView({ customerId }: { customerId: number }) {
  const w = useWords(customerWords);
  const books = useBooks();
  const path = useBooksPath();
  const refusal = useRefusal("edit_customers");
  const seesLines = useMay("view_bank_lines");
  const { message } = App.useApp();
  const [search, setSearch] = useSearchParams();
  const maySettle = useRefusal("decide_matches");
  const [isEditing, edit] = useState(false);
  const [isTakingBill, takeBill] = useState(false);
  const asOf = search.get("asOf");
  const tab = tabs.find((one) => one === search.get("tab")) ?? "items";
  const { data, error, refetch } = useGet(customerPage, `${path}/customers/${customerId}`, {
    query: { asOf },
    keep: true,
  });
  /** A tab has filters of its own; only the date stays. */
  const turnTo = (next: string) =>
    setSearch({ tab: next, ...(asOf === null ? {} : { asOf }) }, { replace: true });
  const setAsOf = (date: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (date === null || date === books.today) next.delete("asOf");
        else next.set("asOf", date);
        return next;
      },
      { replace: true },
    );
  if (error) {
    return (
      <div className="page-body">
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (!data) {
    return (
      <div className="page-body">
        <Skeleton />
      </div>
    );
  }
  const shown = tabs.filter((one) => one !== "receipts" || seesLines);
  return (
    <div className="page-body is-filling">
      <header className="page-head">
        <h1 title={data.customer.name}>{data.customer.name}</h1>
        <Flags customer={data.customer} />
        <CreditHead customerId={customerId} />
        <span className="is-end">
          <DatePicker
            aria-label={w("asOfLabel")}
            value={dayjs(data.asOf)}
            format={(date) => w("asOf", { date: date.format("YYYY-MM-DD") })}
            onChange={(date) => setAsOf(date?.format("YYYY-MM-DD") ?? null)}
            style={{ width: 180 }}
          />
          <ReopenedNote asOf={data.asOf} /> <LevelButton of={{ customer: customerId }} />
          <RefusedButton className="is-desktop" reason={maySettle} onClick={() => takeBill(true)}>
            {w("takeBill")}
          </RefusedButton>
          <RefusedButton reason={refusal} onClick={() => edit(true)}>
            {w("edit")}
          </RefusedButton>
          {seesLines ? (
            <LinkButton
              type="primary"
              to={`${pathTo("match", { booksId: books.id })}?customer=${customerId}`}
            >
              {w("toMatch")}
            </LinkButton>
          ) : null}
        </span>
      </header>
      <Head customer={data.customer} />
      <CustomerFiguresPanel page={data} onTab={turnTo} />
      <div className="customer-tabs">
        <Tabs
          activeKey={tab}
          onChange={turnTo}
          items={shown.map((key) => ({ key, label: w(tabWords[key]) }))}
        />
        <TabContent tab={tab} customerId={customerId} asOf={data.asOf} name={data.customer.name} />
      </div>
      {isTakingBill ? <BillForm customerId={customerId} onClose={() => takeBill(false)} /> : null}
      {isEditing ? (
        <CustomerForm
          customer={data.customer}
          onClose={() => edit(false)}
          onSaved={() => void message.success(w("saved"))}
        />
      ) : null}
    </div>
  );
}

function Flags({ customer }: { customer: CustomerHead }) {
  const w = useWords(customerWords);
  return (
    <span className="chips">
      {customer.onHold ? <StatusTag status="on_hold" /> : null}
      {customer.isRelatedParty ? <Tag outlined text={w("relatedParty")} /> : null}
      {customer.isProvisional ? (
        <Tag tone="amber" text={w("flag_provisional")} title={w("provisionalText")} />
      ) : null}
    </span>
  );
}

function Head({ customer }: { customer: CustomerHead }) {
  const w = useWords(customerWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const { terms, termsInWords, formerNames, parent, owner, taxId } = customer;
  const inWords = termsInWords ? word(termsInWords) : "";
  return (
    <div className="customer-head">
      <span>{customer.no}</span>
      {taxId === "" ? null : (
        <span>
          {w("taxId")} <b className="table-number">{taxId}</b>
        </span>
      )}
      <span>
        {w("terms")}{" "}
        {terms === "" ? (
          <em className="unknown">{w("noTerms")}</em>
        ) : (
          <b title={terms}>{inWords === "" ? terms : inWords}</b>
        )}
      </span>
      <span>
        {w("owner")} {owner ? <b>{owner.name}</b> : <em className="unknown">{w("noOwner")}</em>}
      </span>
      {parent ? (
        <Link to={pathTo("customer", { booksId, customerId: parent.id })}>
          {w("belongsTo", { name: parent.name })}
        </Link>
      ) : null}
      {formerNames.length > 0 ? <span>{w("formerly", { names: formerNames })}</span> : null}
    </div>
  );
}

function TabContent(props: { tab: Tab; customerId: number; asOf: string; name: string }) {
  const { tab, customerId, asOf, name } = props;
  switch (tab) {
    case "items":
      return <ItemsTab customerId={customerId} />;
    case "ledger":
      return <CustomerLedgerTab customerId={customerId} asOf={asOf} />;
    case "receipts":
      return <ReceiptsTab customerId={customerId} />;
    case "statements":
      return <CustomerStatementsTab customerId={customerId} />;
    case "communication":
      return <CommunicationTab customerId={customerId} customerName={name} />;
    case "credit":
      return <CreditTab customerId={customerId} />;
    case "contracts":
      return <Contracts customerId={customerId} />;
    case "profile":
      return <ProfileTab customerId={customerId} />;
  }
}

function CreditTab({ customerId }: { customerId: number }) {
  return (
    <div className="customer-profile">
      <CreditCardView customerId={customerId} />
    </div>
  );
}

/** What is known of the customer and how the customer usually pays. */
function ProfileTab({ customerId }: { customerId: number }) {
  const seesLines = useMay("view_bank_lines");
  return (
    <div className="customer-profile">
      <Memory customerId={customerId} />
      {seesLines ? <HabitsPanel customerId={customerId} /> : null}
    </div>
  );
}

function ItemsTab({ customerId }: { customerId: number }) {
  const w = useWords(customerWords);
  const list = useItemList(customerId);
  return (
    <ItemsTable
      list={list}
      tableId="customer-items"
      withCustomer={false}
      empty={<EmptyState kind="left" title={w("noItems")} text={w("noItemsText")} />}
    />
  );
}

function ReceiptsTab({ customerId }: { customerId: number }) {
  const w = useWords(customerWords);
  const list = useLineList(customerId);
  return (
    <>
      <OpenReceiptsPanel customerId={customerId} />
      <LinesTable
        list={list}
        tableId="customer-receipts"
        withExport
        empty={<EmptyState kind="yet" title={w("noReceipts")} text={w("noReceiptsText")} />}
      />
    </>
  );
}
