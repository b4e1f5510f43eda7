// The sign-ins of a member, for an administrator: a phone that was lost, a person who leaves.
import { App, Button, Modal } from "antd";
import type { Member } from "../../../src/contract/members.ts";
import { endedSignIns, signInList } from "../../../src/contract/sign-ins.ts";
import { useGet, useSend } from "../../api/query.ts";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { peopleWords } from "../../words/people.ts";
import { signInWords } from "../../words/sign-ins.ts";
import { useWords } from "../../words/words.ts";
import { SignInList } from "./sign-in-list.tsx";

export function MemberSignIns({ member, onClose }: { member: Member; onClose: () => void }) {
  const w = useWords(signInWords);
  const p = useWords(peopleWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const path = `/members/${member.id}/sign-ins`;
  const { data, error, refetch } = useGet(signInList, path);
  const send = useSend(endedSignIns, "POST", [path]);
  const end = (ids: readonly string[] | null) =>
    send.mutate(
      { path: `${path}/end`, body: { ids } },
      {
        onSuccess: ({ ended }) => void message.success(w("ended", { count: ended })),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  const count = data?.rows.length ?? 0;
  return (
    <Modal
      open
      title={w("ofMember", { name: member.name })}
      onCancel={onClose}
      footer={[
        <Button key="all" disabled={count === 0} loading={send.isPending} onClick={() => end(null)}>
          {w("endAll")}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {p("close")}
        </Button>,
      ]}
    >
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={3} />}
      {data && count === 0 ? <EmptyState kind="left" title={w("nowhere")} /> : null}
      {data ? (
        <SignInList rows={data.rows} isBusy={send.isPending} onEnd={({ id }) => end([id])} />
      ) : null}
    </Modal>
  );
}
