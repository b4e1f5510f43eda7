// Money that says it is paid ahead (预付款, 定金) and settles nothing that is open: an advance (R34).
import { because } from "../because.ts";
import { formatMinor } from "../money.ts";
import { amountDensity } from "./amount.ts";
import { kindCode } from "./book.ts";
import type { Context } from "./context.ts";
import { propose } from "./propose.ts";
import type { Readings } from "./reading.ts";
import { foldText } from "./text.ts";

const aheadWord =
  /预[付收存缴交]|定金|订金|ADVANCE (?:PAY|FOR\b)|PRO-?FORMA|PAYMENT IN ADVANCE|PRE-?PAY|DOWN ?PAYMENT|\d ?(?:%|PCT|PERCENT) (?:DEPOSIT|ADVANCE)|DEPOSIT FOR|(?:DEPOSIT|ADVANCE) (?:ON |AGAINST |REF )?(?:ORDER|QUOT|CONTRACT|SALES ORDER|(?:PO|SO|LPO|P\.O\.)[ #:/-]{0,2}\d)|ADVANCE AGAINST|AVANCE (?:SUR |DE )?(?:CDE|COMMANDE|CONTRAT|DEVIS)|A CUENTA (?:DE )?(?:PEDIDO|CONTRATO|PRESUPUESTO)|\bUPFRONT\b|ANZAHLUNG|VORKASSE|VORAUS(?:ZAHLUNG|KASSE)|ACOMPTE|ANTICIPO|PAGO (?:ADELANTADO|ANTICIPADO)|POR ADELANTADO|CAPARRA|前[払渡]|前金|手付|선급?금|계약금|มัดจำ|จ่ายล่วงหน้า/;

/** The word by which a memo says so, or null. */
export function aheadWordIn(memo: string): string | null {
  return aheadWord.exec(foldText(memo))?.[0] ?? null;
}

export function selectAdvance(context: Context, readings: Readings): void {
  const { book, line, pool, facts } = context;
  const rule = facts.rules.R34;
  if (!facts.isAhead) return;
  const word = aheadWordIn(line.memo);
  if (word === null || !rule.enabled || line.amountMinor <= 0) return;
  if (context.namings.some((naming) => naming.isStrong)) return;
  const reason = because("how.advance", {
    amount: formatMinor(line.amountMinor, line.currency),
    word,
  });
  const hasPlan = pool.side.some((item) => book.kind[item] === kindCode.plan);
  const density = amountDensity(line.amountMinor, line.currency);
  // What a plan asks for is paid ahead by the plan.
  const share = book.weights.habit.advance * (hasPlan ? 0.1 : 1);
  propose(readings, context, {
    items: [],
    prior: Math.log(share * density),
    rule: "R34",
    because: [reason],
    isAmountAlone: true,
    residuals: [
      {
        item: null,
        side: "line",
        amountMinor: line.amountMinor,
        currency: line.currency,
        code: "advance",
        difference: null,
        posted: rule.auto,
        because: [reason],
      },
    ],
    // It may be an instalment of the plan, paid in another amount.
    blocks: hasPlan ? [because("block.plan_open")] : [],
  });
}
