// What happened to a difference, newest first.
import { type DifferenceDetail, differenceSummary } from "../../../src/contract/differences.ts";
import { differenceStages } from "../../../src/core/differences/life.ts";
import { roleNames } from "../../../src/core/roles.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useBooksPath } from "../../api/session.tsx";
import { formatInstant } from "../../ui/date-text.tsx";
import { differenceWords } from "../../words/differences.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { outcomeName } from "./difference-columns.tsx";

type Event = DifferenceDetail["events"][number];

export function TicketHistory({ detail }: { readonly detail: DifferenceDetail }) {
  const w = useWords(differenceWords);
  const { timeZone } = useBooks();
  if (detail.events.length === 0) return null;
  return (
    <section className="drawer-section">
      <h3>{w("history")}</h3>
      <ul className="drawer-list">
        {detail.events.toReversed().map((event) => (
          <li key={`${event.at} ${event.act} ${JSON.stringify(event.detail)}`}>
            <span>
              <EventText event={event} />
              {event.note === "" ? null : <span className="page-note"> “{event.note}”</span>}
            </span>
            <small>
              {formatInstant(event.at, timeZone, true)} {event.by ?? w("bySystem")}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

const acts = [
  "found",
  "examined",
  "recoded",
  "assigned",
  "moved",
  "dated",
  "noted",
  "asked",
  "resolved",
  "reopened",
  "withdrawn",
  "told",
  "notice_withdrawn",
  "link_revoked",
] as const;

function EventText({ event }: { readonly event: Event }) {
  const w = useWords(differenceWords);
  const word = useSentence();
  const { data } = useGet(differenceSummary, `${useBooksPath()}/differences/summary`);
  const act = acts.find((one) => one === event.act);
  if (!act) return event.act;
  const text = (name: string) => String(event.detail[name] ?? "–");
  const role = text("ownerRole");
  const stage = text("stage");
  const owner = data?.owners.find(({ id }) => id === event.detail["ownerMemberId"]);
  return w(`act_${act}`, {
    code: event.detail["code"] === null ? w("unexplained") : text("code"),
    role: Object.hasOwn(roleNames, role) ? word(roleNames[role as keyof typeof roleNames]) : "–", // checked
    dueOn: text("dueOn"),
    owner: owner?.name ?? w("nobody"),
    stage: Object.hasOwn(differenceStages, stage)
      ? word(differenceStages[stage as keyof typeof differenceStages]) // checked
      : stage,
    outcome: word(outcomeName(text("outcome"))),
  });
}
