// The head of the aging page: as of, known at, basis, rows, currency, comparison.
import { DatePicker, Select, Tooltip } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import { agingGroups } from "../../../src/contract/aging.ts";
import { agingGroupWords } from "../../../src/core/words/aging.ts";
import { useBooks } from "../../api/session.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { agingWords } from "../../words/aging.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { ReopenedNote } from "../close/closing-figures.tsx";
import { type AgingState, monthEnds } from "./use-aging.ts";

export function AgingHead({ state, children }: { state: AgingState; children: ReactNode }) {
  const w = useWords(agingWords);
  const word = useSentence();
  const { choice, set } = state;
  const { today } = useBooks();
  const ends = monthEnds(today, 4);
  return (
    <>
      <header className="aging-head">
        <h1>{w("title")}</h1>
        <ReopenedNote asOf={choice.asOf} />
        <span className="aging-field">
          {w("asOf")}
          <DatePicker
            aria-label={w("asOf")}
            allowClear={false}
            value={dayjs(choice.asOf)}
            onChange={(day) => set({ asOf: day?.format("YYYY-MM-DD") ?? null })}
            presets={[
              { label: w("today"), value: dayjs(today) },
              ...ends.map((end) => ({
                label: w("monthEnd", { month: end.slice(0, 7) }),
                value: dayjs(end),
              })),
            ]}
            style={{ width: 130 }}
          />
        </span>
        <Tooltip title={w("knownHint")}>
          <span className="aging-field">
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
        <span className="is-end">{children}</span>
      </header>
      <div className="aging-head">
        <Segmented
          aria-label={w("basis")}
          value={choice.basis}
          onChange={(basis) => set({ basis })}
          options={[
            { value: "due", label: w("due") },
            { value: "issue", label: w("issue") },
            { value: "book_age", label: w("book_age"), title: w("bookAgeHint") },
          ]}
        />
        <Segmented
          aria-label={w("view")}
          value={choice.view}
          onChange={(view) => set({ view })}
          options={[
            { value: "home", label: w("home") },
            { value: "original", label: w("original") },
          ]}
        />
        <span className="aging-field">
          {w("by")}
          <Select
            aria-label={w("by")}
            value={choice.by}
            onChange={(by) => set({ by })}
            options={agingGroups.map((group) => ({
              value: group,
              label: word(agingGroupWords[group]),
            }))}
            style={{ width: 110 }}
          />
        </span>
        <span className="aging-field">
          {w("compare")}
          <DatePicker
            aria-label={w("compare")}
            placeholder={w("compareNone")}
            value={choice.compare === null ? null : dayjs(choice.compare)}
            maxDate={dayjs(choice.asOf)}
            onChange={(day) => set({ compare: day?.format("YYYY-MM-DD") ?? null })}
            presets={ends.map((end) => ({
              label: w("monthEnd", { month: end.slice(0, 7) }),
              value: dayjs(end),
            }))}
            style={{ width: 130 }}
          />
        </span>
      </div>
    </>
  );
}
