// 代收内部往来: money of a line that a customer of another set of books paid. Whose it is there, how much,
// and the entries of both sets of books before they are made.
import { Input, Modal, Select } from "antd";
import { useState } from "react";
import {
  givenToOtherBooks,
  type OtherBooksBody,
  type OtherBooksChoices,
  type OtherBooksPreview,
  otherBooksChoices,
  otherBooksPreview,
} from "../../../src/contract/other-books.ts";
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useSession } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { formatAmount } from "../../ui/money-text.tsx";
import { lineEndWords } from "../../words/line-ends.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { Field } from "../close/adjust-targets.tsx";
import { EffectTable } from "../close/effect-table.tsx";
import { undoDecision } from "../close/undo-now.ts";
import { type Choice, CustomerPicker } from "../customers/customer-picker.tsx";

type Line = Pick<BankLineDetail["line"], "id" | "unapplied" | "currency">;
type OtherBooks = OtherBooksChoices["rows"][number];

export function OtherBooksDialog(props: {
  readonly line: Line;
  readonly onClose: (isDone: boolean) => void;
}) {
  const w = useWords(lineEndWords);
  const language = useLanguage();
  const sentence = useErrorSentence();
  const base = useBooksPath();
  const { line, onClose } = props;
  const { currency, unapplied } = line;
  const path = `${base}/bank-lines/${line.id}/other-books`;
  const { data } = useGet(otherBooksChoices, path);
  const [chosenId, chooseBooks] = useState<number | null>(null);
  const books = data?.rows.find(({ booksId }) => booksId === chosenId) ?? firstOf(data);
  const [named, name] = useState<Choice | null | undefined>(undefined);
  // who looks like the payer, until somebody is named
  const customer = named === undefined ? onlyOne(books) : named;
  const [fields, change] = useState({ amount: unapplied, reason: "" });
  const [key, renew] = useState(() => crypto.randomUUID());
  const ask = useSend(otherBooksPreview, "POST");
  const post = useSend(givenToOtherBooks, "POST", [base]);
  const anew = () => {
    ask.reset();
    renew(crypto.randomUUID());
  };
  const put = (changes: Partial<typeof fields>) => {
    change({ ...fields, ...changes });
    anew();
  };
  const isFilled =
    books !== undefined &&
    customer !== null &&
    /^\d+(\.\d+)?$/.test(fields.amount) &&
    fields.reason.trim() !== "";
  const body: OtherBooksBody | null =
    isFilled && customer ? { toBooksId: books.booksId, customerId: customer.id, ...fields } : null;
  const submit = () => {
    if (!body || !books) return;
    post.mutate(
      { path, body, key },
      {
        onSuccess: ({ decisionId }) => {
          const amount = `${currency} ${formatAmount(fields.amount, currency, language)}`;
          offerUndo({
            message: w("otherBooksDone", { books: books.name, amount }),
            undo: () => undoDecision(base, decisionId),
          });
          onClose(true);
        },
        onError: () => renew(crypto.randomUUID()),
      },
    );
  };
  const fault = ask.error ?? post.error;
  const likeness = books?.customers.find(({ id }) => id === customer?.id)?.likeness;
  const left = formatAmount(unapplied, currency, language);
  return (
    <Modal
      open
      width={560}
      title={w("otherBooksTitle")}
      cancelText={w("cancel")}
      onCancel={() => onClose(false)}
      okText={w(ask.data ? "depositPost" : "depositLook")}
      okButtonProps={{ disabled: body === null }}
      confirmLoading={ask.isPending || post.isPending}
      onOk={() => (ask.data ? submit() : body && ask.mutate({ path: `${path}/preview`, body }))}
    >
      <div className="adjust-form">
        <p className="page-note">{w("otherBooksIntro")}</p>
        <Field label={w("otherBooksWhich")}>
          <Select
            aria-label={w("otherBooksWhich")}
            loading={!data}
            value={books?.booksId ?? null}
            options={(data?.rows ?? []).map(({ booksId, name: label }) => ({
              value: booksId,
              label,
            }))}
            onChange={(booksId: number | null) => {
              chooseBooks(booksId);
              name(undefined);
              anew();
            }}
          />
        </Field>
        {books ? (
          <Field label={w("otherBooksCustomer", { books: books.name })}>
            <CustomerPicker
              key={books.booksId}
              booksId={books.booksId}
              value={customer}
              onChange={(choice) => {
                name(choice);
                anew();
              }}
            />
            {likeness ? <p className="page-note">{w(`otherBooksLike_${likeness}`)}</p> : null}
          </Field>
        ) : null}
        <Field label={w("depositAmount", { currency, amount: left })}>
          <Input
            inputMode="decimal"
            aria-label={w("depositAmount", { currency, amount: left })}
            value={fields.amount}
            onChange={(event) => put({ amount: event.target.value.trim() })}
          />
        </Field>
        <Field label={w("otherBooksReason")}>
          <Input
            maxLength={500}
            aria-label={w("otherBooksReason")}
            value={fields.reason}
            onChange={(event) => put({ reason: event.target.value })}
          />
        </Field>
        {fault ? <p className="form-fault">{sentence(fault)}</p> : null}
        {ask.data && books ? <BothSides preview={ask.data} other={books} /> : null}
      </div>
    </Modal>
  );
}

/** One other set of books is the one; of several a person chooses. */
function firstOf(data: OtherBooksChoices | undefined): OtherBooks | undefined {
  if (!data) return undefined;
  const likely = data.rows.filter(({ customers }) => customers.length > 0);
  const [only, second] = likely.length > 0 ? likely : data.rows;
  return second === undefined ? only : undefined;
}

/** Who pays from that account, else the only one who is called like the payer. */
function onlyOne(books: OtherBooks | undefined): Choice | null {
  const all = books?.customers ?? [];
  const byAccount = all.filter(({ likeness }) => likeness === "account");
  const [one, second] = byAccount.length > 0 ? byAccount : all;
  return one && second === undefined ? { id: one.id, name: one.name } : null;
}

/** What would be booked here and in the other set of books. */
export function BothSides(props: {
  readonly preview: OtherBooksPreview;
  readonly other: Pick<OtherBooks, "booksId" | "name">;
}) {
  const { preview, other } = props;
  const own = useBooks();
  const { organisation } = useSession();
  const there = organisation.books.find(({ id }) => id === other.booksId);
  return (
    <div className="adjust-preview" role="status">
      <Side name={own.name} entries={preview.entries} currency={own.homeCurrency} />
      <Side
        name={other.name}
        entries={preview.otherEntries}
        currency={there?.homeCurrency ?? own.homeCurrency}
      />
    </div>
  );
}

function Side(props: {
  readonly name: string;
  readonly entries: OtherBooksPreview["entries"];
  readonly currency: string;
}) {
  const w = useWords(lineEndWords);
  return props.entries.map((entry) => (
    <div key={entry.event}>
      <p>
        {w("otherBooksIn", { books: props.name })} {entry.event}{" "}
        <span className="page-note">{entry.accountingDate}</span>
      </p>
      <EffectTable lines={entry.lines} currency={props.currency} />
    </div>
  ));
}
