// 限额与审批: how much one person may do in these books, and who signs what above it.
import "./books-settings.css";
import { App, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type BooksLimits,
  type BooksLimitsAnswer,
  booksLimitsAnswer,
  booksLimitsOutcome,
} from "../../../src/contract/books-limits.ts";
import {
  booksLimitNames,
  letsDoMore,
  limitsOfBooks,
} from "../../../src/core/ledger/books-limits.ts";
import { parseMinor } from "../../../src/core/money.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/amount.ts";
import { Skeleton } from "../../ui/states.tsx";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { ReasonFoot } from "./reason-foot.tsx";
import { StepsTable } from "./steps-table.tsx";
import { Waiting } from "./waiting.tsx";

export function Component() {
  const w = useWords(booksSettingWords);
  const { data, error, refetch } = useGet(booksLimitsAnswer, `${useBooksPath()}/limits`);
  return (
    <SettingsFrame title={w("limitsTitle")} note={w("limitsNote")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={8} />}
      {data ? (
        <>
          <Waiting approvalId={data.waiting} />
          <LimitsForm key={JSON.stringify(data.limits)} answer={data} />
          <StepsTable limits={data.limits} currency={data.currency} />
        </>
      ) : null}
    </SettingsFrame>
  );
}

function LimitsForm({ answer }: { readonly answer: BooksLimitsAnswer }) {
  const w = useWords(booksSettingWords);
  const { id: booksId } = useBooks();
  const notAllowed = useRefusal("change_limits");
  const [limits, set] = useState<BooksLimits>(answer.limits);
  const { currency, shipped } = answer;
  const language = useLanguage();
  return (
    <section className="panel">
      <div className="panel-body">
        {booksLimitNames.map((name) => {
          const isBad = !isAmount(limits[name], currency);
          return (
            <div className="limit-row" key={name}>
              <label htmlFor={name}>
                {w(`limit_${name}`)}
                <small className="page-note">
                  {w(`limitHint_${name}`)}{" "}
                  {w("shippedValue", { amount: formatAmount(shipped[name], currency, language) })}
                </small>
              </label>
              <Input
                id={name}
                className="money"
                inputMode="decimal"
                suffix={currency}
                value={limits[name]}
                disabled={notAllowed !== null}
                status={isBad ? "error" : ""}
                aria-invalid={isBad}
                title={isBad ? w("amountBad") : undefined}
                onChange={(event) => set({ ...limits, [name]: event.target.value })}
              />
            </div>
          );
        })}
        <div className="limit-row">
          <span>
            {w("systemTail")}
            <small className="page-note">{w("systemTailHint")}</small>
          </span>
          <Link to={pathTo("rule", { booksId, code: "R27" })}>{w("toRule")} →</Link>
        </div>
        <div className="limit-row">
          <span>
            {w("ownLimits")}
            <small className="page-note">{w("ownLimitsHint")}</small>
          </span>
          <Link to={pathTo("people", { booksId })}>{w("toPeople")} →</Link>
        </div>
        <Submit answer={answer} limits={limits} notAllowed={notAllowed} />
      </div>
    </section>
  );
}

type SubmitProps = {
  readonly answer: BooksLimitsAnswer;
  readonly limits: BooksLimits;
  readonly notAllowed: string | null;
};

function Submit({ answer, limits, notAllowed }: SubmitProps) {
  const w = useWords(booksSettingWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const [reason, write] = useState("");
  const send = useSend(booksLimitsOutcome, "PUT", [`${base}/limits`, `${base}/approvals`]);
  const { currency } = answer;
  const [from, to] = [answer.limits, limits].map((one) => limitsOfBooks(currency, one));
  const isWider = from !== undefined && to !== undefined && letsDoMore(from, to);
  const isBad = booksLimitNames.some((name) => !isAmount(limits[name], currency));
  const isSame = booksLimitNames.every(
    (name) =>
      isAmount(limits[name], currency) &&
      parseMinor(limits[name], currency) === parseMinor(answer.limits[name], currency),
  );
  const blocked =
    (isBad ? w("amountBad") : null) ??
    (isSame ? w("unchanged") : null) ??
    (isWider && answer.waiting !== null ? w("waiting") : null);
  const submit = () =>
    send.mutate(
      { path: `${base}/limits`, body: { ...limits, reason } },
      {
        onSuccess: ({ kind }) => void message.success(w(kind === "waiting" ? "asked" : "narrowed")),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <ReasonFoot
      reason={reason}
      onWrite={write}
      notAllowed={notAllowed}
      blocked={blocked}
      isSending={send.isPending}
      act={w(isWider || isSame ? "ask" : "narrow")}
      onSubmit={submit}
    />
  );
}

function isAmount(text: string, currency: string): boolean {
  const minor = parseMinor(text, currency);
  return minor !== null && minor >= 0n;
}
