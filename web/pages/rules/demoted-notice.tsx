// A template that was demoted because its measured precision fell: why, and how a person takes it
// back.
import { App, Input } from "antd";
import { useState } from "react";
import { type RuleCardOnWire, standingAnswer } from "../../../src/contract/rules.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { useSentence, useWords } from "../../words/words.ts";
import "../accuracy/accuracy.css";

export function DemotedNotice({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(accuracyWords);
  const word = useSentence();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const notAllowed = useRefusal("change_rules");
  const [reason, write] = useState("");
  const send = useSend(standingAnswer, "POST", [`${base}/rules`, `${base}/accuracy`]);
  if (rule.demoted === null) return null;
  const { posted, sampled, wrong, undone } = rule.demoted;
  const name = `${rule.code} ${word(rule.title)}`;
  const restore = () =>
    send.mutate(
      { path: `${base}/rules/${rule.code}/restore`, body: { reason } },
      {
        onSuccess: () => void message.success(w("restored")),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <div className="rule-demoted" role="alert">
      <p>{w("demotedText", { rule: name, posted, sampled, wrong, undone })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          restore();
        }}
      >
        <Input
          size="small"
          value={reason}
          maxLength={500}
          placeholder={w("restoreReason")}
          aria-label={w("restoreReason")}
          onChange={(event) => write(event.target.value)}
        />
        <RefusedButton
          size="small"
          htmlType="submit"
          reason={notAllowed ?? (reason.trim() === "" ? w("restoreReason") : null)}
          loading={send.isPending}
        >
          {w("restore")}
        </RefusedButton>
      </form>
    </div>
  );
}
