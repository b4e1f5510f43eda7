// 会计科目: the firm's own codes and names, typed into the table like in a ledger program; two people.
import "./books-settings.css";
import { Checkbox, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import {
  type AccountChart,
  type AccountChoices,
  accountChart,
  type ChartAccountOnWire,
} from "../../../src/contract/accounts.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { clearable } from "../../ui/clearable.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useWords } from "../../words/words.ts";
import { type AccountDraft, draftOf, isOwn, ownOf } from "./account-draft.ts";
import { AccountRow } from "./account-row.tsx";
import { AskChange } from "./ask-change.tsx";
import { ChoicesPanel } from "./choices-panel.tsx";
import { Waiting } from "./waiting.tsx";

export function Component() {
  const w = useWords(booksSettingWords);
  const { data, error, refetch } = useGet(accountChart, `${useBooksPath()}/chart`);
  return (
    <SettingsFrame title={w("accountsTitle")} note={w("accountsNote")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={12} />}
      {data ? <Chart key={JSON.stringify(data.choices)} chart={data} /> : null}
    </SettingsFrame>
  );
}

function Chart({ chart }: { readonly chart: AccountChart }) {
  const w = useWords(booksSettingWords);
  const isPhone = useIsPhone();
  const notAllowed = useRefusal("change_accounts");
  const [drafts, setDrafts] = useState<Readonly<Record<string, AccountDraft>>>({});
  const [choices, choose] = useState<AccountChoices>(chart.choices);
  const [text, search] = useState("");
  const [onlyOwn, setOnlyOwn] = useState(false);
  const edited = (row: ChartAccountOnWire) => drafts[row.key] ?? draftOf(row);
  const change = (key: string, draft: AccountDraft) =>
    setDrafts((before) => ({ ...before, [key]: draft }));
  const shown = chart.rows.filter((row) => {
    const { code, zh, en } = edited(row);
    const wanted = text.trim().toLowerCase();
    const words = [code, zh, en, row.shipped.code, row.shipped.zh, row.shipped.en];
    return (
      (!onlyOwn || isOwn(row, edited(row))) &&
      words.some((word) => word.toLowerCase().includes(wanted))
    );
  });
  return (
    <>
      <Waiting approvalId={chart.waiting} />
      <ChoicesPanel chart={chart} choices={choices} refusal={notAllowed} onChange={choose} />
      <section className="panel">
        <div className="panel-head account-tools">
          <Input.Search
            allowClear={clearable}
            value={text}
            placeholder={w("search")}
            aria-label={w("search")}
            onChange={(event) => search(event.target.value)}
          />
          <Checkbox checked={onlyOwn} onChange={(event) => setOnlyOwn(event.target.checked)}>
            {w("onlyOwn")}
          </Checkbox>
        </div>
        {isPhone ? <p className="page-note account-phone">{w("onComputer")}</p> : null}
        {shown.length === 0 ? (
          <EmptyState kind="found" title={w("noneFound")} />
        ) : (
          <div className="matrix-scroll">
            <table className="matrix account-table" onKeyDown={nextCell}>
              <thead>
                <tr>
                  <th>{w("purpose")}</th>
                  <th>{w("codeHead")}</th>
                  <th>{w("nameZh")}</th>
                  <th>{w("nameEn")}</th>
                  <th className="is-right">{w("linesHead")}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {shown.map((row) => (
                  <AccountRow
                    key={row.key}
                    row={row}
                    draft={edited(row)}
                    refusal={isPhone ? w("onComputer") : notAllowed}
                    onChange={(draft) => change(row.key, draft)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {isPhone ? null : (
          <AskChange
            own={ownOf(chart.rows, edited)}
            choices={choices}
            chart={chart}
            notAllowed={notAllowed}
            onDone={() => setDrafts({})}
          />
        )}
      </section>
    </>
  );
}

/** As in every ledger program: Enter goes to the next cell. */
function nextCell(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  if (!(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const cells = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input:enabled")];
  const next = cells[cells.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
  next?.focus();
  next?.select();
}
