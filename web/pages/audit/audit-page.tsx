// 操作日志: who did what and when, in words; the chain is proven on demand.
import "../close/close.css";
import { Button, Drawer } from "antd";
import { useMemo, useState } from "react";
import { auditPage, chainProof } from "../../../src/contract/journal.ts";
import { memberList } from "../../../src/contract/members.ts";
import { useGet } from "../../api/query.ts";
import { useBooks, useMay } from "../../api/session.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import type { Column } from "../../table/column.ts";
import { textColumn } from "../../table/columns.tsx";
import { FilterBar } from "../../table/filter-bar.tsx";
import { type Filter, useFilters } from "../../table/filters.ts";
import { useRows } from "../../table/rows.ts";
import { QzTable } from "../../table/table.tsx";
import { grouped } from "../../ui/count.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { auditWords } from "../../words/audit.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { type AuditRow, actText, detailText } from "./audit-text.ts";

const noSort = [] as const;
/** Hash characters shown; the whole one is in the drawer. */
const hashLength = 10;

export function Component() {
  const w = useWords(auditWords);
  const filters = useFilters(useAuditFilters(), noSort);
  const source = useRows(auditPage, "/audit", { query: filters.query });
  const columns = useAuditColumns();
  const [opened, open] = useState<AuditRow | null>(null);
  const clear = <Button onClick={filters.clear}>{w("clear")}</Button>;
  return (
    <SettingsFrame title={w("title")} note={w("note")}>
      <div>
        <ChainBadge />
      </div>
      <div className="audit-table">
        <QzTable
          id="audit"
          label={w("title")}
          columns={columns}
          source={source}
          rowKey={({ seq }) => seq}
          onOpen={open}
          tools={<FilterBar filters={useAuditFilters()} state={filters} count={source.count} />}
          empty={
            filters.isAny ? (
              <EmptyState kind="found" title={w("nothingFound")} action={clear} />
            ) : (
              <EmptyState kind="yet" title={w("emptyTitle")} />
            )
          }
        />
      </div>
      {opened ? <Record row={opened} onClose={() => open(null)} /> : null}
    </SettingsFrame>
  );
}

function useAuditColumns(): readonly Column<AuditRow>[] {
  const language = useLanguage();
  const { timeZone } = useBooks();
  return useMemo(
    () => [
      textColumn("at", auditWords.at, ({ at }) => formatInstant(at, timeZone, true), {
        width: 136,
        card: "rest",
      }),
      textColumn(
        "who",
        auditWords.who,
        ({ actor }) => (actor === "system" ? auditWords.system[language] : actor),
        { width: 96, card: "rest" },
      ),
      textColumn("action", auditWords.action, ({ action }) => actText(action, language), {
        width: 172,
        card: "title",
      }),
      textColumn("detail", auditWords.detail, (row) => detailText(row, language), {
        width: 320,
        grows: true,
        card: "rest",
      }),
      textColumn("seq", auditWords.number, ({ seq }) => String(seq), {
        width: 72,
        align: "right",
      }),
      {
        key: "hash",
        head: auditWords.hash,
        width: 108,
        cell: ({ hash }) => <code title={hash}>{hash.slice(0, hashLength)}</code>,
        copy: ({ hash }) => hash,
      },
    ],
    [language, timeZone],
  );
}

function useAuditFilters(): readonly Filter[] {
  const mayList = useMay("manage_people");
  const { data } = useGet(memberList, "/members", { enabled: mayList });
  return useMemo(
    () => [
      { key: "q", kind: "search", label: auditWords.search },
      {
        key: "action",
        kind: "choice",
        label: auditWords.action,
        options: actions.map(({ value, label }) => ({ value, label })),
      },
      ...(data
        ? [
            {
              key: "memberId",
              kind: "choice" as const,
              label: auditWords.who,
              options: data.rows.map(({ id, name }) => ({
                value: String(id),
                label: name,
              })),
            },
          ]
        : []),
    ],
    [data],
  );
}

const actions = Object.entries(auditWords)
  .filter(([key]) => key.startsWith("act_"))
  .map(([key, label]) => ({ value: key.slice("act_".length), label }));

function ChainBadge() {
  const w = useWords(auditWords);
  const { data, isFetching, refetch } = useGet(chainProof, "/audit/verification", {
    enabled: false,
  });
  if (!data) {
    return (
      <Button loading={isFetching} onClick={() => void refetch()}>
        {w(isFetching ? "verifying" : "verify")}
      </Button>
    );
  }
  const holds = data.brokenAt === null;
  return (
    <button
      type="button"
      className={holds ? "seal" : "seal is-broken"}
      onClick={() => void refetch()}
    >
      <span className="seal-mark">
        {holds
          ? w("verified", { count: grouped(data.links) })
          : w("broken", { seq: grouped(data.brokenAt ?? 0) })}
      </span>
    </button>
  );
}

function Record({ row, onClose }: { readonly row: AuditRow; readonly onClose: () => void }) {
  const w = useWords(auditWords);
  const language = useLanguage();
  const { timeZone } = useBooks();
  return (
    <Drawer open title={actText(row.action, language)} size={480} mask={false} onClose={onClose}>
      <dl className="facts">
        <dt>{w("who")}</dt>
        <dd>{row.actor === "system" ? w("system") : row.actor}</dd>
        <dt>{w("at")}</dt>
        <dd>{formatInstant(row.at, timeZone, true)}</dd>
        <dt>{w("detail")}</dt>
        <dd>{detailText(row, language)}</dd>
        <dt>{w("number")}</dt>
        <dd>{row.seq}</dd>
        <dt>{w("fullHash")}</dt>
        <dd>
          <code>{row.hash}</code>
        </dd>
      </dl>
      <h3>{w("allFields")}</h3>
      <pre className="audit-fields">{JSON.stringify(row.detail, null, 2)}</pre>
    </Drawer>
  );
}
