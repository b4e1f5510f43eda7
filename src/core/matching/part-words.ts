// Words by which a payer says that this is one part of what he owes, or the last of it.
import { foldWords } from "./text.ts";

const partWord =
  /部分|先付|首付|先行支付|一半|人工费|工资|分期|第[一二三四]笔|一部|内金|分割|\bPART(IAL)?\b|INSTAL?MENT|ON ACCOUNT|ON A\/C|VERSEMENT|ECHEANCE \d|REGL(EMEN)?T PARTIEL|TEILZAHLUNG|TEILBETRAG|ABSCHLAG|\bA[KC]ONTO\b|\bRATE \d|\d\. RATE|(PAGO|ABONO) (PARCIAL|A CUENTA)|PRIMER PAGO|^A CUENTA|\bPLAZO \d|\b[1-9] ?(?:OF|VON|DE|DI|SUR) ?[2-9]\b|(?<![\d/.])[1-9]\/[2-9](?![\d/.])/;
/** What is left of it, after a part or after what was paid ahead. */
const restWord =
  /余款|尾款|剩余|\bBALANCE\b|ACOMPTE|\bSOLDE\b|RESTZAHLUNG|ANTICIPO|ACCONTO|\bSALDO\b/;

export function saysPart(memo: string): boolean {
  return partWord.test(foldWords(memo));
}

export function saysPartOrRest(memo: string): boolean {
  return saysPart(memo) || restWord.test(foldWords(memo));
}
