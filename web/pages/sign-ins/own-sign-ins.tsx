// My own sign-ins, on the account page: ended one by one or all others at once, with the password.
import { App, Button } from "antd";
import { useState } from "react";
import { endedSignIns, type SignIn, signInList } from "../../../src/contract/sign-ins.ts";
import { useGet, useSend } from "../../api/query.ts";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { signInWords } from "../../words/sign-ins.ts";
import { useWords } from "../../words/words.ts";
import { AskPassword } from "./ask-password.tsx";
import { SignInList } from "./sign-in-list.tsx";

const path = "/sign-ins";

export function OwnSignIns() {
  const w = useWords(signInWords);
  const { data, error, refetch } = useGet(signInList, path);
  const [ending, end] = useState<SignIn | "others" | null>(null);
  const others = data?.rows.filter(({ isCurrent }) => !isCurrent) ?? [];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("title")}</h2>
        {others.length > 0 ? (
          <span className="is-end">
            <Button onClick={() => end("others")}>{w("endOthers")}</Button>
          </span>
        ) : null}
      </div>
      <div className="panel-body">
        <p className="page-note">{w("note")}</p>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data ? <SignInList rows={data.rows} onEnd={end} isBusy={false} /> : null}
        {data || error ? null : <Skeleton lines={2} />}
      </div>
      {ending ? <EndSignIns ending={ending} onClose={() => end(null)} /> : null}
    </section>
  );
}

function EndSignIns({ ending, onClose }: { ending: SignIn | "others"; onClose: () => void }) {
  const w = useWords(signInWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(endedSignIns, "POST", [path]);
  const submit = (password: string) => {
    const ids = ending === "others" ? null : [ending.id];
    send.mutate(
      { path: `${path}/end`, body: { ids, password } },
      {
        onSuccess: ({ ended }) => {
          message.success(w("ended", { count: ended }));
          onClose();
        },
      },
    );
  };
  return (
    <AskPassword
      title={w(ending === "others" ? "endOthers" : "endOne")}
      act={w("end")}
      fault={send.error ? sentence(send.error) : null}
      isSending={send.isPending}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
