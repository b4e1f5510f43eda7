// What waits for this member, the same list as on the page of today.
import type { Dashboard } from "../../../src/contract/dashboard.ts";
import { EmptyState } from "../../ui/states.tsx";
import { dashboardWords } from "../../words/dashboard.ts";
import { useWords } from "../../words/words.ts";
import { useWaiting, WaitingList } from "../today/waiting-list.tsx";
import "../today/today.css";

export function WaitingBlock({ data }: { readonly data: Dashboard }) {
  const w = useWords(dashboardWords);
  const waiting = useWaiting(data.waiting);
  if (waiting.length > 0) return <WaitingList figures={waiting} />;
  return (
    <section className="panel">
      <EmptyState kind="left" title={w("waitingNone")} />
    </section>
  );
}
