// 待确认 as Excel: out as a workbook, back with decisions, first shown row by row, then posted.
import { InboxOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import { useState } from "react";
import {
  type DecidedRowOnWire,
  type DecisionsPreview,
  decisionsPreview,
} from "../../../src/contract/to-confirm.ts";
import { categoryWords } from "../../../src/core/words/outcome.ts";
import { decisionWords } from "../../../src/core/words/to-confirm.ts";
import { downloadAddress, uploadFiles } from "../../api/client.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { grouped } from "../../ui/count.ts";
import { formatInstant } from "../../ui/date-text.tsx";
import { useHotkeys } from "../../ui/hotkeys.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";
import { type Decisions, useSumText } from "./use-decisions.ts";

export function ExcelPanel(props: { readonly decisions: Decisions; readonly onLeave: () => void }) {
  const w = useWords(workbenchWords);
  const path = `${useBooksPath()}/workbench/to-confirm`;
  const mayExport = useRefusal("export_data");
  const mayDecide = useRefusal("decide_matches");
  const [preview, setPreview] = useState<DecisionsPreview | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isReading, setReading] = useState(false);
  useHotkeys(workbenchWords.excel, [
    { key: "Escape", does: workbenchWords.keyBack, run: props.onLeave },
  ]);
  const read = async (file: File) => {
    setReading(true);
    setError(null);
    try {
      setPreview(await uploadFiles(decisionsPreview, path, [file], () => {}));
    } catch (failure) {
      setPreview(null);
      setError(failure);
    } finally {
      setReading(false);
    }
  };
  return (
    <section className="wb-excel panel" aria-label={w("excel")}>
      <header className="panel-head">
        <div>
          <h2>{w("excelTitle")}</h2>
          <span className="page-note">{w("excelText")}</span>
        </div>
        <Button type="text" className="is-end" onClick={props.onLeave}>
          {w("cancel")} <kbd>Esc</kbd>
        </Button>
      </header>
      <div className="wb-excel-steps">
        <div>
          <b>1</b>
          <span>{w("excelOut")}</span>
          <RefusedButton
            reason={mayExport}
            href={downloadAddress(`${path}.xlsx`)}
            download="to-confirm.xlsx"
          >
            {w("excelDownload")}
          </RefusedButton>
        </div>
        <div>
          <b>2</b>
          <span>{w("excelFill")}</span>
        </div>
        <div>
          <b>3</b>
          <span>{w("excelIn")}</span>
          <Upload.Dragger
            accept=".xlsx"
            multiple={false}
            showUploadList={false}
            disabled={mayDecide !== null || isReading}
            beforeUpload={(file) => {
              void read(file);
              return false;
            }}
          >
            <InboxOutlined /> {isReading ? w("excelReading") : (mayDecide ?? w("excelDrop"))}
          </Upload.Dragger>
        </div>
      </div>
      {error === null ? null : <Failure error={error} />}
      {preview ? (
        <PreviewTable
          preview={preview}
          decisions={props.decisions}
          refusal={mayDecide}
          onPosted={props.onLeave}
        />
      ) : null}
    </section>
  );
}

function PreviewTable(props: {
  readonly preview: DecisionsPreview;
  readonly decisions: Decisions;
  readonly refusal: string | null;
  readonly onPosted: () => void;
}) {
  const { preview, decisions } = props;
  const w = useWords(workbenchWords);
  const sumText = useSumText();
  const { ready, stays, skipped } = preview;
  const isPosting = decisions.pending.size > 0;
  const post = async () => {
    const lines = preview.rows.flatMap((row) =>
      row.standing === "ready" && row.lineId !== null && row.money
        ? [{ id: row.lineId, version: 0, ...row.money }]
        : [],
    );
    if (await decisions.postFile(lines, preview.file)) props.onPosted();
  };
  // what needs a look comes first
  const rows = preview.rows.toSorted(
    (a, b) => Number(a.standing === "ready") - Number(b.standing === "ready"),
  );
  return (
    <>
      <div className="wb-excel-rows">
        <table className="wb-items">
          <thead>
            <tr>
              <th className="is-right">{w("excelRow")}</th>
              <th>{w("payer")}</th>
              <th className="is-right">{w("moneyIn")}</th>
              <th>{w("excelDecision")}</th>
              <th>{w("excelStanding")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreviewRow key={row.row} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <footer className="wb-foot-main wb-pattern-foot">
        <p className="wb-foot-line">
          <span>
            {w("excelReady", { count: grouped(ready.count) })} <b>{sumText(ready.amounts)}</b>
          </span>
          <span className="page-note">
            {w("excelLeft", { stays: grouped(stays), skipped: grouped(skipped) })}
          </span>
        </p>
        <RefusedButton
          type="primary"
          size="large"
          reason={props.refusal ?? (ready.count === 0 ? w("excelNone") : null)}
          loading={isPosting}
          onClick={() => void post()}
        >
          {w("excelPost", { count: grouped(ready.count) })}
        </RefusedButton>
      </footer>
    </>
  );
}

const standingWord = {
  ready: "standingReady",
  skipped: "standingSkipped",
  altered: "standingAltered",
  line_gone: "standingGone",
  decided: "standingDecided",
  proposal_changed: "standingChanged",
  decision_unknown: "standingDecision",
  no_candidate: "standingNoCandidate",
  reason_missing: "standingNoReason",
  reason_unknown: "standingReason",
  twice: "standingTwice",
} as const satisfies Record<DecidedRowOnWire["standing"], keyof typeof workbenchWords>;

function PreviewRow({ row }: { row: DecidedRowOnWire }) {
  const w = useWords(workbenchWords);
  const word = useSentence();
  const { timeZone } = useBooks();
  const who = row.decidedBy ?? w("staleSystem");
  const at = row.decidedAt === null ? "" : formatInstant(row.decidedAt, timeZone, false);
  const decision = row.decision === null ? "" : word(decisionWords[row.decision]);
  return (
    <tr>
      <td className="is-right">{row.row}</td>
      <td>
        {row.payerName}
        {row.customerName ? <div className="page-note">{row.customerName}</div> : null}
      </td>
      <td className="is-right">
        {row.money ? (
          <MoneyText amount={row.money.amount} currency={row.money.currency} showCurrency bold />
        ) : null}
      </td>
      <td>
        {row.category ? `${decision} · ${word(categoryWords[row.category])}` : decision}
        {row.note === "" ? null : <div className="page-note">{row.note}</div>}
      </td>
      <td className={row.standing === "ready" ? "wb-even" : "wb-uneven"}>
        {w(standingWord[row.standing], { who, at })}
      </td>
    </tr>
  );
}
