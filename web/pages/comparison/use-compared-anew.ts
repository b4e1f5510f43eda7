// Compared once more with what a person said: the page goes on with the new comparison in place of this.
import { App } from "antd";
import { useNavigate } from "react-router";
import { idPath } from "../../../src/contract/page.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";

export function useComparedAnew() {
  const { id: booksId } = useBooks();
  const base = `${useBooksPath()}/comparisons`;
  const navigate = useNavigate();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(idPath, "POST", [base]);
  const compare = (path: string, body: object) =>
    send.mutate(
      { path: `${base}/${path}`, body },
      {
        onSuccess: ({ id }) =>
          navigate(pathTo("comparison", { booksId, comparisonId: id }), { replace: true }),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return { compare, isPending: send.isPending };
}
