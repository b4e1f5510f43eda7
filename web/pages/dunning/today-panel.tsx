// Today: the money that may be asked for, what waits for a release, and every customer with something
// due: what it gets, or why not.
import { App, Button, Checkbox } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import {
  type DunningPlanRow,
  type DunningPreview,
  dunningSetup,
  type NoticeList,
  noticeList,
  runDone,
} from "../../../src/contract/dunning.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { FigureStrip } from "../../components/figure-strip.tsx";
import { GradeTag } from "../../components/grade-tag.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { useIsPhone } from "../../ui/phone.ts";
import { EmptyState, Skeleton } from "../../ui/states.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";
import { CustomerDrawer } from "./customer-drawer.tsx";
import { AskedAmounts, DebtorCells, DebtorHeads, DebtorNote } from "./debtor-cells.tsx";
import { TodayCell } from "./dunning-terms.tsx";
import { ReleaseList } from "./release-list.tsx";
import { StartList } from "./start-list.tsx";
import { usePreview } from "./use-preview.ts";

type TodayProps = { readonly onView: (view: "policy") => void };

export function TodayPanel({ onView }: TodayProps) {
  const base = `${useBooksPath()}/dunning`;
  const w = useWords(dunningWords);
  const [address, setAddress] = useSearchParams();
  const setup = useGet(dunningSetup, base);
  const preview = usePreview();
  const proposed = useGet(noticeList, `${base}/notices`, { query: { state: "proposed" } });
  if (preview.error) return <Failure error={preview.error} />;
  if (!preview.data || !setup.data || !proposed.data) return <Skeleton lines={8} />;
  const shown = Number(address.get("customer") ?? 0);
  const show = (id: number | null) =>
    setAddress(id === null ? {} : { customer: String(id) }, { replace: true });
  if (setup.data.nextRunOn === null) {
    const action = (
      <Button type="primary" onClick={() => onView("policy")}>
        {w("toPolicy")}
      </Button>
    );
    return <EmptyState kind="yet" title={w("off")} action={action} />;
  }
  const { rows } = preview.data;
  const at = rows.findIndex(({ customer }) => customer.id === shown);
  return (
    <>
      <Figures preview={preview.data} proposed={proposed.data} />
      <div className="dunning-tools">
        <PlanButton preview={preview.data} />
        <span className="page-note">
          {preview.data.isWorkingDay ? null : `${w("dayOff")} · `}
          {w("nextRun", { day: setup.data.nextRunOn, time: setup.data.setting.runAt })}
        </span>
      </div>
      {proposed.data.rows.length > 0 ? <ReleaseList list={proposed.data} /> : null}
      {preview.data.counts.starts > 0 ? <StartList onOpen={show} /> : null}
      {rows.length === 0 ? (
        <EmptyState kind="left" title={w("nobodyToday")} text={w("nobodyTodayText")} />
      ) : (
        <Rows rows={rows} onOpen={show} />
      )}
      {shown > 0 ? (
        <CustomerDrawer
          key={shown}
          customerId={shown}
          previousId={rows[at - 1]?.customer.id ?? null}
          nextId={at < 0 ? null : (rows[at + 1]?.customer.id ?? null)}
          onShow={show}
          onClose={() => show(null)}
        />
      ) : null}
    </>
  );
}

function Figures(props: { readonly preview: DunningPreview; readonly proposed: NoticeList }) {
  const w = useWords(dunningWords);
  const { homeCurrency: currency } = useBooks();
  const { counts } = props.preview;
  const sum = homeSum(props.proposed, currency);
  return (
    <FigureStrip
      isMany
      figures={[
        {
          key: "asked",
          label: w("toAsk"),
          amounts: [{ amount: counts.askedHome, currency }],
          note: [
            w("touchedCount", { count: counts.touched }),
            w("heldNote", { count: counts.held }),
          ].join(" · "),
        },
        {
          key: "waiting",
          label: w("waiting"),
          amounts: sum,
          note: [
            w("waitingNote", { count: props.proposed.proposed }),
            ...(counts.starts > 0 ? [w("startsToPlace", { count: counts.starts })] : []),
          ].join(" · "),
        },
      ]}
    />
  );
}

/** What the messages and letters ask for; an action of a grade asks for nothing more. */
function homeSum(list: NoticeList, currency: string) {
  const asked = list.rows
    .filter(({ kind }) => kind !== "action")
    .flatMap((row) => row.asked)
    .filter((one) => one.currency === currency);
  const cents = asked.reduce((sum, { amount }) => sum + BigInt(amount.replace(".", "")), 0n);
  const [sample] = asked;
  if (!sample) return [];
  const decimals = sample.amount.split(".")[1]?.length ?? 0;
  const digits = cents.toString().padStart(decimals + 1, "0");
  const amount =
    decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return [{ amount, currency }];
}

function PlanButton({ preview }: { readonly preview: DunningPreview }) {
  const w = useWords(dunningWords);
  const base = `${useBooksPath()}/dunning`;
  const refusal = useRefusal("collect");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(runDone, "POST", [base]);
  const plan = () =>
    send.mutate(
      { path: `${base}/runs`, body: {} },
      {
        onSuccess: ({ queued, proposed }) =>
          void message.success(w("planned", { queued, proposed })),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  const reason = refusal ?? (preview.isWorkingDay ? null : w("dayOff"));
  return (
    <RefusedButton
      type="primary"
      reason={reason}
      loading={send.isPending}
      title={w("planHint")}
      onClick={plan}
    >
      {w("plan")}
    </RefusedButton>
  );
}

type RowsProps = {
  readonly rows: readonly DunningPlanRow[];
  readonly onOpen: (id: number) => void;
};

const rowsAtOnce = 200;

function Rows({ rows, onOpen }: RowsProps) {
  const w = useWords(dunningWords);
  const [onlyToday, setOnlyToday] = useState(false);
  const [limit, setLimit] = useState(rowsAtOnce);
  const isPhone = useIsPhone();
  const chosen = onlyToday ? rows.filter(({ touch }) => touch !== null) : rows;
  const shown = chosen.slice(0, limit);
  return (
    <>
      <div className="dunning-tools">
        <Checkbox checked={onlyToday} onChange={({ target }) => setOnlyToday(target.checked)}>
          {w("onlyToday")}
        </Checkbox>
      </div>
      {isPhone ? <Cards rows={shown} onOpen={onOpen} /> : <Matrix rows={shown} onOpen={onOpen} />}
      {chosen.length > shown.length ? (
        <Button onClick={() => setLimit(limit + rowsAtOnce)}>{w("more")}</Button>
      ) : null}
    </>
  );
}

function Matrix({ rows, onOpen }: RowsProps) {
  const w = useWords(dunningWords);
  return (
    <div className="matrix-scroll panel">
      <table className="matrix">
        <thead>
          <tr>
            <DebtorHeads />
            <th>{w("result")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.customer.id}>
              <DebtorCells row={row} documents={row.itemCount} onOpen={onOpen} />
              <td>
                <TodayCell row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ rows, onOpen }: RowsProps) {
  return (
    <div>
      {rows.map((row) => (
        <button
          key={row.customer.id}
          type="button"
          className="dunning-card"
          onClick={() => onOpen(row.customer.id)}
        >
          <b>{row.customer.name}</b>
          <span className="dunning-card-foot">
            <GradeTag grade={row.grade} ungraded={row.ungraded} />
            <AskedAmounts asked={row.asked} />
          </span>
          <DebtorNote oldestDays={row.oldestDays} documents={row.itemCount} />
          <TodayCell row={row} />
        </button>
      ))}
    </div>
  );
}
