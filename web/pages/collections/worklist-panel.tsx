// The list of the day by score and the customer that is chosen; on a phone one after the other.
import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { type Worklist, worklist } from "../../../src/contract/collections.ts";
import { type Standing, standings } from "../../../src/core/collections/standing.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { useGradeTitle } from "../../components/grade-tag.tsx";
import { type PutAddress, useAddress } from "../../ui/address.ts";
import { clearable } from "../../ui/clearable.tsx";
import { grouped } from "../../ui/count.ts";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { CaseList } from "./case-list.tsx";
import { CasePanel } from "./case-panel.tsx";

const standingNames = Object.keys(standings) as Standing[]; // the record's own keys
const step = 200;
/** A receipt that arrives is seen without a click, also where no event tells of it. */
const refreshMs = 60_000;

export function WorklistPanel() {
  const isPhone = useIsPhone();
  const { address, put } = useAddress();
  const [limit, setLimit] = useState(step);
  const standing = standingNames.find((one) => one === address.get("standing")) ?? "call";
  const query = {
    q: address.get("q"),
    assignee: address.get("assignee"),
    grade: address.get("grade"),
    standing,
    limit,
  };
  const path = `${useBooksPath()}/collections/worklist`;
  const { data, error } = useGet(worklist, path, { query, keep: true, refreshMs });
  const asked = Number(address.get("customer") ?? 0);
  const first = data?.rows[0]?.customer.id ?? 0;
  const chosen = asked > 0 ? asked : isPhone ? 0 : first;
  const choose = (id: number | null) => put({ customer: id === null ? null : String(id) });
  useMoves(data, chosen, choose);
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton />;
  if (isPhone && chosen > 0) {
    return <CasePanel key={chosen} id={chosen} onBack={() => choose(null)} onDone={choose} />;
  }
  return (
    <div className="collections-split">
      <section className="collections-left">
        <Filters list={data} standing={standing} address={address} put={put} />
        {data.rows.length === 0 ? (
          <Nothing list={data} standing={standing} address={address} put={put} />
        ) : (
          <CaseList list={data} chosen={chosen} onChoose={choose} />
        )}
        {data.count > data.rows.length ? <More onMore={() => setLimit(limit + step)} /> : null}
      </section>
      {isPhone ? null : (
        <section className="collections-right">
          {chosen > 0 ? (
            <CasePanel key={chosen} id={chosen} onDone={(id) => choose(nextOf(data, id))} />
          ) : null}
        </section>
      )}
    </div>
  );
}

/** After a record the next customer of the list comes up by itself. */
function nextOf({ rows }: Worklist, id: number | null): number | null {
  const at = rows.findIndex(({ customer }) => customer.id === id);
  return rows[at + 1]?.customer.id ?? rows[at - 1]?.customer.id ?? null;
}

function useMoves(
  list: Worklist | undefined,
  chosen: number,
  choose: (id: number | null) => void,
): void {
  const ids = list?.rows.map(({ customer }) => customer.id) ?? [];
  const at = ids.indexOf(chosen);
  const move = (by: number) => {
    const id = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
    if (id !== undefined) choose(id);
  };
  useHotkeys(collectionWords.title, [
    { key: "ArrowDown", does: collectionWords.keyMove, run: () => move(1) },
    { key: "ArrowUp", does: collectionWords.keyMove, run: () => move(-1), secret: true },
  ]);
  useEffect(() => {
    document.querySelector(".collections-case.is-current")?.scrollIntoView({ block: "nearest" });
  });
}

type FilterProps = {
  readonly list: Worklist;
  readonly standing: Standing;
  readonly address: URLSearchParams;
  readonly put: PutAddress;
};

function Filters({ list, standing, address, put }: FilterProps) {
  const w = useWords(collectionWords);
  const word = useSentence();
  const assignee = address.get("assignee") ?? "";
  const grade = address.get("grade");
  const gradeTitle = useGradeTitle();
  return (
    <div className="collections-filters">
      <div className="collections-standings" role="tablist" aria-label={w("standing")}>
        {list.byStanding
          .filter(({ count, standing: one }) => count > 0 || one === standing)
          .map((group) => (
            <button
              key={group.standing}
              type="button"
              role="tab"
              aria-selected={group.standing === standing}
              onClick={() => put({ standing: group.standing, customer: null })}
            >
              <span>
                {word(standings[group.standing])} <b>{grouped(group.count)}</b>
              </span>
              <MoneyText amount={group.amount} currency={list.homeCurrency} showCurrency />
            </button>
          ))}
      </div>
      <div className="collections-tools">
        <Input.Search
          allowClear={clearable}
          size="small"
          placeholder={w("search")}
          aria-label={w("search")}
          defaultValue={address.get("q") ?? ""}
          onSearch={(text) => put({ q: text, customer: null })}
        />
        <Select
          size="small"
          aria-label={w("assignee")}
          value={assignee}
          popupMatchSelectWidth={false}
          options={[
            { value: "", label: w("everybody") },
            { value: "me", label: w("mine") },
            { value: "none", label: w("unassigned") },
            ...list.members.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(value) => put({ assignee: value, customer: null })}
        />
        <span className="collections-grades">
          {list.byGrade
            .filter(({ count, grade: one }) => count > 0 || one === grade)
            .map((group) => (
              <button
                key={group.grade}
                type="button"
                aria-pressed={grade === group.grade}
                onClick={() =>
                  put({ grade: grade === group.grade ? null : group.grade, customer: null })
                }
              >
                {group.grade === "none" ? w("noGrade") : gradeTitle(group.grade)}{" "}
                <b>{grouped(group.count)}</b>
              </button>
            ))}
        </span>
      </div>
    </div>
  );
}

function Nothing({ list, standing, address, put }: FilterProps) {
  const w = useWords(collectionWords);
  const isFiltered = ["q", "assignee", "grade"].some((name) => address.get(name) !== null);
  const all = list.byStanding.reduce((sum, { count }) => sum + count, 0);
  if (isFiltered) {
    return (
      <EmptyState
        kind="found"
        title={w("foundTitle")}
        action={
          <Button onClick={() => put({ q: null, assignee: null, grade: null })}>
            {w("clear")}
          </Button>
        }
      />
    );
  }
  if (all === 0) return <EmptyState kind="left" title={w("emptyTitle")} text={w("emptyText")} />;
  if (standing !== "call") return <EmptyState kind="found" title={w("foundTitle")} />;
  return <EmptyState kind="left" title={w("nothingTitle")} text={w("nothingText")} />;
}

function More({ onMore }: { readonly onMore: () => void }) {
  const w = useWords(collectionWords);
  return (
    <Button block onClick={onMore}>
      {w("more")}
    </Button>
  );
}
