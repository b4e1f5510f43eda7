// Words of what else a bank line may be: the bank takes a receipt back, a customer's deposit.
import type { Catalogue } from "./words.ts";

export const lineEndWords = {
  cancel: { zh: "取消", en: "Cancel" },
  reason: { zh: "备注（可不填）", en: "Note (optional)" },
  books: { zh: "将入账", en: "Will book" },

  returnButton: { zh: "退票…", en: "Bank return…" },
  returnTitle: { zh: "银行退回了哪一笔收款？", en: "Which receipt did the bank take back?" },
  returnIntro: {
    zh: "选定后，它的核销一并撤销，单据恢复未清（到期日不变），这笔支出记为退票。日期都用这笔支出的日期。",
    en: "What the receipt settled is undone and open again with its old due date; this line is booked as the return. All on the day of this line.",
  },
  returnNone: {
    zh: "这个账户没有同币种、同金额、不晚于这一天的收款。若是退给客户的款，请到客户页用「退款」登记。",
    en: "This account has no receipt of that amount and currency by that day. Money paid back to a customer is recorded as a refund on the customer's page.",
  },
  likeness_reference: { zh: "流水号相同", en: "Same reference" },
  likeness_payer: { zh: "付款人相同", en: "Same payer" },
  likeness_amount: { zh: "仅金额相同，请核对", en: "Same amount only: check it" },
  settledNothing: { zh: "尚未核销", en: "Settled nothing yet" },
  settledItems: { zh: "已核销 {numbers}", en: "Settled {numbers}" },
  reopened: {
    zh: "{count} 张单据恢复未清：",
    en: "{count} {count|item is|items are} open again:",
  },
  due: { zh: "到期 {date}", en: "due {date}" },
  freed: {
    zh: "同一次核销里的另外 {count} 笔流水也退回待处理：",
    en: "{count} other {count|line|lines} of the same settlement {count|waits|wait} again:",
  },
  returnPost: { zh: "确认退票", en: "Take it back" },
  returnDone: { zh: "已退票 {amount}", en: "Returned {amount}" },

  depositButton: { zh: "登记保证金…", en: "Hold as a deposit…" },
  depositTitle: { zh: "登记收到的保证金", en: "Hold a customer's deposit" },
  depositIntro: {
    zh: "客户交来、将来要退还的钱：记其他应付款，不冲应收，不进账龄。",
    en: "Money a customer gets back one day: other payables, apart from receivables and aging.",
  },
  depositCustomer: { zh: "客户", en: "Customer" },
  depositAmount: {
    zh: "金额（{currency}，余额 {amount}）",
    en: "Amount ({currency}, left {amount})",
  },
  depositNumber: {
    zh: "投标、合同或收据编号（可不填）",
    en: "Tender, contract or receipt no. (optional)",
  },
  depositDue: { zh: "应退还日期（可不填）", en: "To be given back on (optional)" },
  depositLook: { zh: "预览分录", en: "Preview" },
  depositPost: { zh: "登记", en: "Record" },
  depositDone: { zh: "已登记保证金 {amount}", en: "Deposit recorded: {amount}" },
  otherBooksButton: { zh: "属于另一账套…", en: "For another set of books…" },
  keyOtherBooks: { zh: "属于另一账套", en: "For another set of books" },
  otherBooksTitle: { zh: "这笔钱属于另一账套", en: "Money of another set of books" },
  otherBooksIntro: {
    zh: "对方账套的客户把款付到了本账套的账户：本账套记其他应付款—内部往来，对方记该客户的收款，待其核销。两边同时入账，撤销也一起撤。",
    en: "A customer of the other books paid into an account of these: these owe it to them, and there it is a receipt of that customer, to be applied. Both are booked at once and undone together.",
  },
  otherBooksWhich: { zh: "账套", en: "Set of books" },
  otherBooksCustomer: { zh: "「{books}」的客户", en: "Customer of {books}" },
  otherBooksLike_account: {
    zh: "付款账户与该客户相同",
    en: "Pays from this customer's account",
  },
  otherBooksLike_name: { zh: "付款人与该客户同名", en: "The payer is called like this customer" },
  otherBooksReason: { zh: "理由", en: "Reason" },
  otherBooksIn: { zh: "「{books}」将入账", en: "Will book in {books}" },
  otherBooksDone: { zh: "已转给「{books}」{amount}", en: "Given to {books}: {amount}" },
  handOverButton: { zh: "转付另一账套…", en: "Hand over to other books…" },
  handOverTitle: { zh: "把代收款转付给另一账套", en: "Hand over money received for other books" },
  handOverIntro: {
    zh: "这笔支出把代收的钱付给对方账套：选出它在对方账套里的收入流水（同币种、同金额、未认领），两边同时冲减内部往来。",
    en: "This line pays what was received for another set of books. Choose the line it is there (same currency and amount, nobody's yet); both sides are settled at once.",
  },
  handOverNone: {
    zh: "本账套没有 {currency} 的代收款欠着别的账套。",
    en: "These books owe no other set of books anything in {currency}.",
  },
  handOverOwed: { zh: "欠「{books}」{owed}", en: "Owed to {books}: {owed}" },
  handOverNoLine: {
    zh: "对方账套还没有同金额的未认领收入。请先在该账套导入银行流水。",
    en: "Those books have no unclaimed line of this amount yet. Import their bank statement first.",
  },
  handOverDone: { zh: "已转付「{books}」{amount}", en: "Handed over to {books}: {amount}" },
  otherBooksTo: { zh: "「{books}」的对应凭证", en: "Its entry in {books}" },
  depositWhich: { zh: "是哪一种保证金？", en: "Which deposit is it?" },
  depositTheirs: {
    zh: "客户交给我们的（将来退还）",
    en: "The customer's, held by us and given back",
  },
  depositOurs: {
    zh: "我们交出去的，现在退回来了",
    en: "Our own, which comes back",
  },
} satisfies Catalogue;
