// 沟通 on a customer's page: mail, calls, letters and what was done in the portal, as one thread.
import { Link } from "react-router";
import { communicationList } from "../../../src/contract/communication.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { pathTo } from "../../paths.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { communicationPageWords } from "../../words/communication.ts";
import { useWords } from "../../words/words.ts";
import { CommunicationRows } from "./communication-rows.tsx";

const newest = 50;

export function CommunicationTab(props: {
  readonly customerId: number;
  readonly customerName: string;
}) {
  const { customerId, customerName } = props;
  const w = useWords(communicationPageWords);
  const { id: booksId } = useBooks();
  const path = `${useBooksPath()}/communication`;
  const { data, error } = useGet(communicationList, path, { query: { customerId, limit: newest } });
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  if (data.rows.length === 0) {
    return <EmptyState kind="yet" title={w("nothing")} text={w("nothingText")} />;
  }
  const all = new URLSearchParams({ customer: String(customerId), name: customerName });
  return (
    <>
      <p>
        <Link to={`${pathTo("communication", { booksId })}?${all.toString()}`}>{w("toAll")}</Link>
      </p>
      <CommunicationRows rows={data.rows} isOfAll={false} />
    </>
  );
}
