// Where papers to customers are made: in which currencies they name no account to pay into.
import { Link } from "react-router";
import { payAccountList } from "../../../src/contract/pay-accounts.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath, useSession } from "../../api/session.tsx";
import { pathTo } from "../../paths.ts";
import { payAccountWords } from "../../words/pay-accounts.ts";
import { useList, useWords } from "../../words/words.ts";
import "../books-settings/books-settings.css";

export function PayAccountGap() {
  const { acts } = useSession();
  return acts.includes("view_bank_lines") ? <Gap /> : null;
}

function Gap() {
  const w = useWords(payAccountWords);
  const list = useList();
  const { id: booksId } = useBooks();
  const { data } = useGet(payAccountList, `${useBooksPath()}/pay-accounts`);
  const missing = data?.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <p className="settings-waiting" role="status">
      {w("gap", { currencies: list(missing) })}{" "}
      <Link to={pathTo("payAccounts", { booksId })}>{w("title")} →</Link>
    </p>
  );
}
