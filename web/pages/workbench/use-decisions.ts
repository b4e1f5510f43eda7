// What the workbench does to lines, each with its way back: the figures change when the server has
// posted, the undo bar is offered, and what others show is asked for again.
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useCallback, useRef, useState } from "react";
import {
  bankLineDetail,
  decisionAnswer,
  type HandBody,
  heldAnswer,
  lineOutcomes,
  undoOutcomes,
  type WorkbenchRow,
} from "../../../src/contract/workbench.ts";
import type { NotReceivableCategory } from "../../../src/core/matching/output.ts";
import { categoryWords } from "../../../src/core/words/outcome.ts";
import { getJson, sendJson } from "../../api/client.ts";
import { refreshPaths } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { offerUndo } from "../../components/undo-bar.tsx";
import { sumByCurrency } from "../../table/ticks.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { useLanguage, useSentence, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";

export type Deciding = Pick<WorkbenchRow, "id" | "version" | "amount" | "currency">;

/** What a decision must not overwrite unseen: the line, and whose money it is. */
export type SeenRow = Deciding & Pick<WorkbenchRow, "ownerId">;

/** How a line looks now to the person who is about to decide. */
export function seenOf({ id, version, ownerId }: SeenRow) {
  return { lineId: id, version, customerId: ownerId };
}

export type Problems = ReadonlyMap<number, string>;

export type Decisions = {
  /** Lines whose posting is under way. */
  readonly pending: ReadonlySet<number>;
  /** Why a line stayed, by line. */
  readonly problems: Problems;
  readonly confirm: (
    lines: readonly (Deciding & { readonly candidate: number })[],
  ) => Promise<boolean>;
  readonly settle: (lines: readonly Deciding[], body: HandBody) => Promise<boolean>;
  readonly claim: (
    line: Deciding,
    customer: { id: number; name: string },
    /** Whose money it was when the person was asked; null: nobody's. */
    seenCustomerId: number | null,
  ) => Promise<boolean>;
  readonly categorise: (
    lines: readonly SeenRow[],
    category: NotReceivableCategory,
    reason: string,
  ) => Promise<boolean>;
  /** What was previewed of a to-confirm workbook. */
  readonly postFile: (lines: readonly Deciding[], file: string) => Promise<boolean>;
  readonly hold: (
    line: Deciding & Pick<WorkbenchRow, "lane">,
    isHeld: boolean,
    note: string,
  ) => Promise<boolean>;
  readonly undo: (decisionIds: readonly number[], lineIds: readonly number[]) => Promise<void>;
  /** Undone in a dialog of its own. */
  readonly noticeUndone: (lineIds: readonly number[]) => void;
};

type Outcome = {
  readonly lineId: number;
  readonly decisionId: number | null;
  readonly problem: { readonly title: string } | null;
};

export type DecisionEvents = {
  /** Lines that left their lane. */
  readonly onSettled: (lineIds: readonly number[]) => void;
  /** Lines that came back, or changed within their lane. */
  readonly onChanged: (lineIds: readonly number[]) => void;
};

export function useDecisions(events: DecisionEvents): Decisions {
  const base = useBooksPath();
  const w = useWords(workbenchWords);
  const word = useSentence();
  const sumText = useSumText();
  const { pending, problems, undo, noticeUndone, act } = useWriting(events);
  const settledText = (settled: readonly Deciding[]) =>
    w("settledDone", { count: settled.length, amount: sumText(settled) });

  return {
    pending,
    problems,
    undo,
    noticeUndone,
    confirm: (lines) =>
      act(
        lines,
        async () => {
          const confirmations = lines.map(({ id, version, candidate }) => ({
            lineId: id,
            version,
            candidate,
          }));
          const path = `${base}/decisions/confirm`;
          return (await sendJson(lineOutcomes, "POST", path, { body: { confirmations } })).outcomes;
        },
        settledText,
      ),
    settle: (lines, body) =>
      act(
        lines,
        async () => {
          const path = `${base}/decisions/by-hand`;
          const { decisionId } = await sendJson(decisionAnswer, "POST", path, { body });
          return outcomesOf(lines, decisionId);
        },
        settledText,
      ),
    claim: (line, customer, seenCustomerId) =>
      act(
        [line],
        async () => {
          const path = `${base}/bank-lines/${line.id}/claim`;
          const body = { customerId: customer.id, seenCustomerId };
          const { decisionId } = await sendJson(decisionAnswer, "POST", path, { body });
          return outcomesOf([line], decisionId);
        },
        (settled) => w("claimDone", { customer: customer.name, amount: sumText(settled) }),
        true,
      ),
    categorise: (lines, category, reason) =>
      act(
        lines,
        async () => {
          const lineIds = lines.map((line) => line.id);
          const body = { lineIds, category, reason, seen: lines.map(seenOf) };
          const path = `${base}/bank-lines/category`;
          return (await sendJson(lineOutcomes, "POST", path, { body })).outcomes;
        },
        (settled) =>
          w("categoryDone", {
            category: word(categoryWords[category]),
            count: settled.length,
            amount: sumText(settled),
          }),
      ),
    postFile: (lines, file) =>
      act(
        lines,
        async () => {
          const path = `${base}/workbench/to-confirm/post`;
          return (await sendJson(lineOutcomes, "POST", path, { body: { file } })).outcomes;
        },
        settledText,
      ),
    hold: (line, held, note) =>
      act(
        [line],
        async () => {
          const path = `${base}/bank-lines/${line.id}/hold`;
          await sendJson(heldAnswer, "POST", path, {
            body: { held, note, version: line.version },
          });
          return outcomesOf([line], null);
        },
        (lines) => w(held ? "holdDone" : "releaseDone", { amount: sumText(lines) }),
        line.lane !== "suggested",
      ),
  };
}

/** One write about lines at a time, with its way back, and why a line stayed. */
function useWriting({ onSettled, onChanged }: DecisionEvents) {
  const base = useBooksPath();
  const client = useQueryClient();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [pending, setPending] = useState<ReadonlySet<number>>(new Set());
  const [problems, setProblems] = useState<Problems>(new Map());
  const busy = useRef(new Set<number>());

  const refresh = useCallback(() => refreshPaths(client, [`${base}/workbench`]), [client, base]);

  const undo = async (decisionIds: readonly number[], lineIds: readonly number[]) => {
    const body = { decisionIds, reason: "" };
    const answer = await sendJson(undoOutcomes, "POST", `${base}/decisions/undo`, { body });
    const refused = answer.outcomes.find((one) => one.problem !== null);
    onChanged(lineIds);
    await refresh();
    if (refused?.problem) throw new Error(refused.problem.title);
  };

  /** One write about lines; two for the same line at once cannot be. */
  const act = async (
    lines: readonly Deciding[],
    send: () => Promise<readonly Outcome[]>,
    done: (settled: readonly Deciding[]) => string,
    staysInLane = false,
  ): Promise<boolean> => {
    if (lines.length === 0 || lines.some((line) => busy.current.has(line.id))) return false;
    const ids = lines.map((line) => line.id);
    for (const id of ids) busy.current.add(id);
    setPending(new Set(busy.current));
    try {
      const outcomes = await send();
      const settledIds = new Set(outcomes.flatMap((o) => (o.problem === null ? [o.lineId] : [])));
      const settled = lines.filter((line) => settledIds.has(line.id));
      setProblems((before) => withProblems(before, ids, outcomes));
      if (settled.length > 0) {
        if (staysInLane) onChanged([...settledIds]);
        else onSettled([...settledIds]);
        const decisionIds = [...new Set(outcomes.flatMap((o) => o.decisionId ?? []))];
        if (decisionIds.length > 0) {
          offerUndo({ message: done(settled), undo: () => undo(decisionIds, [...settledIds]) });
        } else message.success(done(settled));
      }
      return settled.length === lines.length;
    } catch (error) {
      message.error(sentence(error));
      return false;
    } finally {
      for (const id of ids) busy.current.delete(id);
      setPending(new Set(busy.current));
      void refresh();
    }
  };
  const noticeUndone = (lineIds: readonly number[]) => {
    onChanged(lineIds);
    void refresh();
  };
  return { pending, problems, undo, noticeUndone, act };
}

/** What is done to all of them at once leaves none behind. */
function outcomesOf(lines: readonly Deciding[], decisionId: number | null): Outcome[] {
  return lines.map((line) => ({ lineId: line.id, decisionId, problem: null }));
}

/** "92,000.00", or "92,000.00 CNY, 10.00 USD" */
export function useSumText(): (lines: readonly Pick<Deciding, "amount" | "currency">[]) => string {
  const language = useLanguage();
  return (lines) => {
    const sums = sumByCurrency(lines);
    const isOne = sums.length === 1;
    return sums
      .map(({ amount, currency }) => {
        const text = formatAmount(amount, currency, language);
        return isOne && currency === "CNY" ? text : `${currency} ${text}`;
      })
      .join(" · ");
  };
}

function withProblems(
  before: Problems,
  ids: readonly number[],
  outcomes: readonly Outcome[],
): Problems {
  const next = new Map(before);
  for (const id of ids) next.delete(id);
  for (const { lineId, problem } of outcomes) if (problem) next.set(lineId, problem.title);
  return next;
}

/** Detail of lines soon to be looked at, so that they show at once. */
export function usePrefetch(): (ids: readonly number[]) => void {
  const base = useBooksPath();
  const client = useQueryClient();
  return useCallback(
    (ids) => {
      for (const id of ids) {
        const path = `${base}/workbench/lines/${id}`;
        void client.prefetchQuery({
          queryKey: [path, {}],
          queryFn: ({ signal }) => getJson(bankLineDetail, path, { signal }),
        });
      }
    },
    [base, client],
  );
}
