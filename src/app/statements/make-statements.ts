// Makes statements for some customers in the caller's transaction: builds, numbers, freezes, stores.
// Who gets none is named with the reason; what was made of the same period before is replaced only
// where that was asked for.
import { createHash } from "node:crypto";
import { addDays, type IsoDate, isoDate } from "../../core/date.ts";
import { canonicalJson } from "../../core/ledger/chain.ts";
import { linesToAnswer } from "../../core/statements/build-statement.ts";
import { periodEnding } from "../../core/statements/cycle.ts";
import type { StatementForm } from "../../core/statements/statement.ts";
import { statementNumber } from "../../core/statements/statement-number.ts";
import type { Db } from "../../db/pool.ts";
import { type Recording, reserveIds, storeAudit } from "../../db/recording.ts";
import {
  countNumbers,
  insertStatements,
  type MadeRow,
  type NewStatement,
  type ReceiverRow,
  selectMade,
  selectReceivers,
} from "../../db/statement-new.ts";
import { insertStatementEvents, updateStatement } from "../../db/statements.ts";
import { buildFrom, loadSender, loadSources, type StatementBooks } from "./load-sources.ts";

export type StatementAsk = {
  /** By each customer's own plan: those whose cycle ends in the month of `to`. */
  readonly byPlan: boolean;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Null: as the plan says, detail without one. */
  readonly form: StatementForm | null;
  readonly language: "zh" | "en" | null;
  readonly replyDays: number | null;
  /** What was made of the same period and form before is superseded. */
  readonly replace: boolean;
};

export type SkipReason =
  | "not_planned"
  | "nothing"
  | "already_made"
  | "statement_not_tied"
  | "no_deliveries";

export type SkippedCustomer = {
  readonly customerId: number;
  readonly currency: string;
  readonly reason: SkipReason;
};

export type MadeStatements = {
  readonly made: readonly number[];
  readonly skipped: readonly SkippedCustomer[];
};

type Making = {
  readonly db: Db;
  readonly recording: Recording;
  readonly books: StatementBooks;
  readonly ask: StatementAsk;
  readonly actorName: string;
  readonly jobId: number | null;
};

/** Call it under the writing lock (beginRecording): numbers run without gaps. */
export async function makeStatements(
  making: Making,
  customerIds: readonly number[],
): Promise<MadeStatements> {
  const { db, recording, ask } = making;
  const receivers = await selectReceivers(db, recording, customerIds);
  const made: number[] = [];
  const skipped: SkippedCustomer[] = [];
  for (const [period, group] of Map.groupBy(receivers, (one) => periodKey(one, ask))) {
    if (period === "") {
      skipped.push(...group.map((one) => skip(one.customerId, "", "not_planned")));
      continue;
    }
    const [from = "", to = ""] = period.split(" ");
    const some = await makePeriod(making, group, { from: isoDate(from), to: isoDate(to) });
    made.push(...some.made);
    skipped.push(...some.skipped);
  }
  return { made, skipped };
}

function periodKey(receiver: ReceiverRow, ask: StatementAsk): string {
  if (!ask.byPlan) return `${ask.from} ${ask.to}`;
  const period = periodEnding(receiver.cycle ?? "monthly", ask.to);
  return period === null ? "" : `${period.from} ${period.to}`;
}

async function makePeriod(
  making: Making,
  receivers: readonly ReceiverRow[],
  period: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<MadeStatements> {
  const { db, recording, books, ask, jobId } = making;
  const customerIds = receivers.map(({ customerId }) => customerId);
  const asked = { ...period, knownAt: recording.recordedAt };
  const sources = await loadSources(db, books, { ...asked, customerIds });
  const before = await selectMade(db, books, { ...period, customerIds });
  const senderOf = await loadSender(db, books);
  const prefix = statementNumber(period.to, 0).slice(0, 6);
  let running = await countNumbers(db, books, prefix);
  const fresh: NewStatement[] = [];
  const replaced: (MadeRow & { readonly by: number })[] = [];
  const skipped: SkippedCustomer[] = [];
  const ids = await reserveIds(db, "statement", sources.length);
  const receiverOf = new Map(receivers.map((one) => [one.customerId, one]));
  for (const [place, source] of sources.entries()) {
    const receiver = receiverOf.get(source.customer.id);
    const { currency } = source;
    const form = ask.form ?? receiver?.form ?? "detail";
    const same = before.find(
      (one) =>
        one.customerId === source.customer.id && one.currency === currency && one.form === form,
    );
    if (same && !ask.replace) {
      skipped.push(skip(source.customer.id, currency, "already_made"));
      continue;
    }
    const language = ask.language ?? receiver?.language ?? "zh";
    const replyDays = ask.replyDays ?? receiver?.replyDays ?? 10;
    const built = buildFrom(source, {
      ...asked,
      no: statementNumber(period.to, running + 1),
      form,
      language,
      replyBy: addDays(isoDate(books.today), replyDays),
      madeOn: books.today,
      sender: senderOf(currency, language),
    });
    if (!built.ok) {
      skipped.push(skip(source.customer.id, currency, built.error.code));
      continue;
    }
    running += 1;
    const { snapshot } = built.value;
    const id = ids[place] ?? 0;
    if (same) replaced.push({ ...same, by: id });
    fresh.push({
      id,
      built: built.value,
      lines: linesToAnswer(snapshot),
      sha256: createHash("sha256").update(canonicalJson(snapshot)).digest(),
      contactId: receiver?.contactId ?? null,
      ownerId: receiver?.memberId ?? source.customer.ownerId,
      jobId,
    });
  }
  await insertStatements(db, recording, fresh);
  await noteMade(making, fresh, replaced);
  const stated = new Set(sources.map(({ customer }) => customer.id));
  const idle = customerIds.filter((id) => !stated.has(id)).map((id) => skip(id, "", "nothing"));
  return { made: fresh.map(({ id }) => id), skipped: [...skipped, ...idle] };
}

async function noteMade(
  { db, recording, books, actorName }: Making,
  fresh: readonly NewStatement[],
  replaced: readonly (MadeRow & { readonly by: number })[],
): Promise<void> {
  const { orgId } = books;
  const { memberId } = recording;
  const side = memberId === null ? ("system" as const) : ("us" as const);
  const about = { side, actor: actorName, memberId };
  for (const { id, by } of replaced) {
    const change = { confirmation: "superseded", replacedById: by, killLinks: true } as const;
    await updateStatement(db, orgId, id, change);
  }
  await insertStatementEvents(db, books, [
    ...replaced.map(({ id, by }) => ({
      ...about,
      statementId: id,
      act: "superseded",
      detail: { by },
    })),
    ...fresh.map((one) => ({
      ...about,
      statementId: one.id,
      act: "made",
      detail: { sha256: one.sha256.toString("hex") },
    })),
  ]);
  await storeAudit(
    db,
    recording,
    fresh.map((one) => ({
      actor: actorName,
      action: "statement.make",
      subjectKind: "statement",
      subjectId: one.id,
      detail: { no: one.built.snapshot.no, sha256: one.sha256.toString("hex") },
    })),
  );
}

function skip(customerId: number, currency: string, reason: SkipReason): SkippedCustomer {
  return { customerId, currency, reason };
}
