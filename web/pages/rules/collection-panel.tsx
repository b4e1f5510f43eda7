// 专属收款账户: each account of ours and the customer or contract it is given to (R06).
import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type CollectionAccountsOnWire,
  collectionAccounts,
} from "../../../src/contract/collection-accounts.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { Skeleton } from "../../ui/states.tsx";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { useWords } from "../../words/words.ts";
import { CustomerPicker } from "../workbench/customer-picker.tsx";

type Account = CollectionAccountsOnWire["rows"][number];

export function CollectionPanel() {
  const w = useWords(ruleCopyWords);
  const { id: booksId } = useBooks();
  const { data, error, refetch } = useGet(
    collectionAccounts,
    `${useBooksPath()}/collection-accounts`,
  );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("accounts")}</h2>
      </header>
      <div className="panel-body">
        <p className="page-note" style={{ marginTop: 0 }}>
          {w("accountsNote")}{" "}
          <Link to={pathTo("payAccounts", { booksId })}>{w("payAccounts")} →</Link>
        </p>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <Skeleton lines={3} />}
        {data?.rows.length === 0 ? <p className="page-note">{w("accountsNone")}</p> : null}
        <ul className="rule-copies">
          {data?.rows.map((account) => (
            <AccountRow key={account.bankAccountId} account={account} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function AccountRow({ account }: { readonly account: Account }) {
  const w = useWords(ruleCopyWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { id: booksId } = useBooks();
  const refusal = useRefusal("edit_memory");
  const [isChoosing, choose] = useState(false);
  const [contractNo, write] = useState("");
  const send = useSend(collectionAccounts, "PUT", [`${base}/collection-accounts`]);
  const give = (customerId: number | null) =>
    send.mutate(
      {
        path: `${base}/collection-accounts/${account.bankAccountId}`,
        body: { customerId, contractNo: contractNo.trim() },
      },
      {
        onSuccess: () => {
          choose(false);
          void message.success(w(customerId === null ? "takenBack" : "given"));
        },
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  const { customerId } = account;
  return (
    <li>
      <span className="rule-account">{account.accountNo}</span>
      <span className="page-note">
        {account.bank} {account.currency}
      </span>
      {customerId === null ? (
        <span className="page-note">{w("anybody")}</span>
      ) : (
        <Link to={pathTo("customer", { booksId, customerId })}>{account.customerName}</Link>
      )}
      {account.contractNo === "" ? null : (
        <span>{w("ofContract", { contract: account.contractNo })}</span>
      )}
      <span className="rule-moves">
        {isChoosing ? null : (
          <RefusedButton size="small" reason={refusal} onClick={() => choose(true)}>
            {w("give")}
          </RefusedButton>
        )}
        {customerId === null ? null : (
          <RefusedButton size="small" reason={refusal} onClick={() => give(null)}>
            {w("takeBack")}
          </RefusedButton>
        )}
      </span>
      {isChoosing ? (
        <div className="rule-give">
          <Input
            size="small"
            value={contractNo}
            maxLength={120}
            placeholder={w("contract")}
            aria-label={w("contract")}
            onChange={(event) => write(event.target.value)}
          />
          <CustomerPicker onChoose={({ id }) => give(id)} onLeave={() => choose(false)} />
          <Button size="small" type="text" onClick={() => choose(false)}>
            ×
          </Button>
        </div>
      ) : null}
    </li>
  );
}
