// A change that waits for a second person, with the way there.
import { Link } from "react-router";
import { useBooks } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useWords } from "../../words/words.ts";

export function Waiting({ approvalId }: { readonly approvalId: number | null }) {
  const w = useWords(booksSettingWords);
  const { id: booksId } = useBooks();
  if (approvalId === null) return null;
  return (
    <p className="settings-waiting" role="status">
      {w("waiting")}{" "}
      <Link to={`${pathTo("approvals", { booksId })}?id=${approvalId}`}>{w("seeWaiting")} →</Link>
    </p>
  );
}
