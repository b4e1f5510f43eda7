// Whether an entry of a ledger is a document or money, by what its clerks wrote; null: they do not say.
import { foldText } from "../matching/text.ts";
import type { EntryKind } from "./ledger-entry.ts";

// a document that is paid is called one all the same: 收到发票, 付款单 is money
const moneyWords =
  /付款|付货款|支付|汇款|转账|电汇|银付|银收|收款|回款|承兑|汇票|\bPAYMENT|\bPAID|\bTRANSFER|\bREMIT|\bWIRE|\bCHEQUE|\bRECEIPT/;
const documentWords =
  /发票|红字|入库|采购|退货|扣|折让|返利|服务费|暂估|应付单|INVOICE|CREDIT NOTE|\bBILL\b|PURCHASE|RETURN|DEDUCT/;

export function kindFromText(text: string): EntryKind {
  const folded = foldText(text);
  if (moneyWords.test(folded)) return "money";
  return documentWords.test(folded) ? "document" : null;
}
