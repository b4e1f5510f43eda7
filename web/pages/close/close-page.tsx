// 月结: the steps of the next month with what blocks it, closing it, reopening the last one, history.
import "./close.css";
import { App, Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { z } from "zod";
import { dateText } from "../../../src/contract/page.ts";
import {
  type CloseStep,
  closeCheck,
  periodList,
  reopenOutcome,
} from "../../../src/contract/periods.ts";
import { readableAmounts } from "../../../src/core/group-digits.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { InstantText } from "../../ui/date-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag, type Tone } from "../../ui/status-tag.tsx";
import { closeWords } from "../../words/close.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { FiguresDialog } from "./closing-figures.tsx";
import { monthsToClose, monthToClose } from "./month-to-close.ts";
import { RevaluationDialog } from "./revaluation-dialog.tsx";
import { SectionTabs } from "./section-tabs.tsx";

type Periods = z.infer<typeof periodList>;

const closed = z.object({ closedThrough: dateText.nullable() });

export function Component() {
  const w = useWords(closeWords);
  const { data, error, refetch } = useGet(periodList, `${useBooksPath()}/periods`);
  return (
    <div className="page-body is-reading">
      <SectionTabs>
        {data ? (
          <Tag
            tone={data.closedThrough === null ? "plain" : "green"}
            text={
              data.closedThrough === null
                ? w("neverClosed")
                : w("closedThrough", { date: data.closedThrough })
            }
          />
        ) : null}
      </SectionTabs>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={10} />}
      {data ? <NextMonth key={data.next} periods={data} /> : null}
      {data ? <History periods={data} /> : null}
    </div>
  );
}

function NextMonth({ periods }: { readonly periods: Periods }) {
  const w = useWords(closeWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { today } = useBooks();
  const months = monthsToClose(periods, today);
  const [search, setSearch] = useSearchParams();
  const asked = search.get("month");
  const month =
    periods.isFirst && asked !== null && months.includes(asked)
      ? asked
      : monthToClose(periods, today);
  const check = useGet(closeCheck, `${base}/periods/check`, { query: { month }, keep: true });
  const send = useSend(closed, "POST", [base, "/session"]);
  const notAllowed = useRefusal("close_period");
  const blocking = (check.data?.steps ?? []).filter(({ state }) => state === "block").length;
  const reason = notAllowed ?? (blocking > 0 ? w("blocked", { count: blocking }) : null);
  const close = () =>
    send.mutate(
      { path: `${base}/periods/close`, body: { month } },
      {
        onSuccess: () => void message.success(w("closed", { month })),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{periods.isFirst ? w("firstTitle") : w("nextTitle", { month })}</h2>
        {periods.isFirst ? (
          <Select
            aria-label={w("monthToClose")}
            value={month}
            onChange={(value) => setSearch({ month: value }, { replace: true })}
            options={months.map((value) => ({ value, label: value }))}
          />
        ) : null}
        <span className="page-note">
          {periods.isFirst ? w("firstMonth", { month }) : w("nextNote")}
        </span>
      </header>
      {check.error ? <Failure error={check.error} onRetry={() => void check.refetch()} /> : null}
      {check.data ? (
        <ol className="close-steps">
          {check.data.steps.map((step) => (
            <Step key={step.step} step={step} month={month} />
          ))}
        </ol>
      ) : (
        <div className="panel-body">
          <Skeleton lines={9} />
        </div>
      )}
      <footer className="close-foot">
        <RefusedButton
          type="primary"
          reason={reason}
          loading={send.isPending}
          disabled={!check.data}
          onClick={close}
        >
          {w("close", { month })}
        </RefusedButton>
        {reason === null ? null : <span className="page-note">{reason}</span>}
      </footer>
    </section>
  );
}

const tones: Readonly<Record<CloseStep["state"], Tone>> = {
  ok: "green",
  warn: "amber",
  block: "red",
  later: "plain",
};

const isWord = (key: string): key is keyof typeof closeWords => Object.hasOwn(closeWords, key);

function Step({ step, month }: { readonly step: CloseStep; readonly month: string }) {
  const w = useWords(closeWords);
  const language = useLanguage();
  const title = `step_${step.step}`;
  const detail = `detail_${step.detail}`;
  const to = useStepLink(step);
  const [isRevaluing, revalue] = useState(false);
  return (
    <li className="close-step">
      <Tag tone={tones[step.state]} text={w(`state_${step.state}`)} />
      <span className="close-step-text">
        <b>{isWord(title) ? w(title) : step.step}</b>
        <small>
          {isWord(detail) ? readableAmounts(w(detail, step.fields), language) : step.detail}
        </small>
      </span>
      {step.step === "rates" && step.detail.startsWith("revalu") ? (
        <Button size="small" onClick={() => revalue(true)}>
          {w(step.state === "ok" ? "goto" : "step_rates_run")}
        </Button>
      ) : to === null || step.state === "ok" || step.state === "later" ? (
        <span />
      ) : (
        <LinkButton size="small" to={to}>
          {w("goto")}
        </LinkButton>
      )}
      {isRevaluing ? <RevaluationDialog month={month} onClose={() => revalue(false)} /> : null}
    </li>
  );
}

function useStepLink({ link, fields }: CloseStep): string | null {
  const { id: booksId } = useBooks();
  if (link === null || link === "revaluation") return null;
  if (link === "provision") return pathTo("report", { booksId, code: "bad_debt_provision" });
  const page = pathTo(link, { booksId });
  if (link === "lines") return `${page}?status=unclaimed&dateTo=${fields["before"]}`;
  if (link === "items") return `${page}?kind=bill`;
  return page;
}

function History({ periods }: { readonly periods: Periods }) {
  const w = useWords(closeWords);
  const { timeZone } = useBooks();
  const notAllowed = useRefusal("reopen_period");
  const [isAsking, ask] = useState(false);
  const [shown, show] = useState<Periods["events"][number] | null>(null);
  const last = periods.closedThrough?.slice(0, 7) ?? null;
  const waiting =
    periods.reopening === null ? null : w("reopenWaiting", { month: periods.reopening });
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("historyTitle")}</h2>
        {last === null ? null : (
          <span className="is-end">
            <RefusedButton reason={notAllowed ?? waiting} onClick={() => ask(true)}>
              {w("reopen", { month: last })}
            </RefusedButton>
          </span>
        )}
      </header>
      {periods.events.length === 0 ? (
        <p className="panel-body page-note">{w("historyEmpty")}</p>
      ) : (
        <div className="matrix-scroll">
          <table className="matrix">
            <thead>
              <tr>
                <th>{w("month")}</th>
                <th>{w("act")}</th>
                <th>{w("by")}</th>
                <th>{w("at")}</th>
                <th>{w("reason")}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {periods.events.map((event) => (
                <tr key={event.id}>
                  <th>{event.month}</th>
                  <td>
                    <Tag
                      tone={event.act === "close" ? "green" : "amber"}
                      text={w(`act_${event.act}`)}
                    />
                  </td>
                  <td>{event.by ?? ""}</td>
                  <td>
                    <InstantText at={event.at} timeZone={timeZone} withYear />
                  </td>
                  <td>{event.reason}</td>
                  <td>
                    {event.figures === null ? null : (
                      <Button size="small" onClick={() => show(event)}>
                        {w("figures")}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {periods.reopened.length > 0 ? (
        <p className="panel-body page-note">{w("reopenedNote", { list: periods.reopened })}</p>
      ) : null}
      {shown?.figures ? (
        <FiguresDialog month={shown.month} figures={shown.figures} onClose={() => show(null)} />
      ) : null}
      {isAsking && last !== null ? <ReopenForm month={last} onClose={() => ask(false)} /> : null}
    </section>
  );
}

function ReopenForm({ month, onClose }: { readonly month: string; readonly onClose: () => void }) {
  const w = useWords(closeWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const [reason, write] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const send = useSend(reopenOutcome, "POST", [`${base}/periods`, `${base}/approvals`]);
  const submit = () =>
    send.mutate(
      { path: `${base}/periods/reopen`, body: { month, reason }, key },
      {
        onSuccess: () => {
          message.success(w("reopenAsked", { month }));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={w("reopenTitle", { month })}
      onCancel={onClose}
      cancelText={w("cancel")}
      okText={w("submit")}
      okButtonProps={{
        disabled: reason.trim() === "",
        title: reason.trim() === "" ? w("reasonMissing") : "",
      }}
      confirmLoading={send.isPending}
      onOk={submit}
    >
      <p className="page-note">{w("reopenNote")}</p>
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={500}
        value={reason}
        placeholder={w("reason")}
        aria-label={w("reason")}
        onChange={(event) => write(event.target.value)}
      />
      {send.error ? <p className="form-fault">{sentence(send.error)}</p> : null}
    </Modal>
  );
}
