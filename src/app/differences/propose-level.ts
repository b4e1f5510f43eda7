// 智能调平 of a customer or a bank line as one proposal: every allocation, netting and adjustment with
// its reason, what stays and why. Nothing is stored.
import { createHash } from "node:crypto";
import type { LevelProposal } from "../../contract/level.ts";
import type { Because } from "../../core/because.ts";
import {
  type Level,
  type LevelDebt,
  type LevelMove,
  type LevelQuestion,
  type LevelSource,
  levelOut,
} from "../../core/differences/level.ts";
import { type ItemKind, itemKinds } from "../../core/item-kinds.ts";
import { formatMinor } from "../../core/money.ts";
import { ok, type Result, refuse } from "../../core/result.ts";
import { type DebtRow, selectDebtsOf } from "../../db/difference-facts.ts";
import {
  type LevelCustomerRow,
  type LevelItemRow,
  type LevelMoneyRow,
  selectLevelCustomer,
  selectLevelItems,
  selectLevelMoney,
} from "../../db/level-facts.ts";
import type { Db } from "../../db/pool.ts";
import { inOrganisation } from "../../db/transaction.ts";
import type { Deps } from "../deps.ts";
import { debtOf } from "./load-subjects.ts";

export type LevelOf = {
  readonly booksId: number;
  readonly today: string;
  readonly customerId: number | null;
  readonly lineId: number | null;
};

export type LevelRefusal = { readonly code: "not_found" } | { readonly code: "payer_not_known" };

/** A level per currency, and where each of its sources came from. */
export type LoadedLevel = {
  readonly customer: LevelCustomerRow;
  readonly levels: readonly { readonly currency: string; readonly level: Level }[];
  readonly lineOf: ReadonlyMap<number, number | null>;
  /** Changes when anything of the proposal does. */
  readonly key: string;
};

export async function proposeLevel(
  deps: Deps,
  orgId: number,
  of: LevelOf,
): Promise<Result<LevelProposal, LevelRefusal>> {
  return inOrganisation(deps.pool, orgId, async (db) => {
    const loaded = await loadLevel(db, orgId, of);
    return loaded.ok ? ok(proposalOnWire(loaded.value)) : loaded;
  });
}

/** Debts that money may pay; memo items, bills and retentions go their own ways. */
const debtKinds: ReadonlySet<ItemKind> = new Set(["invoice", "interest", "debit_note", "delivery"]);
const creditKinds: ReadonlySet<ItemKind> = new Set(["credit_note", "advance"]);

export async function loadLevel(
  db: Db,
  orgId: number,
  { booksId, today, customerId, lineId }: LevelOf,
): Promise<Result<LoadedLevel, LevelRefusal>> {
  const books = { orgId, booksId };
  const customer = await selectLevelCustomer(db, books, { customerId, lineId });
  if (!customer) return refuse({ code: lineId === null ? "not_found" : "payer_not_known" });
  const money = await selectLevelMoney(db, books, { customerId: customer.id, lineId });
  const rows = await selectDebtsOf(db, books, { customerIds: [customer.id], itemIds: [] });
  const more = await selectLevelItems(db, books, customer.id);
  const wanted =
    lineId === null ? rows : rows.filter(({ currency }) => currency === money[0]?.currency);
  const currencies = [...new Set([...money, ...wanted].map(({ currency }) => currency))].sort();
  const levels = currencies.flatMap((currency) => {
    const question = questionOf({ customer, currency, today, money, rows, more });
    if (question.sources.length === 0) return [];
    return [{ currency, level: levelOut(question) }];
  });
  const lineOf = new Map(money.map((row) => [row.id, row.lineId]));
  return ok({ customer, levels, lineOf, key: keyOf(levels) });
}

type Facts = {
  readonly customer: LevelCustomerRow;
  readonly currency: string;
  readonly today: string;
  readonly money: readonly LevelMoneyRow[];
  readonly rows: readonly DebtRow[];
  readonly more: ReadonlyMap<number, LevelItemRow>;
};

function questionOf({ customer, currency, today, money, rows, more }: Facts): LevelQuestion {
  const own = rows.filter((row) => row.currency === currency);
  const receipts = money
    .filter((row) => row.currency === currency)
    .map(({ id, no, date, openMinor }): LevelSource => {
      return { id, kind: "receipt", no, date, minor: openMinor, linkedNo: "" };
    });
  const credits = own
    .filter(({ kind }) => creditKinds.has(kind))
    .map((row): LevelSource => {
      const { date = today, linkedNo = "" } = more.get(row.id) ?? {};
      const kind = row.kind === "advance" ? "advance" : "credit_note";
      return { id: row.id, kind, no: row.no, date, minor: Math.abs(row.openMinor), linkedNo };
    });
  const debts = own
    .filter(({ kind }) => debtKinds.has(kind))
    .map((row): LevelDebt => {
      const { dueDate = null, retentionDue = null, disputedMinor = 0 } = more.get(row.id) ?? {};
      // a dispute blocks only the disputed part
      const owedMinor = row.openMinor - Math.max(0, disputedMinor);
      return { ...debtOf(row), id: row.id, dueDate, retentionDue, owedMinor };
    });
  const { feeBearer } = customer;
  return { currency, asOf: today, sources: [...receipts, ...credits], debts, feeBearer };
}

function keyOf(levels: LoadedLevel["levels"]): string {
  const text = levels.flatMap(({ currency, level }) =>
    level.moves.map((move) => {
      const from = move.kind === "apply" ? `${move.source.kind} ${move.source.id}` : "";
      return `${currency} ${move.kind} ${from} ${move.debt.id} ${move.minor}`;
    }),
  );
  return createHash("sha256").update(text.join("\n")).digest("hex").slice(0, 32);
}

function proposalOnWire({ customer, levels, lineOf, key }: LoadedLevel): LevelProposal {
  return {
    customer: { id: customer.id, name: customer.name },
    key,
    levels: levels.map(({ currency, level }) => ({
      currency,
      before: formatMinor(level.beforeMinor, currency),
      after: formatMinor(level.afterMinor, currency),
      isComplete: level.isComplete,
      moves: level.moves.map((move) => ({
        act: move.kind === "apply" ? actOf(move.source) : move.kind,
        source: move.kind === "apply" ? sourceOnWire(move.source, lineOf) : null,
        item: { id: move.debt.id, no: move.debt.no, kind: itemKinds[move.debt.kind] },
        amount: formatMinor(move.minor, currency),
        because: onWire(move.because),
      })),
      left: level.left.map(({ source, minor, because, readings }) => ({
        source: sourceOnWire(source, lineOf),
        amount: formatMinor(minor, currency),
        because: onWire(because),
        readings,
      })),
    })),
  };
}

function onWire({ key, fields }: Because) {
  return { key, fields: { ...fields } };
}

function sourceOnWire({ id, kind, no, date }: LevelSource, lineOf: LoadedLevel["lineOf"]) {
  const lineId = kind === "receipt" ? (lineOf.get(id) ?? null) : null;
  return { id, kind, no, date, lineId };
}

export type LevelAct = "apply_receipt" | "offset_credit" | "apply_advance";

export function actOf({ kind }: LevelSource): LevelAct {
  if (kind === "receipt") return "apply_receipt";
  return kind === "advance" ? "apply_advance" : "offset_credit";
}

export type AppliedMove = Extract<LevelMove, { kind: "apply" }>;
