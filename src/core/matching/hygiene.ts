// What is no receipt of a customer: own transfers, bank interest, tax refunds, platform settlements,
// deposits, loans … (R36, DOMAIN §5.15). Tagged before anyone asks who pays.
import { type Because, because } from "../because.ts";
import { accountKey } from "./account.ts";
import { type Book, nameKey } from "./book.ts";
import { bank, cashPool, payrollReturn, signs } from "./hygiene-words.ts";
import type { MatchLine } from "./input.ts";
import { mayBear } from "./line-words.ts";
import type { NotReceivableCategory } from "./output.ts";
import { foldText, foldWords } from "./text.ts";

export type Tag = {
  readonly category: NotReceivableCategory;
  /** Certain whoever pays; a soft tag gives way to a cited document. */
  readonly isCertain: boolean;
  readonly because: Because;
};

/** What an authority buys is called 耗材款, 物业费, 垃圾清运费; what it hands out 补助款, 工作经费. */
const goods =
  /(货|采购|工程|设备|材料|耗材|试剂|器械|药品|服务|维修|维护|租赁|进度|结算|合同)款|采购|购买|耗材|药品|试剂|授权支付|发票|货物|PAYMENT FOR GOODS|INVOICE|(?<!^|[^\u3400-\u9fff]|手续|补助|补贴|[经党会税消免缴收退]|保险|社保)费(?!用|.{0,2}[补返退])/;

/** One look for all of them: most lines carry none of these words. */
const anyOfMemo = anyOf(signs.map(({ memo }) => memo));
/** Of signs that want both, the memo tells first. */
const anyOfPayer = anyOf(signs.map(({ payer, both }) => (both ? undefined : payer)));

function anyOf(patterns: readonly (RegExp | undefined)[]): RegExp {
  const given = patterns.filter((pattern) => pattern !== undefined);
  return new RegExp(given.map(({ source }) => `(?:${source})`).join("|"));
}

/** A sign in the payer's name that says enough by itself. */
export function payerBearsSign(payerName: string): boolean {
  return anyOfPayer.test(foldPayer(payerName));
}

export function memoBearsSign(memo: string): boolean {
  return anyOfMemo.test(foldWords(memo));
}

function foldPayer(payerName: string): string {
  return foldWords(payerName).trim();
}

/** What one pays to anybody, a customer or his people among them. */
const outgoingPurpose = /报销|备用金|水费|电费|工资|奖金|房租|租金|采购|SALARY|EXPENSES/;
const outgoingRefund = /退款|退货|退还|退回|返还|REFUND|CREDIT BALANCE/;

/** As whoever looked beforehand has found; else it is looked for here. */
function bearsSign(line: MatchLine): boolean {
  if (line.words !== undefined) return mayBear(line, "sign");
  return memoBearsSign(line.memo) || payerBearsSign(line.payerName);
}

/** Who a line is known to come from before it is tagged. */
export type KnownAs = {
  /** The payer is surely a customer of the book. */
  readonly isCustomer: boolean;
  /** The memo names the customer for whom it is paid. */
  readonly isForCustomer: boolean;
};

/** The first sign that fits, or null. */
export function tagLine(line: MatchLine, book: Book, known: KnownAs): Tag | null {
  const { isCustomer, isForCustomer } = known;
  const own = line.amountMinor === 0 ? null : (tagLoan(line, book) ?? tagOwn(line, book));
  if (own) return own;
  if (line.amountMinor <= 0) return tagOutgoing(line, isCustomer);
  if (!bearsSign(line)) return null;
  const payer = foldPayer(line.payerName);
  const memo = foldWords(line.memo);
  for (const sign of signs) {
    const isBuyer = isCustomer || (sign.unlessGoods && goods.test(memo));
    const byPayer = sign.payer !== undefined && !isBuyer && sign.payer.test(payer);
    const memoHit = sign.memo?.exec(memo) ?? null;
    // A treasury or a payment firm that names a customer of ours pays for him.
    if (isForCustomer && memoHit === null) continue;
    const fits = sign.both ? byPayer && memoHit !== null : byPayer || memoHit !== null;
    if (!fits) continue;
    const word = memoHit?.[0] ?? payer;
    return {
      category: sign.category,
      isCertain: sign.both === true && !isCustomer && bank.test(payer),
      because: because("tag.word", { word }),
    };
  }
  return null;
}

function tagOutgoing(line: MatchLine, isCustomer: boolean): Tag {
  const memo = foldWords(line.memo);
  const pooled = line.amountMinor < 0 ? cashPool.exec(memo)?.[0] : undefined;
  if (pooled !== undefined) {
    const reason = because("tag.word", { word: pooled });
    return { category: "cash_pool", isCertain: true, because: reason };
  }
  const isRefund = outgoingRefund.test(memo) || (isCustomer && !outgoingPurpose.test(memo));
  const category = line.amountMinor === 0 ? "other" : isRefund ? "refund_to_customer" : "outgoing";
  return { category, isCertain: true, because: because("tag.outgoing") };
}

const loanPaidOut =
  /贷款(发放|放款)|(流贷|流动资金).{0,4}放款|(发放|借款).{0,2}(贷款|放款)|LOAN (DRAWDOWN|DISBURSE|ADVANCE)/;

/** A bank pays a loan out in the name of the borrower, which is ours. */
function tagLoan(line: MatchLine, book: Book): Tag | null {
  if (line.amountMinor <= 0 || line.payerAccount !== "") return null;
  const name = nameKey(line.payerName);
  if (name === "" || !book.ownNames.has(name)) return null;
  const word = loanPaidOut.exec(foldText(line.memo))?.[0];
  if (word === undefined) return null;
  return { category: "loan", isCertain: true, because: because("tag.word", { word }) };
}

/** Own transfer = accounts of the same legal entity; a sister company's money is a receipt (DOMAIN §5.13). */
function tagOwn(line: MatchLine, book: Book): Tag | null {
  const account = accountKey(line.payerAccount);
  if (account !== "" && book.ownAccounts.has(account)) {
    return own("tag.own_account", line.payerAccount);
  }
  const name = nameKey(line.payerName);
  if (name === "" || !book.ownNames.has(name)) return null;
  // The bank gives wages back in the name of who had paid them.
  const word = line.amountMinor > 0 ? payrollReturn.exec(foldWords(line.memo))?.[0] : undefined;
  if (word === undefined) return own("tag.own_name", line.payerName);
  return { category: "payroll_return", isCertain: true, because: because("tag.word", { word }) };
}

function own(key: string, value: string): Tag {
  return { category: "own_transfer", isCertain: true, because: because(key, { value }) };
}
