// The file's account is not in these books, or it names none: add it, or say which one it is.
import { App, Button, Form, Input, Select, Switch } from "antd";
import { useState } from "react";
import { type DataHealth, dataHealth } from "../../../src/contract/data-health.ts";
import type { ImportCard, StatementPreview } from "../../../src/contract/imports.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { importWords } from "../../words/import.ts";
import { useWords } from "../../words/words.ts";
import { answers, useImportAct } from "./use-imports.ts";

export function AccountQuestion(props: {
  readonly card: ImportCard;
  readonly statement: StatementPreview;
}) {
  const { card, statement } = props;
  const w = useWords(importWords);
  const { message } = App.useApp();
  const sentence = useErrorSentence();
  const choose = useImportAct(answers.card, "account");
  const { data } = useGet(dataHealth, `${useBooksPath()}/data-health`);
  const [isAdding, setAdding] = useState(false);
  const accounts = (data?.accounts ?? []).filter(({ currency }) => currency === statement.currency);
  const decide = async (answer: object) => {
    try {
      await choose.act(card.id, { statementKey: statement.key, ...answer });
    } catch (error) {
      message.error(sentence(error));
    }
  };
  const title =
    statement.standing === "none"
      ? w("accountNone")
      : w("accountUnknown", { account: statement.account });
  return (
    <div className="question is-amber">
      <span>{title}</span>
      <div className="question-ways">
        {statement.account === "" ? null : (
          <Button
            loading={choose.isPending}
            onClick={() => void decide({ create: { ...known(statement), origin: "ours" } })}
          >
            {w("addAccount", {
              account: [statement.bank, `…${statement.account.slice(-4)}`, statement.currency]
                .filter((part) => part !== "")
                .join(" "),
            })}
          </Button>
        )}
        <Button
          type={statement.account === "" ? "default" : "text"}
          onClick={() => setAdding(!isAdding)}
        >
          {statement.account === "" ? w("newAccount") : w("addEdited")}
        </Button>
        {accounts.length <= fewAccounts
          ? accounts.map((account) => (
              <Button
                key={account.id}
                loading={choose.isPending}
                onClick={() => void decide({ accountId: account.id })}
              >
                {w("useAccount", { account: nameOf(account) })}
              </Button>
            ))
          : null}
        {accounts.length > fewAccounts ? (
          <Select
            className="question-select"
            aria-label={w("chooseAccount")}
            placeholder={w("chooseAccount")}
            loading={choose.isPending}
            onChange={(accountId: number) => void decide({ accountId })}
            options={accounts.map((account) => ({ value: account.id, label: nameOf(account) }))}
          />
        ) : null}
      </div>
      {isAdding ? (
        <NewAccountForm
          statement={statement}
          isSending={choose.isPending}
          onAdd={(create) => void decide({ create })}
        />
      ) : null}
    </div>
  );
}

/** So many are offered as buttons, one press each. */
const fewAccounts = 3;

function nameOf({ bank, name, accountNo }: DataHealth["accounts"][number]): string {
  return [bank, name, `…${accountNo.slice(-4)}`].filter((part) => part !== "").join(" ");
}

function known({ account, bank, accountName, currency }: StatementPreview) {
  return { accountNo: account, bank, name: accountName, currency };
}

type NewAccount = {
  accountNo: string;
  bank: string;
  name: string;
  currency: string;
  inLedger: boolean;
};

function NewAccountForm(props: {
  readonly statement: StatementPreview;
  readonly isSending: boolean;
  readonly onAdd: (account: object) => void;
}) {
  const w = useWords(importWords);
  const initial: NewAccount = { ...known(props.statement), inLedger: false };
  return (
    <Form<NewAccount>
      layout="vertical"
      className="new-account"
      initialValues={initial}
      onFinish={({ inLedger, ...rest }) =>
        props.onAdd({ ...rest, origin: inLedger ? "gl" : "ours" })
      }
    >
      <Form.Item name="accountNo" label={w("accountNo")} rules={[{ required: true, min: 3 }]}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="bank" label={w("bank")}>
        <Input />
      </Form.Item>
      <Form.Item name="name" label={w("accountName")}>
        <Input />
      </Form.Item>
      <Form.Item
        name="currency"
        label={w("currency")}
        rules={[{ required: true, pattern: /^[A-Z]{3}$/ }]}
      >
        <Input maxLength={3} />
      </Form.Item>
      <Form.Item
        name="inLedger"
        valuePropName="checked"
        className="new-account-origin"
        label={w("originGl")}
      >
        <Switch size="small" />
      </Form.Item>
      <Button type="default" htmlType="submit" loading={props.isSending}>
        {w("add")}
      </Button>
    </Form>
  );
}
