// The foot of the chart: how much was changed, why, and one button that sends it to the second person.
import { App } from "antd";
import { useState } from "react";
import {
  type AccountChart,
  type AccountChoices,
  settingsOutcome,
} from "../../../src/contract/accounts.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useWords } from "../../words/words.ts";
import type { ownOf } from "./account-draft.ts";
import { ReasonFoot } from "./reason-foot.tsx";

type AskChangeProps = {
  readonly own: ReturnType<typeof ownOf>;
  readonly choices: AccountChoices;
  readonly chart: AccountChart;
  readonly notAllowed: string | null;
  readonly onDone: () => void;
};

export function AskChange({ own, choices, chart, notAllowed, onDone }: AskChangeProps) {
  const w = useWords(booksSettingWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const [reason, write] = useState("");
  const send = useSend(settingsOutcome, "PUT", [`${base}/chart`, `${base}/approvals`]);
  const names = Object.keys(choices) as (keyof AccountChoices)[]; // the keys of a full record
  const count = own.changes + names.filter((name) => choices[name] !== chart.choices[name]).length;
  const blocked =
    (chart.waiting === null ? null : w("waiting")) ??
    (count === 0 ? w("unchanged") : null) ??
    (own.isComplete ? null : w("nameMissing"));
  const submit = () =>
    send.mutate(
      { path: `${base}/chart`, body: { own: own.own, choices, reason } },
      {
        onSuccess: () => {
          message.success(w("asked"));
          write("");
          onDone();
        },
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
      act={w("ask")}
      onSubmit={submit}
    >
      <b>{count === 0 ? w("unchanged") : w("changedCount", { count })}</b>
    </ReasonFoot>
  );
}
