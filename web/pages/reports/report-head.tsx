// The head of a report: which one, as of when, what was chosen of it; files and mails of it.

import { DownloadOutlined } from "@ant-design/icons";
import { DatePicker, Dropdown, Select, Tooltip } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import type { ReportFactsOnWire } from "../../../src/contract/reports.ts";
import { downloadAddress } from "../../api/client.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { reportWords } from "../../words/reports.ts";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { lastMonthEnds, type ReportState } from "./use-report.ts";

type HeadProps = {
  readonly facts: ReportFactsOnWire;
  readonly all: readonly ReportFactsOnWire[];
  readonly state: ReportState;
  /** The books' own first; alone where there are no rates. */
  readonly currencies: readonly string[];
  /** The first day as the report took it. */
  readonly from: string | null;
  readonly children: ReactNode;
};

export function ReportHead({ facts, all, state, currencies, from, children }: HeadProps) {
  const w = useWords(reportWords);
  const word = useSentence();
  const language = useLanguage();
  const go = useNavigate();
  const { today, id: booksId } = useBooks();
  const { choice, set } = state;
  const presets = [
    { label: w("today"), value: dayjs(today) },
    ...lastMonthEnds(today, 4).map((end) => ({
      label: w("monthEnd", { month: end.slice(0, 7) }),
      value: dayjs(end),
    })),
  ];
  return (
    <>
      <header className="report-head">
        <h1>{word(facts.title)}</h1>
        <Select
          className="report-other"
          aria-label={w("otherReport")}
          placeholder={w("otherReport")}
          value={null}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(code: string | null) => {
            if (code) void go(pathTo("report", { booksId, code }));
          }}
          options={all.map(({ code, title }) => ({ value: code, label: title[language] }))}
          popupMatchSelectWidth={280}
        />
        <span className="is-end">{children}</span>
      </header>
      <p className="page-note">{word(facts.about)}</p>
      <div className="report-head">
        {facts.periodMonths === null ? null : (
          <span className="report-field">
            {w("from")}
            <DatePicker
              aria-label={w("from")}
              value={from === null ? null : dayjs(from)}
              onChange={(day) => set({ from: day?.format("YYYY-MM-DD") ?? null })}
              style={{ width: 130 }}
            />
          </span>
        )}
        <span className="report-field">
          {w("asOf")}
          <DatePicker
            aria-label={w("asOf")}
            allowClear={false}
            value={dayjs(choice.asOf)}
            onChange={(day) => set({ asOf: day?.format("YYYY-MM-DD") ?? null })}
            presets={presets}
            style={{ width: 130 }}
          />
        </span>
        <Tooltip title={w("knownHint")}>
          <span className="report-field is-wide">
            {w("knownAt")}
            <DatePicker
              aria-label={w("knownAt")}
              showTime={{ format: "HH:mm" }}
              format="YYYY-MM-DD HH:mm"
              placeholder={w("knownNow")}
              value={choice.knownAt === null ? null : dayjs(choice.knownAt)}
              onChange={(at) => set({ knownAt: at?.toISOString() ?? null })}
              style={{ width: 170 }}
            />
          </span>
        </Tooltip>
        {facts.options.map(({ name, title, choices }) => (
          <span className="report-field" key={name}>
            {word(title)}
            <Select
              aria-label={word(title)}
              value={choice.options[name] ?? choices[0]?.code ?? ""}
              onChange={(code) => set({ [name]: code === choices[0]?.code ? null : code })}
              options={choices.map((one) => ({ value: one.code, label: one[language] }))}
              popupMatchSelectWidth={false}
            />
          </span>
        ))}
        {currencies.length < 2 ? null : (
          <span className="report-field">
            {w("inCurrency")}
            <Select
              aria-label={w("inCurrency")}
              value={choice.currency ?? currencies[0] ?? ""}
              onChange={(code) => set({ currency: code === currencies[0] ? null : code })}
              options={currencies.map((code) => ({ value: code, label: code }))}
              popupMatchSelectWidth={false}
            />
          </span>
        )}
      </div>
    </>
  );
}

/** XLSX, CSV or PDF of exactly what is asked for here. */
export function ReportDownload({
  code,
  state,
}: {
  readonly code: string;
  readonly state: ReportState;
}) {
  const w = useWords(reportWords);
  const language = useLanguage();
  const reason = useRefusal("export_data");
  const path = `${useBooksPath()}/reports/${code}/export`;
  const address = (format: string) => downloadAddress(path, { ...state.query, format, language });
  if (reason !== null) {
    return (
      <RefusedButton icon={<DownloadOutlined />} reason={reason}>
        {w("export")}
      </RefusedButton>
    );
  }
  const items = (["xlsx", "csv", "pdf"] as const).map((format) => ({
    key: format,
    label: (
      <a href={address(format)} download>
        {w(format === "xlsx" ? "exportXlsx" : format === "csv" ? "exportCsv" : "exportPdf")}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <RefusedButton icon={<DownloadOutlined />} reason={null}>
        {w("export")}
      </RefusedButton>
    </Dropdown>
  );
}
