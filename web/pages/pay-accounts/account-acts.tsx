// What may be done with an account of ours: propose it, confirm or reject what another proposed, stop it.
import { useState } from "react";
import type { PayAccountList } from "../../../src/contract/pay-accounts.ts";
import { useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { payAccountWords } from "../../words/pay-accounts.ts";
import { useWords } from "../../words/words.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";
import { StopDialog } from "./stop-dialog.tsx";

type Account = PayAccountList["rows"][number];
type Shown = "propose" | "confirm" | "reject" | "stop";

export function AccountActs(props: { readonly account: Account; readonly ownName: string }) {
  const { account, ownName } = props;
  const { printed, waiting } = account;
  const w = useWords(payAccountWords);
  const [shown, show] = useState<Shown | null>(null);
  const mayPropose = useRefusal("change_bank_account");
  const maySign = useRefusal("approve");
  const mayStop = useRefusal("stop_pay_account");
  const close = () => show(null);
  const signRefusal = waiting?.isOwn ? w("own") : maySign;
  return (
    <div className="pay-account-foot">
      {waiting ? (
        <>
          <RefusedButton type="primary" reason={signRefusal} onClick={() => show("confirm")}>
            {w("confirm")}
          </RefusedButton>
          <RefusedButton reason={signRefusal} onClick={() => show("reject")}>
            {w("reject")}
          </RefusedButton>
        </>
      ) : (
        <RefusedButton reason={mayPropose} onClick={() => show("propose")}>
          {w(printed ? "change" : "propose")}
        </RefusedButton>
      )}
      {printed ? (
        <RefusedButton danger reason={mayStop} onClick={() => show("stop")}>
          {w("stop")}
        </RefusedButton>
      ) : null}
      {shown === "propose" ? (
        <ProposeDialog account={account} ownName={ownName} onClose={close} />
      ) : null}
      {(shown === "confirm" || shown === "reject") && waiting ? (
        <DecideDialog
          account={account}
          waiting={waiting}
          approve={shown === "confirm"}
          onClose={close}
        />
      ) : null}
      {shown === "stop" ? <StopDialog account={account} onClose={close} /> : null}
    </div>
  );
}
