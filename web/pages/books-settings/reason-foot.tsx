// The foot of a change that a second person signs: why, and the button that sends it.
import { Input } from "antd";
import type { ReactNode } from "react";
import { RefusedButton } from "../../components/refused-button.tsx";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useWords } from "../../words/words.ts";

type ReasonFootProps = {
  readonly reason: string;
  readonly onWrite: (reason: string) => void;
  readonly notAllowed: string | null;
  /** Why it cannot be sent as it stands, a missing reason apart. */
  readonly blocked: string | null;
  readonly isSending: boolean;
  readonly act: string;
  readonly onSubmit: () => void;
  readonly children?: ReactNode;
};

export function ReasonFoot(props: ReasonFootProps) {
  const { reason, onWrite, notAllowed, isSending, act, onSubmit, children } = props;
  const w = useWords(booksSettingWords);
  const blocked = notAllowed ?? props.blocked ?? (reason.trim() === "" ? w("reasonHint") : null);
  return (
    <div className="account-foot">
      {children}
      <Input
        value={reason}
        maxLength={500}
        disabled={notAllowed !== null}
        placeholder={w("reasonHint")}
        aria-label={w("reason")}
        onChange={(event) => onWrite(event.target.value)}
      />
      <RefusedButton type="primary" reason={blocked} loading={isSending} onClick={onSubmit}>
        {act}
      </RefusedButton>
    </div>
  );
}
