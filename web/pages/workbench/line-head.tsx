// The bank line as the bank wrote it: nothing cut, what a proposal stands on marked.
import { Link } from "react-router";
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import { categoryWords } from "../../../src/core/words/outcome.ts";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { StatusTag, Tag } from "../../ui/status-tag.tsx";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { markHits, tokensOf } from "./memo-hits.ts";

export function LineHead({ detail }: { detail: BankLineDetail }) {
  const { line, candidates } = detail;
  const w = useWords(workbenchWords);
  const word = useSentence();
  const { id: booksId } = useBooks();
  const tokens = tokensOf(candidates);
  const isOut = line.amount.startsWith("-");
  const isPart = !/^0(\.0+)?$/.test(line.unapplied) && line.unapplied !== line.amount;
  return (
    <section className="wb-line panel" aria-label={w("listLabel")}>
      <div className="wb-line-top">
        <span className="wb-line-date">{line.date}</span>
        {line.valueDate && line.valueDate !== line.date ? (
          <span className="page-note">{w("valueDate", { date: line.valueDate })}</span>
        ) : null}
        <span className="page-note" title={line.bankAccount}>
          {line.bankName} …{line.bankAccount.slice(-4)}
        </span>
        <StatusTag status={line.lane} />
        {line.category ? <Tag tone="plain" text={word(categoryWords[line.category])} /> : null}
        <span className="wb-line-amount">
          <small>{isOut ? w("moneyOut") : w("moneyIn")}</small>
          <small>{line.currency}</small>
          <MoneyText amount={line.amount} currency={line.currency} bold />
        </span>
      </div>
      <dl className="wb-line-facts">
        <dt>{w("payer")}</dt>
        <dd>
          <b>
            <Marked text={line.payerName} tokens={tokens} fallback={w("payerUnknown")} />
          </b>
          {line.payerAccount === "" ? null : (
            <span className="page-note wb-number" title={w("account")}>
              {line.payerAccount}
            </span>
          )}
        </dd>
        <dt>{w("memo")}</dt>
        <dd className="wb-memo">
          <Marked text={line.memo} tokens={tokens} fallback={w("noMemo")} />
        </dd>
        {line.bankRef === "" && line.endToEnd === "" ? null : (
          <>
            <dt>{w("bankRef")}</dt>
            <dd className="wb-number">
              {[line.bankRef, line.endToEnd].filter((ref) => ref !== "").join(" · ")}
            </dd>
          </>
        )}
        {isPart ? (
          <>
            <dt>{w("unapplied")}</dt>
            <dd>
              <MoneyText amount={line.unapplied} currency={line.currency} bold />
            </dd>
          </>
        ) : null}
      </dl>
      {line.note === "" ? null : <p className="wb-note">{w("heldNote", { note: line.note })}</p>}
      <p className="wb-line-foot">
        <Link
          to={`${pathTo("importBatch", { booksId, batchId: line.statementFile.batchId })}?row=${line.statementFile.row}`}
        >
          {w("openStatement")}
        </Link>
        <span className="page-note">
          {w("statementRow", {
            file: line.statementFile.fileName,
            row: line.statementFile.row,
          })}
        </span>
      </p>
    </section>
  );
}

function Marked(props: { text: string; tokens: readonly string[]; fallback: string }) {
  if (props.text === "") return <span className="unknown">{props.fallback}</span>;
  return markHits(props.text, props.tokens).map((part, index) =>
    part.isHit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <mark key={index}>{part.text}</mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <span key={index}>{part.text}</span>
    ),
  );
}
