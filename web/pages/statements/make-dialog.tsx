// 生成 → 预检 → 发送: which period and form, what would come of it and what to look at, then the job.
import { App, Button, Checkbox, Modal, Select } from "antd";
import { useState } from "react";
import {
  batchStarted,
  type StatementAskOnWire,
  type StatementCheck,
  statementCheck,
} from "../../../src/contract/statements.ts";
import {
  addMonths,
  endOfMonth,
  type IsoDate,
  isoDate,
  startOfMonth,
} from "../../../src/core/date.ts";
import { type StatementForm, statementForms } from "../../../src/core/statements/statement.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { sumByCurrency } from "../../table/sum-by-currency.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useOwnFocus } from "../../ui/own-focus.ts";
import { Segmented } from "../../ui/segmented.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { statementWords } from "../../words/statements.ts";
import { useSentence, useWords } from "../../words/words.ts";

const mostShown = 200;

type Choice = {
  readonly byPlan: boolean;
  readonly month: string;
  /** "": as planned for each customer. */
  readonly form: StatementForm | "";
  readonly replace: boolean;
};

export function MakeDialog(props: {
  readonly onClose: () => void;
  /** Of one customer alone. */
  readonly customerId?: number;
}) {
  const { onClose, customerId } = props;
  const w = useWords(statementWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const months = lastMonths(isoDate(useBooks().today));
  const [choice, setChoice] = useState<Choice>({
    byPlan: customerId === undefined,
    month: months[1] ?? "",
    form: "",
    replace: false,
  });
  const check = useSend(statementCheck, "POST");
  const start = useSend(batchStarted, "POST", [`${base}/statements`, `${base}/statement-figures`]);
  const ask = askOf(choice, customerId);
  const begin = (send: boolean) =>
    start.mutate(
      { path: `${base}/statement-batches`, body: { ...ask, send } },
      {
        onSuccess: () => {
          void message.success(w("started"));
          onClose();
        },
        onError: (error) => void message.error(sentence(error)),
      },
    );
  const found = check.data;
  return (
    <Modal open title={w("makeTitle")} width={880} footer={null} onCancel={onClose}>
      <ChoiceFields
        choice={choice}
        months={months}
        isOfAll={customerId === undefined}
        onChange={(changed) => {
          setChoice({ ...choice, ...changed });
          check.reset();
        }}
      />
      {found ? <Found check={found} /> : <p className="page-note">{w("makeHint")}</p>}
      {check.error ? <p role="alert">{sentence(check.error)}</p> : null}
      <div className="statement-ask is-end">
        {found ? (
          <BeginButtons check={found} isPending={start.isPending} onBegin={begin} />
        ) : (
          <Button
            key="check"
            type="primary"
            autoFocus
            loading={check.isPending}
            onClick={() => check.mutate({ path: `${base}/statement-checks`, body: ask })}
          >
            {check.isPending ? w("checking") : w("check")}
          </Button>
        )}
      </div>
    </Modal>
  );
}

/** This month and the eleven before it. */
function lastMonths(today: IsoDate): readonly string[] {
  return Array.from({ length: 12 }, (_, n) => addMonths(startOfMonth(today), -n).slice(0, 7));
}

function askOf(choice: Choice, customerId: number | undefined): StatementAskOnWire {
  const { byPlan, month, form, replace } = choice;
  return {
    byPlan,
    from: `${month}-01`,
    to: endOfMonth(isoDate(`${month}-01`)),
    form: form === "" ? null : form,
    language: null,
    replyDays: null,
    customerIds: customerId === undefined ? null : [customerId],
    replace,
    send: false,
  };
}

function ChoiceFields(props: {
  readonly choice: Choice;
  readonly months: readonly string[];
  readonly isOfAll: boolean;
  readonly onChange: (changed: Partial<Choice>) => void;
}) {
  const { choice, months, isOfAll, onChange } = props;
  const w = useWords(statementWords);
  const word = useSentence();
  return (
    <div className="statement-ask">
      {isOfAll ? (
        <Segmented
          value={choice.byPlan ? "plan" : "period"}
          onChange={(value) => onChange({ byPlan: value === "plan" })}
          options={[
            { value: "plan", label: w("byPlan") },
            { value: "period", label: w("byPeriod") },
          ]}
        />
      ) : null}
      <Select
        aria-label={w("to")}
        value={choice.month}
        style={{ width: 110 }}
        onChange={(month) => onChange({ month })}
        options={months.map((value) => ({ value, label: value }))}
      />
      <Select
        aria-label={w("form")}
        value={choice.form}
        style={{ width: 190 }}
        onChange={(form) => onChange({ form })}
        options={[
          { value: "" as const, label: w("asPlanned") },
          ...Object.entries(statementForms).map(([value, name]) => ({
            value: value as StatementForm, // the record's own key
            label: word(name),
          })),
        ]}
      />
      <Checkbox
        checked={choice.replace}
        onChange={({ target }) => onChange({ replace: target.checked })}
      >
        {w("replace")}
      </Checkbox>
    </div>
  );
}

function BeginButtons(props: {
  readonly check: StatementCheck;
  readonly isPending: boolean;
  readonly onBegin: (send: boolean) => void;
}) {
  const { check, isPending, onBegin } = props;
  const w = useWords(statementWords);
  const sendable = check.rows.filter(({ warnings }) => !warnings.includes("no_contact")).length;
  return (
    <>
      <Button
        key="drafts"
        disabled={check.rows.length === 0}
        loading={isPending}
        onClick={() => onBegin(false)}
      >
        {w("makeOnly")}
      </Button>
      <Button
        type="primary"
        disabled={sendable === 0}
        loading={isPending}
        onClick={() => onBegin(true)}
      >
        {w("makeAndSend", { count: sendable })}
      </Button>
    </>
  );
}

function Found({ check }: { readonly check: StatementCheck }) {
  const w = useWords(statementWords);
  const word = useSentence();
  const { rows, skipped } = check;
  // what a person should look at comes first
  const ordered = rows.toSorted((a, b) => b.warnings.length - a.warnings.length);
  const warned = rows.filter(({ warnings }) => warnings.length > 0).length;
  // what was found comes before what is done with it: the key that asked does not go on to send
  const part = useOwnFocus<HTMLElement>();
  const sums = sumByCurrency(rows.map(({ closing, currency }) => ({ amount: closing, currency })));
  return (
    <section className="statement-check" ref={part} tabIndex={-1}>
      <p>
        <b>{w("checkFound", { count: rows.length, warned, skipped: skipped.length })}</b>{" "}
        {sums.map(({ amount, currency }) => (
          <span key={currency} className="statement-check-sum">
            <MoneyText amount={amount} currency={currency} showCurrency />
          </span>
        ))}
        {check.isCut ? ` ${w("checkCut", { count: rows.length + skipped.length })}` : ""}
      </p>
      <div className="matrix-scroll statement-check-rows">
        <table className="matrix">
          <tbody>
            {ordered.slice(0, mostShown).map((row) => (
              <tr key={`${row.customer.id} ${row.currency}`}>
                <td>{row.customer.name}</td>
                <td>{word(statementForms[row.form])}</td>
                <td className="is-right">
                  <MoneyText amount={row.closing} currency={row.currency} showCurrency />
                </td>
                <td>
                  <span className="statement-tags">
                    {row.warnings.map((warning) => (
                      <Tag key={warning} tone="amber" outlined text={w(`warn_${warning}`)} />
                    ))}
                  </span>
                </td>
              </tr>
            ))}
            {skipped.slice(0, mostShown).map((row) => (
              <tr key={`${row.customer.id} ${row.currency} ${row.reason}`}>
                <td>{row.customer.name}</td>
                <td />
                <td />
                <td>
                  <Tag tone="aside" text={w(`skip_${row.reason}`)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
