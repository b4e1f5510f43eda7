// 抽检: reads a sample without the system's answer, takes a person's answer, and only then says what
// was posted. Answers are labels: kept with who and when, never changed.
import type { SampleChoiceOnWire, SampleListOnWire, SampleOnWire } from "../../contract/samples.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import {
  countSamples,
  insertAnswer,
  type SampleChoice,
  type SampleRow,
  selectSample,
  selectSamples,
} from "../../db/blind-samples.ts";
import { selectCustomerNames } from "../../db/decisions.ts";
import { notifyLive } from "../../db/live-events.ts";
import type { Db } from "../../db/pool.ts";
import { beginRecording, storeAudit } from "../../db/recording.ts";
import { inOrganisation } from "../../db/transaction.ts";
import { selectWorkbenchItems, type WorkbenchItemRow } from "../../db/workbench.ts";
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { demoteFallen } from "../rules/rule-standing.ts";

type InBooks = { readonly orgId: number; readonly booksId: number };

export async function listSamples(
  deps: Deps,
  books: InBooks,
  page: { readonly isAnswered: boolean; readonly limit: number },
): Promise<SampleListOnWire> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const rows = await selectSamples(db, books, page);
    return {
      counts: await countSamples(db, books),
      rows: rows.map((row) => ({
        id: row.id,
        line: lineOf(row),
        answer:
          row.verdict === null || row.answeredAt === null
            ? null
            : {
                verdict: row.verdict,
                rule: row.rule,
                by: row.by,
                at: row.answeredAt.toISOString(),
                note: row.note,
                undone: row.isUndone,
              },
      })),
    };
  });
}

function lineOf({ bankLineId, date, amountMinor, currency, payerName }: SampleRow) {
  return { id: bankLineId, date, amount: formatMinor(amountMinor, currency), currency, payerName };
}

export async function readSample(
  deps: Deps,
  books: InBooks,
  id: number,
): Promise<Result<SampleOnWire, { readonly code: "not_found" }>> {
  return inOrganisation(deps.pool, books.orgId, async (db) => {
    const row = await selectSample(db, books, id);
    return row === null ? refuse({ code: "not_found" }) : ok(await sampleOnWire(db, books, row));
  });
}

async function sampleOnWire(db: Db, books: InBooks, row: SampleRow): Promise<SampleOnWire> {
  const { verdict, choice, postedChoice, rule, decisionId, by, note, answeredAt } = row;
  const { payerAccount, memo, bankRef, bankAccount } = row;
  return {
    id: row.id,
    line: { ...lineOf(row), payerAccount, memo, bankRef, bankAccount },
    choices: await choicesOnWire(db, books, row),
    outcome:
      verdict === null || answeredAt === null
        ? null
        : {
            ...{ verdict, choice, posted: postedChoice, rule, decisionId, by, note },
            at: answeredAt.toISOString(),
            undone: row.isUndone,
          },
  };
}

async function choicesOnWire(
  db: Db,
  books: InBooks,
  { choices, currency, amountMinor }: SampleRow,
): Promise<SampleChoiceOnWire[]> {
  const itemIds = [...new Set(choices.flatMap(({ parts }) => parts.map(({ itemId }) => itemId)))];
  const items = new Map((await selectWorkbenchItems(db, books, itemIds)).map((i) => [i.id, i]));
  const customerIds = [...new Set(choices.map(({ customerId }) => customerId))];
  const names = await selectCustomerNames(db, books.orgId, customerIds);
  return choices.map((choice) => ({
    customerName: names.get(choice.customerId) ?? "",
    parts: choice.parts.flatMap((part) => {
      const item = items.get(part.itemId);
      return item ? [partOnWire(part, item)] : [];
    }),
    booked: choice.booked
      .filter(({ side }) => side !== "home")
      .map((one) => ({ code: one.code, amount: moneyOf(one.amountMinor, one.currency) })),
    rest: moneyOf(amountMinor - takenBy(choice), currency),
  }));
}

function partOnWire(part: SampleChoice["parts"][number], item: WorkbenchItemRow) {
  const { no, kind, customerName, issueDate, dueDate, currency, orderNo, contractNo, memo } = item;
  return {
    ...{ no, kind, customerName, issueDate, dueDate },
    face: moneyOf(item.faceMinor, currency),
    amount: moneyOf(part.amountMinor, currency),
    reference: [orderNo, contractNo, memo].filter((text) => text !== "").join(" · "),
  };
}

function takenBy({ parts, booked }: SampleChoice): number {
  const onLine = booked.filter(({ side }) => side === "line");
  return (
    parts.reduce((sum, part) => sum + part.lineAmountMinor, 0) +
    onLine.reduce((sum, one) => sum + one.amountMinor, 0)
  );
}

function moneyOf(minor: number, currency: string) {
  return { amount: formatMinor(minor, currency), currency };
}

export type SampleAnswer = number | "none" | "unsure";

/** sample_answered: what was posted has been told, so a second answer would not be blind. */
export type SampleRefusal = {
  readonly code: "not_found" | "sample_answered" | "no_such_choice";
};

export async function answerSample(
  deps: Deps,
  actor: Actor,
  input: {
    readonly booksId: number;
    readonly id: number;
    readonly choice: SampleAnswer;
    readonly note: string;
  },
): Promise<Result<SampleOnWire, SampleRefusal>> {
  const { orgId, memberId } = actor;
  const { booksId, id, choice: answer, note } = input;
  return inOrganisation(deps.pool, orgId, async (db) => {
    const recording = await beginRecording(db, { orgId, booksId, memberId });
    const row = await selectSample(db, { orgId, booksId }, id);
    if (row === null) return refuse({ code: "not_found" });
    if (row.verdict !== null) return refuse({ code: "sample_answered" });
    const choice = typeof answer === "number" ? answer : null;
    if (choice !== null && choice >= row.choices.length) return refuse({ code: "no_such_choice" });
    const verdict =
      answer === "unsure" ? "unsure" : choice === row.postedChoice ? "agree" : "disagree";
    await insertAnswer(db, recording, { sampleId: id, verdict, choice, note });
    await storeAudit(db, recording, [
      {
        actor: actor.name,
        action: "sample.answer",
        subjectKind: "decision",
        subjectId: row.decisionId,
        detail: { sample: id, verdict, choice, rule: row.rule, note },
      },
    ]);
    if (verdict === "disagree") await demoteFallen(db, recording);
    await notifyLive(db, { orgId, booksId, topic: "lanes", id: null });
    const answered = await selectSample(db, { orgId, booksId }, id);
    return ok(await sampleOnWire(db, { orgId, booksId }, answered ?? row));
  });
}
