// Sentences of the ledger: the narration 摘要 of each entry, and what it says when it refuses.
import type { LedgerRefusalCode } from "../ledger/refusals.ts";
import { fillSentence, type Language, type Sentence } from "./word.ts";

/** 摘要 by kind of entry (ACCOUNTING §7). */
export const entryWords = {
  entry_opening: { zh: "期初 {number}", en: "Opening {number}" },
  entry_opening_receipt: { zh: "期初未核销收款 {payer}", en: "Opening receipt of {payer}" },
  entry_invoice: { zh: "{customer} 发票{number}", en: "Invoice {number}, {customer}" },
  entry_delivery: { zh: "{customer} 发货{number} 未开票", en: "Delivery {number}, {customer}" },
  entry_delivery_invoiced: {
    zh: "发货{delivery} 开票{number}",
    en: "Delivery {delivery} invoiced as {number}",
  },
  entry_red_invoice: {
    zh: "{customer} 红字发票{number} 冲蓝字{blue}",
    en: "Red invoice {number} for {blue}, {customer}",
  },
  entry_red_invoice_confirmed: {
    zh: "{customer} 红字发票{number} 冲蓝字{blue} 确认单{confirmation}",
    en: "Red invoice {number} for {blue}, confirmation {confirmation}, {customer}",
  },
  entry_receipt: { zh: "收到{customer}货款", en: "Receipt for {customer}" },
  entry_receipt_unidentified: {
    zh: "收到{payer}款项 待认领",
    en: "Receipt from {payer}, unclaimed",
  },
  entry_claim: {
    zh: "认领{payer}款项 归{customer}",
    en: "Receipt from {payer} claimed for {customer}",
  },
  entry_moved: {
    zh: "{payer}款项 由{from}改归{to}",
    en: "Receipt from {payer} moved from {from} to {to}",
  },
  entry_bank_return: { zh: "银行退票 {payer}", en: "Returned by the bank, {payer}" },
  entry_refund: { zh: "退款给{customer}", en: "Refund to {customer}" },
  entry_for_other_books: {
    zh: "代{books}收到{payer}款项",
    en: "Receipt from {payer} for the books of {books}",
  },
  entry_by_other_books: {
    zh: "{books}代收{customer}货款",
    en: "Receipt for {customer}, paid to the books of {books}",
  },
  entry_handed_over: { zh: "代收款付给{books}", en: "Money received for {books} handed over" },
  entry_handed_over_in: {
    zh: "收到{books}转来代收款",
    en: "Money received by {books} handed over",
  },
  entry_deposit: { zh: "收到{customer}保证金", en: "Deposit of {customer}" },
  entry_deposit_returned: { zh: "退还{customer}保证金", en: "Deposit returned to {customer}" },
  entry_allocation_one: {
    zh: "收到{customer}货款 核销{first}",
    en: "Receipt of {customer} applied to {first}",
  },
  entry_allocation: {
    zh: "收到{customer}货款 核销{first}等{count}张",
    en: "Receipt of {customer} applied to {first} and others, {count} in all",
  },
  entry_offset: { zh: "红字{credit} 对冲{number}", en: "Credit {credit} set against {number}" },
  entry_rounding_short: { zh: "{number} 尾差", en: "Rounding on {number}" },
  entry_rounding_over: { zh: "{customer} 多付尾差", en: "Rounding, overpaid by {customer}" },
  entry_fee: { zh: "{number} 银行手续费", en: "Bank fee on {number}" },
  entry_discount: { zh: "{number} 现金折扣", en: "Cash discount on {number}" },
  entry_late_charge: {
    zh: "{customer} 逾期利息 {number}",
    en: "Late payment charge {number}, {customer}",
  },
  entry_penalty: { zh: "{number} 合同违约金", en: "Contract penalty on {number}" },
  entry_platform_fee: {
    zh: "{payer} 平台结算扣服务费",
    en: "Fee kept by the platform {payer}",
  },
  entry_platform_fee_of: { zh: "{number} 平台服务费", en: "Platform fee of {number}" },
  entry_freight: { zh: "{number} 我方承担运费", en: "Freight of ours deducted from {number}" },
  entry_unclaimed_income: {
    zh: "{payer} {date} 来款 长期无人认领 转营业外收入",
    en: "Money of {date} from {payer}, unclaimed for years, kept as income",
  },
  entry_withholding: { zh: "{number} 境外预提税", en: "Foreign tax withheld on {number}" },
  entry_retention: { zh: "{number} 转质保金", en: "Retention split off {number}" },
  entry_retention_release: { zh: "{number} 质保到期", en: "Retention of {number} released" },
  entry_overpayment: {
    zh: "{customer} 多付转预收 {number}",
    en: "Overpayment of {customer} kept, {number}",
  },
  entry_prepayment: {
    zh: "{customer} 合同预收 {number}",
    en: "Prepayment of {customer}, {number}",
  },
  entry_apply_advance: {
    zh: "{customer} 预收{advance} 冲{number}",
    en: "Advance {advance} of {customer} applied to {number}",
  },
  entry_netting: {
    zh: "{customer} {number} 冲应付 协议{agreement}",
    en: "{number} of {customer} netted, agreement {agreement}",
  },
  entry_three_party: {
    zh: "{customer} {number} 三方抵账 {supplier} 协议{agreement}",
    en: "{number} of {customer} netted with {supplier}, agreement {agreement}",
  },
  entry_transfer: {
    zh: "{number} 由{from}转{to} 协议{agreement}",
    en: "{number} taken over from {from} by {to}, agreement {agreement}",
  },
  entry_goods_payment: {
    zh: "{customer} {number} 以物抵债 {goods} 协议{agreement}",
    en: "{goods} taken in payment of {number}, {customer}, agreement {agreement}",
  },
  entry_bill: {
    zh: "收到{customer}票据{number} 到期{due}",
    en: "Bill {number} of {customer}, due {due}",
  },
  entry_e_receivable: {
    zh: "收到{customer}电子债权凭证{number} 到期{due}",
    en: "E-receivable {number} of {customer}, due {due}",
  },
  entry_bill_discounted: { zh: "票据{number} 贴现 {to}", en: "Bill {number} discounted, {to}" },
  entry_bill_endorsed: { zh: "票据{number} 背书给{to}", en: "Bill {number} endorsed to {to}" },
  entry_bill_cleared: {
    zh: "票据{number} 到期终结",
    en: "Bill {number}, passed on before, paid at maturity",
  },
  entry_dishonoured: { zh: "票据{number} 拒付", en: "Bill {number} dishonoured" },
  entry_recourse: { zh: "票据{number} 追索", en: "Recourse on bill {number}" },
  entry_factored: { zh: "{number} 保理转让给{to}", en: "{number} sold to the factor {to}" },
  entry_factored_cleared: {
    zh: "{number} 债务人已付保理商",
    en: "{number}, sold to a factor, paid there by the debtor",
  },
  entry_factored_recourse: {
    zh: "{number} 保理反转让",
    en: "{number} taken back from the factor",
  },
  entry_held_for_factor: {
    zh: "收到{customer}已保理 {number} 的款项 代{to}收",
    en: "Money of {customer} for {number}, held for the factor {to}",
  },
  entry_factor_paid: {
    zh: "代收{customer}款项 付保理商",
    en: "Money of {customer} handed to the factor",
  },
  entry_revaluation: { zh: "{month} 期末调汇", en: "Revaluation {month}" },
  entry_revaluation_back: {
    zh: "{month} 期末调汇 次月冲回",
    en: "Revaluation {month} taken back on the next day",
  },
  entry_provision: { zh: "{month} 计提坏账准备", en: "Loss allowance {month}" },
  entry_write_off: { zh: "{customer} {number} 坏账核销", en: "{number} of {customer} written off" },
  entry_recovery: { zh: "{customer} {number} 坏账收回", en: "{number} of {customer} recovered" },
} as const satisfies Record<string, Sentence>;

export type EntryWord = keyof typeof entryWords;

const reversalWord: Sentence = { zh: "冲销 {text}", en: "Reversal: {text}" };

/** The narration of an entry as it stands on the voucher. */
export function narrate(
  entry: {
    readonly narration: {
      readonly key: EntryWord;
      readonly fields: Record<string, string | number>;
    };
    readonly reversesId?: string;
  },
  language: Language,
): string {
  const { narration } = entry;
  const text = fillSentence(entryWords[narration.key], language, namedIn(narration, language));
  return entry.reversesId === undefined ? text : fillSentence(reversalWord, language, { text });
}

/** Deliveries stand in an entry in one row, as the books keep it: with the Chinese sign between them. */
function namedIn(
  { key, fields }: { readonly key: EntryWord; readonly fields: Record<string, string | number> },
  language: Language,
): Record<string, string | number> {
  if (language === "zh" || key !== "entry_delivery_invoiced") return fields;
  return { ...fields, delivery: `${fields["delivery"] ?? ""}`.replaceAll("、", ", ") };
}

/** What · where · remedy. */
export const ledgerRefusalWords = {
  period_closed: {
    zh: "{month} 已结账。最早可记账日 {earliest}，改记到该日？",
    en: "{month} is closed. The earliest open day is {earliest}. Post on that day?",
  },
  may_not_backdate: {
    zh: "您没有把冲销记回原日期 {original} 的权限，请按今天冲销。",
    en: "You may not date a reversal on the original date {original}. Reverse it today.",
  },
  missing_rate: {
    zh: "缺 {date} 的 {from}→{to} 汇率。导入汇率后会自动继续。",
    en: "No rate {from}→{to} for {date}. Import it and this continues by itself.",
  },
  amount_zero: {
    zh: "金额为 0，没有可记的内容。请填金额。",
    en: "The amount is 0. Enter an amount.",
  },
  wrong_sign: {
    zh: "{number} 的方向与金额的正负不符。红字用负数，其他用正数。",
    en: "The sign of the amount does not fit {number}. Credits are negative, all others positive.",
  },
  exceeds_item: {
    zh: "{number} 只剩 {open} {currency} 未清，不能核销 {asked}。",
    en: "Only {open} {currency} of {number} is open; {asked} cannot be applied.",
  },
  exceeds_receipt: {
    zh: "这笔收款只剩 {open} {currency} 未核销，不能用 {asked}。",
    en: "Only {open} {currency} of this receipt is unapplied; {asked} cannot be used.",
  },
  unclaimed_too_young: {
    zh: "这笔款 {date} 到账，满三年（{earliest} 起）无人认领才能转收入。请继续找付款人，或退回付款账号。",
    en: "This money came on {date}; it may be kept as income when nobody has claimed it for three years, from {earliest}. Go on looking for the payer, or pay it back.",
  },
  unclaimed_in_part: {
    zh: "无主款整笔转收入：这笔收款还剩 {open} {currency}，请按这个金额。",
    en: "Unclaimed money is kept as income as a whole: {open} {currency} of this receipt is left, ask for that.",
  },
  delivery_not_needed: {
    zh: "发货 {number} 已全部开票，或前面选的发货已够这张发票的金额。请去掉它，或改发票金额。",
    en: "Delivery {number} is invoiced already, or those before it make up the invoice. Leave it out, or change the amount.",
  },
  invoice_exceeds_delivery: {
    zh: "发票 {number} 金额 {asked} {currency}，所选发货只剩 {unbilled} 未开票。请加选发货，或按发货金额开票；多出的部分另开一张。",
    en: "Invoice {number} is {asked} {currency}, but only {unbilled} of the deliveries is not invoiced. Add deliveries, or lower the amount; what is beyond them is an invoice of its own.",
  },
  payer_unknown: {
    zh: "这笔收款还没有认领。先认领到客户，再核销。",
    en: "Nobody has claimed this receipt yet. Claim it for a customer first.",
  },
  already_identified: {
    zh: "这笔收款已归 {customer}。先撤销认领，再改。",
    en: "This receipt is {customer}'s already. Undo the claim first.",
  },
  takes_no_receipts: {
    zh: "{number} 不能用收款核销。请用预收冲应收或退款。",
    en: "{number} cannot be settled by a receipt. Apply it as an advance or refund it.",
  },
  item_twice: {
    zh: "{number} 在这次核销里出现两次。合并成一行。",
    en: "{number} appears twice in this allocation. Make it one row.",
  },
  no_credit: {
    zh: "{number} 不是红字也不是预收，没有可退或可冲的金额。请选红字或预收。",
    en: "{number} is neither a credit note nor an advance. Choose one of those.",
  },
  other_customer: {
    zh: "两张单据不是同一客户。换同一客户的单据，或先办并账。",
    en: "The two documents have different customers. Choose one customer, or transfer the debt first.",
  },
  same_customer: {
    zh: "转出方与转入方相同。请选另一家。",
    en: "Both parties are the same. Choose another one.",
  },
  other_currency: {
    zh: "两张单据币种不同，不能直接对冲。请用收款跨币种核销。",
    en: "The two documents have different currencies. Settle them by a receipt across currencies.",
  },
  other_account: {
    zh: "退款账户 {toAccount} 不是付款账户 {payerAccount}。退回原账户。",
    en: "{toAccount} is not the account that paid ({payerAccount}). Refund to that one.",
  },
  still_applied: {
    zh: "这笔收款还有已核销部分。先反核销，再记退票。",
    en: "Part of this receipt is still applied. Undo its allocations first.",
  },
  is_retention: { zh: "{number} 已是质保金，不再拆分。", en: "{number} is a retention already." },
  no_retention: {
    zh: "{number} 不是质保金，不能释放。请选质保金。",
    en: "{number} is no retention. Choose a retention.",
  },
  released_already: {
    zh: "{number} 的质保金已转入应收，不用再释放。",
    en: "The retention of {number} is released already.",
  },
  no_advance: {
    zh: "{number} 不是预收。请选预收。",
    en: "{number} is no advance. Choose an advance.",
  },
  no_payable: {
    zh: "{number} 不是应付。请选应付。",
    en: "{number} is no payable. Choose a payable.",
  },
  agreement_missing: {
    zh: "缺协议编号。填写书面协议编号并上传附件。",
    en: "The agreement number is missing. Enter it and attach the paper.",
  },
  signature_missing: {
    zh: "协议缺 {party} 的签章。补签后再记。",
    en: "The agreement is not signed by {party}. Have it signed first.",
  },
  goods_missing: {
    zh: "没有写清抵来的是什么，或放弃债权的公允价值不大于 0。请填物品和公允价值（含税，本位币）。",
    en: "What was taken is not named, or the fair value of the debt given up is not above 0. Enter both; the value with tax, in home currency.",
  },
  goods_tax_exceeds: {
    zh: "进项税 {tax} 须不小于 0，且小于公允价值 {fairValue}。请核对发票。",
    en: "Input VAT of {tax} must be 0 or more and less than the fair value of {fairValue}. Check the invoice.",
  },
  no_allowance_to_use: {
    zh: "小企业会计准则没有坏账准备。转销准备填 0，差额记营业外支出。",
    en: "The SME standard has no allowance. Enter 0; the difference is a non-operating expense.",
  },
  allowance_exceeds_claim: {
    zh: "转销的坏账准备 {asked} 超过 {number} 放弃的 {worth}（本位币）。请改小。",
    en: "An allowance of {asked} is more than the {worth} of {number} given up, in home currency. Enter less.",
  },
  no_bill: { zh: "{number} 不是票据。请选票据。", en: "{number} is no bill. Choose a bill." },
  bill_foreign: {
    zh: "票据 {number} 是 {currency}。贴现、背书只办本位币票据；外币票据请到期托收。",
    en: "Bill {number} is in {currency}. Only bills in home currency are discounted or endorsed; collect it at its maturity.",
  },
  bill_receiver_missing: {
    zh: "没有写票据给了谁。贴现填银行，背书填供应商（被背书人）。",
    en: "Nobody is named who has the bill now. Enter the bank of a discount, the supplier of an endorsement.",
  },
  bill_matured: {
    zh: "票据 {number} 到期日是 {due}，到期及以后不能再贴现或背书。日期填票据转出的那一天；到期未转出的，请托收，或办“票据拒付”。",
    en: "Bill {number} fell due on {due}; from then on it can be neither discounted nor endorsed. Enter the day on which it was passed on; if it never was, collect it, or book it as dishonoured.",
  },
  proceeds_exceed_bill: {
    zh: "实收 {proceeds} {currency} 大于所转出的金额 {amount}。请核对金额，或另选到账的流水。",
    en: "The money received, {proceeds} {currency}, is more than what is passed on for it, {amount}. Check the amounts, or choose another line.",
  },
  bill_not_passed_on: {
    zh: "{number} 不是已贴现或已背书的票据。请从“已贴现、背书未到期票据”里选。",
    en: "{number} is no bill that was discounted or endorsed. Choose one from the list of bills passed on.",
  },
  bill_not_due: {
    zh: "票据 {number} 到期日是 {due}，还没到期。到期后再办；提前被追索的办“追索”。",
    en: "Bill {number} falls due on {due}. Clear it then; where its holder takes recourse earlier, book the recourse.",
  },
  not_factorable: {
    zh: "{number} 不能办保理。能办的是应收账款：发票、利息、借项、电子债权凭证。",
    en: "{number} cannot be sold to a factor. Receivables can: an invoice, interest, a debit note, an e-receivable.",
  },
  factored_foreign: {
    zh: "{number} 是 {currency}。保理只办本位币应收。",
    en: "{number} is in {currency}. Only claims in home currency are sold to a factor.",
  },
  factor_missing: {
    zh: "没有写保理商。请填写。",
    en: "The factor is not named. Enter it.",
  },
  not_factored: {
    zh: "{number} 不是已保理的应收。请选保理商手里的那一笔。",
    en: "{number} is not with a factor. Choose what a factor has.",
  },
  factored_with_recourse: {
    zh: "{number} 是有追索保理，仍在账上。先办“反转让”，再核销这笔收款。",
    en: "{number} was sold with recourse and is still in the books. Take it back from the factor first, then apply the money.",
  },
  red_invoice_required: {
    zh: "差异 {difference} 需红字发票，不能作坏账。先开红字，再对冲。",
    en: "Difference {difference} needs a red invoice and cannot be written off. Issue it, then offset.",
  },
  cause_missing: {
    zh: "缺坏账原因。请填写。",
    en: "The cause of the bad debt is missing. Enter it.",
  },
  evidence_missing: {
    zh: "缺坏账证据。上传法院、破产、注销文件或催收记录。",
    en: "Evidence is missing. Attach court, bankruptcy or deregistration papers, or the dunning log.",
  },
  responsible_missing: {
    zh: "缺责任人。请指定。",
    en: "The person responsible is missing. Name one.",
  },
  not_written_off: {
    zh: "{number} 不在备查簿上。请选已核销的坏账。",
    en: "{number} is not on the register of written-off claims. Choose one that is.",
  },
  no_allowance: {
    zh: "小企业会计准则没有坏账准备。收回的坏账记营业外收入。",
    en: "The SME standard has no allowance. Book the recovery as other income.",
  },
  has_allowance: {
    zh: "本账套有坏账准备。先恢复应收，再核销收款。",
    en: "These books have an allowance. Restore the claim, then apply the receipt.",
  },
  item_in_use: {
    zh: "{number} 已被后续业务使用。先撤销那些业务。",
    en: "Later records stand on {number}. Undo those first.",
  },
  receipt_in_use: {
    zh: "这笔收款已被认领或核销。先撤销那些业务。",
    en: "This receipt is claimed or applied. Undo that first.",
  },
} as const satisfies Readonly<Record<LedgerRefusalCode, Sentence>>;

/** Why an act needs another person or is not allowed (rights.ts). */
export const rightsWords = {
  not_your_role: { zh: "您的角色不能做这件事：{act}。", en: "Your role may not do this: {act}." },
  second_person: { zh: "{act}需要另一人审批。", en: "{act} needs the approval of another person." },
  over_your_limit: {
    zh: "{act} {amount} 超过您的限额 {limit}，需要审批。",
    en: "{act} of {amount} is over your limit of {limit} and needs approval.",
  },
  own_act: { zh: "不能审批自己提交的事项。", en: "Nobody approves their own act." },
  approved_already: {
    zh: "同一人不能审批两次，请另一人审批。",
    en: "One person approves once. Another person is needed.",
  },
  not_an_approver: {
    zh: "您不是这一步的审批人。",
    en: "You are not an approver of this step.",
  },
} as const satisfies Record<string, Sentence>;
