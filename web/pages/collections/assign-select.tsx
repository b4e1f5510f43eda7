// Whose customer it is; another choice is a person's word, which no rule takes back.
import { App, Select } from "antd";
import { assignmentOutcome, type CaseDetail } from "../../../src/contract/collections.ts";
import { useSend } from "../../api/query.ts";
import { useBooksPath, useMay } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useWords } from "../../words/words.ts";

export function AssignSelect({ detail }: { readonly detail: CaseDetail }) {
  const w = useWords(collectionWords);
  const base = `${useBooksPath()}/collections`;
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const mayCollect = useMay("collect");
  const send = useSend(assignmentOutcome, "POST", [base]);
  const { row, members } = detail;
  const give = (memberId: number, name: string) =>
    send.mutate(
      { path: `${base}/assignments`, body: { customerIds: [row.customer.id], memberId } },
      {
        onSuccess: () => void message.success(w("assigned", { name })),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <span className="collections-assign">
      <span className="page-note">{w("assignee")}</span>
      <Select
        size="small"
        aria-label={w("assign")}
        disabled={!mayCollect}
        loading={send.isPending}
        value={row.assignee?.id ?? null}
        placeholder={w("unassigned")}
        popupMatchSelectWidth={false}
        style={{ minWidth: 110 }}
        options={members.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id: number) => give(id, members.find((one) => one.id === id)?.name ?? "")}
      />
    </span>
  );
}
