// 准确率: the four figures, how many wrong automatic postings in a thousand are accepted and what that
// means for the last run, and what is measured by blind samples.
import "./rules.css";
import { App, Input, Slider } from "antd";
import { useState } from "react";
import { z } from "zod";
import { accuracyOutcome } from "../../../src/contract/adjustments.ts";
import { booksSettings } from "../../../src/contract/settings.ts";
import { runList } from "../../../src/contract/workbench.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { grouped } from "../../ui/count.ts";
import { Skeleton } from "../../ui/states.tsx";
import { rulesWords } from "../../words/rules.ts";
import { useWords } from "../../words/words.ts";
import { CalibrationPanel } from "../accuracy/calibration-panel.tsx";
import { FiguresPanel } from "../accuracy/figures-panel.tsx";
import { GapsPanel } from "../accuracy/gaps-panel.tsx";
import { WeightsPanel } from "./weights-panel.tsx";

const booksList = z.object({ rows: z.array(booksSettings) });
/** The steps of the slider: fine where it is strict. */
const steps = [0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20] as const;

export function Component() {
  const w = useWords(rulesWords);
  const { id } = useBooks();
  const { data, error, refetch } = useGet(booksList, "/books");
  const books = data?.rows.find((one) => one.id === id);
  return (
    <SettingsFrame title={w("accuracy")} note={w("accuracyNote")}>
      <FiguresPanel />
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {books || error ? null : <Skeleton lines={6} />}
      {books ? <Choice key={books.maxWrongPerMille} now={books.maxWrongPerMille} /> : null}
      <CalibrationPanel />
      <WeightsPanel />
      <GapsPanel />
    </SettingsFrame>
  );
}

function Choice({ now }: { readonly now: number }) {
  const w = useWords(rulesWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const notAllowed = useRefusal("change_rules");
  const marks = [...new Set<number>([...steps, now])].sort((a, b) => a - b);
  const [at, choose] = useState(marks.indexOf(now));
  const [reason, write] = useState("");
  const send = useSend(accuracyOutcome, "PUT", ["/books", `${base}/approvals`, `${base}/accuracy`]);
  const count = marks[at] ?? now;
  const isWider = count > now;
  const blocked =
    notAllowed ??
    (count === now ? w("unchanged") : null) ??
    (isWider && reason.trim() === "" ? w("reasonHint") : null);
  const submit = () =>
    send.mutate(
      { path: `${base}/accuracy`, body: { maxWrongPerMille: count, reason } },
      {
        onSuccess: ({ kind }) =>
          void message.success(kind === "set" ? w("set", { count }) : w("asked")),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <section className="panel">
      <div className="panel-body">
        <div className="accuracy-number">{w("accept", { count })}</div>
        <p className="page-note" style={{ margin: 0 }}>
          {w("now", { count: now })}
        </p>
        <Slider
          min={0}
          max={marks.length - 1}
          value={at}
          onChange={choose}
          marks={Object.fromEntries(marks.map((mark, index) => [index, String(mark)]))}
          tooltip={{ formatter: (index) => w("accept", { count: marks[index ?? 0] ?? now }) }}
          aria-label={w("accuracy")}
          style={{ margin: "20px 12px 34px" }}
        />
        <div className="accuracy-ends">
          <span>← {w("stricter")}</span>
          <span>{w("wider")} →</span>
        </div>
        <Means count={count} />
        {isWider ? (
          <Input.TextArea
            rows={2}
            maxLength={500}
            value={reason}
            placeholder={w("reasonHint")}
            aria-label={w("reason")}
            onChange={(event) => write(event.target.value)}
            style={{ marginBottom: 10 }}
          />
        ) : null}
        <RefusedButton type="primary" reason={blocked} loading={send.isPending} onClick={submit}>
          {isWider ? w("ask") : w("apply", { count })}
        </RefusedButton>
      </div>
    </section>
  );
}

/** What the number means for what the last run posted. */
function Means({ count }: { readonly count: number }) {
  const w = useWords(rulesWords);
  const { data } = useGet(runList, `${useBooksPath()}/runs`, { query: { limit: 20 } });
  const last = data?.rows.find(({ state }) => state === "done");
  if (!data) return <Skeleton lines={1} />;
  if (!last) return <p className="page-note">{w("meansNone")}</p>;
  const wrong = Math.floor((last.posted * count) / 1000);
  return (
    <p>{w("means", { auto: grouped(last.posted), wrong: grouped(wrong), share: `${count} ‰` })}</p>
  );
}
