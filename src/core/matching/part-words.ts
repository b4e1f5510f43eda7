// Words by which a payer says that this is one part of what he owes, and the rest is paid apart.
import { foldWords } from "./text.ts";

const partWord =
  /部分|先付|首付|先行支付|一半|余款|尾款|剩余|人工费|工资|分期|第[一二三四]笔|一部|内金|分割|\bPART(IAL)?\b|\bBALANCE\b|INSTAL?MENT|ON ACCOUNT|ON A\/C|ACOMPTE|\bSOLDE\b|VERSEMENT|ECHEANCE \d|REGL(EMEN)?T PARTIEL|TEILZAHLUNG|TEILBETRAG|ABSCHLAG|\bA[KC]ONTO\b|\bRATE \d|\d\. RATE|RESTZAHLUNG|(PAGO|ABONO) (PARCIAL|A CUENTA)|PRIMER PAGO|^A CUENTA|\bPLAZO \d|ANTICIPO|ACCONTO|\bSALDO\b|\b[1-9] ?(?:OF|VON|DE|DI|SUR) ?[2-9]\b|(?<![\d/.])[1-9]\/[2-9](?![\d/.])/;

export function saysPart(memo: string): boolean {
  return partWord.test(foldWords(memo));
}
