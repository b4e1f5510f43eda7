// From rows to what the tests of differences are asked about, for a portion of differences at once.
import type { AgreedTerms, DebtFacts, DifferenceSubject } from "../../core/differences/subject.ts";
import {
  type DebtRow,
  type DifferenceFactsRow,
  type EarlierMoneyRow,
  selectDebtsOf,
  selectDebtsOfAmount,
  selectEarlierMoney,
} from "../../db/difference-facts.ts";
import type { Db } from "../../db/pool.ts";
import type { Recording } from "../../db/recording.ts";

/** In the order of the rows. */
export async function loadSubjects(
  db: Db,
  recording: Recording,
  rows: readonly DifferenceFactsRow[],
): Promise<DifferenceSubject[]> {
  const customerIds = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))];
  const itemIds = [...new Set(rows.flatMap(({ itemId }) => itemId ?? []))];
  const debts = await selectDebtsOf(db, recording, { customerIds, itemIds });
  const amounts = [...new Set(rows.map(({ amountMinor }) => amountMinor))];
  const known: Known = {
    byId: new Map(debts.map((debt) => [debt.id, debt])),
    byCustomer: Map.groupBy(debts, ({ customerId }) => customerId),
    byAmount: Map.groupBy(await selectDebtsOfAmount(db, recording, amounts), amountKey),
    money: Map.groupBy(await selectEarlierMoney(db, recording, customerIds), moneyKey),
  };
  return rows.map((row) => subjectOf(row, known));
}

type Known = {
  readonly byId: ReadonlyMap<number, DebtRow>;
  readonly byCustomer: ReadonlyMap<number, readonly DebtRow[]>;
  readonly byAmount: ReadonlyMap<string, readonly DebtRow[]>;
  readonly money: ReadonlyMap<string, readonly EarlierMoneyRow[]>;
};

function amountKey({ currency, openMinor }: DebtRow): string {
  return `${currency} ${openMinor}`;
}

function moneyKey(of: Pick<EarlierMoneyRow, "customerId" | "currency" | "amountMinor">): string {
  return `${of.customerId} ${of.currency} ${of.amountMinor}`;
}

function subjectOf(row: DifferenceFactsRow, known: Known): DifferenceSubject {
  const { customerId, currency, amountMinor } = row;
  const own = customerId === null ? [] : (known.byCustomer.get(customerId) ?? []);
  const item = row.itemId === null ? undefined : known.byId.get(row.itemId);
  const about = item ? "item" : row.residual === "unmatched" ? "line" : "money";
  const paidMinor = about === "item" ? row.appliedMinor : row.receivedMinor;
  const elsewhere = known.byAmount.get(`${currency} ${amountMinor}`) ?? [];
  const same = { customerId: customerId ?? 0, currency, amountMinor: row.receivedMinor };
  const earlier = known.money.get(moneyKey(same)) ?? [];
  return {
    about,
    currency,
    amountMinor,
    paidMinor,
    paidOn: row.paidOn,
    memo: row.memo,
    payer: row.payerName === null ? null : { name: row.payerName, feeBearer: row.feeBearer },
    debts: item ? [owedBefore(item, row), ...twinsOf(item, own)] : own.filter(isDebt).map(debtOf),
    elsewhere: elsewhere.filter((debt) => debt.customerId !== customerId).map(debtOf),
    credits: own.filter(({ kind }) => kind === "credit_note").map(creditOf),
    sameMoney: earlier.filter(
      ({ date, receiptId }) => receiptId !== row.receiptId && date <= row.paidOn,
    ),
  };
}

function isDebt({ openMinor }: DebtRow): boolean {
  return openMinor > 0;
}

/** The item as it was when the money came: what was paid then and what is missing. */
function owedBefore(item: DebtRow, row: DifferenceFactsRow): DebtFacts {
  return { ...debtOf(item), owedMinor: row.appliedMinor + row.amountMinor };
}

function twinsOf(item: DebtRow, own: readonly DebtRow[]): DebtFacts[] {
  return own.filter((other) => other.id !== item.id && isDebt(other)).map(debtOf);
}

function creditOf(credit: DebtRow): DebtFacts {
  return { ...debtOf(credit), owedMinor: Math.abs(credit.openMinor) };
}

export function debtOf(row: DebtRow): DebtFacts {
  const { openMinor, faceMinor, ...rest } = row;
  return { ...rest, owedMinor: openMinor, faceMinor: Math.abs(faceMinor), terms: termsOf(row) };
}

function termsOf(row: DebtRow): AgreedTerms | null {
  const { contractNo, discountPercent, discountDays, retentionPercent } = row;
  if (contractNo === null) return null;
  return { contractNo, discountPercent, discountDays, retentionPercent };
}
