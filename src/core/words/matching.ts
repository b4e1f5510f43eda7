// The words of the matching engine: every `because` and reason it can give, in Chinese and English.
import type { Because } from "../because.ts";
import { type Catalogue, fillSentence, type Language, type Sentence } from "./word.ts";

export const matchingWords = {
  "who.known": { zh: "已认领为客户 {customer}", en: "Claimed for customer {customer}" },
  "who.account": {
    zh: "付款账号 {account} 为该客户所有",
    en: "Account {account} is this customer's",
  },
  "who.account_seen": {
    zh: "付款账号 {account} 在本次流水中与户名 {customer} 同列",
    en: "Account {account} stands beside the name {customer} on another line",
  },
  "who.account_masked": {
    zh: "打码账号 {account} 与该客户的账号首尾相符",
    en: "The masked account {account} begins and ends like this customer's",
  },
  "who.assigned_account": {
    zh: "入账账户 {account} 专属该客户",
    en: "Our account {account} is given to this customer alone",
  },
  "who.memory": {
    zh: "“{value}” 曾 {confirmations} 次确认为该客户",
    en: '"{value}" was confirmed for this customer {confirmations} times',
  },
  "who.tax_id": {
    zh: "附言中有该客户税号 {taxId}",
    en: "The memo gives this customer's tax id {taxId}",
  },
  "who.number_in_memo": {
    zh: "附言写明客户编号 {customer}",
    en: "The memo gives the customer's number {customer}",
  },
  "who.name_name": { zh: "户名与 {customer} 一致", en: "The name is {customer}" },
  "who.name_alias": {
    zh: "“{name}” 是 {customer} 的别名",
    en: '"{name}" is an alias of {customer}',
  },
  "who.name_form": {
    zh: "“{name}” 是 {customer} 的另一写法",
    en: '"{name}" is another way to write {customer}',
  },
  "who.name_cut": { zh: "“{name}” 是被截断的 {customer}", en: '"{name}" is {customer}, cut short' },
  "who.name_unit": {
    zh: "“{name}” 是 {customer} 的分支机构",
    en: '"{name}" is a branch of {customer}',
  },
  "who.name_branch": {
    zh: "“{name}” 是 {customer} 的分公司，不是独立法人",
    en: '"{name}" is a branch of {customer}, no legal person of its own',
  },
  "who.name_short": {
    zh: "“{name}” 是 {customer} 的简称",
    en: '"{name}" is {customer}, shortened',
  },
  "who.name_spelt": {
    zh: "“{name}” 是 {customer} 全称的拼音",
    en: '"{name}" is {customer} in pinyin, whole',
  },
  "who.name_core": {
    zh: "“{name}” 与 {customer} 字号相同、地区行业不冲突",
    en: '"{name}" and {customer} have the same brand, no conflict of region or trade',
  },
  "who.name_fuzzy": {
    zh: "“{name}” 与 {customer} 只差一字",
    en: '"{name}" is one character off {customer}',
  },
  "who.name_sound": {
    zh: "“{name}” 与 {customer} 读音相同",
    en: '"{name}" sounds like {customer}',
  },
  "who.name_shared": {
    zh: "“{name}” 对应不止一个客户（{customer} 等），不作证据",
    en: '"{name}" may be several customers ({customer} among them): no proof',
  },
  "who.name_in_memo": {
    zh: "附言写明 {customer}",
    en: "The memo names {customer}",
  },
  "who.contradicted": {
    zh: "账号与户名指向不同客户（{customer} 等）",
    en: "Account and name point to different customers ({customer} among them)",
  },
  "who.pays_for": { zh: "登记的代付关系：代 {debtors}", en: "Declared to pay for {debtors}" },
  "who.group": { zh: "同集团：{debtors}", en: "Same group: {debtors}" },
  "who.document": {
    zh: "单号 {number} 只属于客户 {customer}",
    en: "Number {number} is only customer {customer}'s",
  },
  "who.bill": {
    zh: "票据 {number} 是客户 {customer} 的",
    en: "Bill {number} is customer {customer}'s",
  },
  "cited.full": { zh: "附言有单号 {number}", en: "The memo names {number}" },
  "cited.list": { zh: "附言清单含 {number}", en: "The memo's list has {number}" },
  "cited.range": { zh: "附言号段含 {number}", en: "The memo's range has {number}" },
  "cited.structured": { zh: "结构化参考号 {number}", en: "Structured reference {number}" },
  "cited.suffix": {
    zh: "附言有 {number} 的尾号",
    en: "The memo gives the last digits of {number}",
  },
  "cited.maturity": {
    zh: "票面金额和到期日与票据 {number} 一致，别无他票",
    en: "Face and maturity are those of bill {number}, and of no other",
  },
  "cited.text": {
    zh: "附言和单据备注都有“{text}”",
    en: 'Memo and document both say "{text}"',
  },
  "cited.damaged": {
    zh: "附言单号与 {number} 只差漏写、多写或颠倒一位",
    en: "The memo's number is {number} with a digit lost, added or swapped",
  },
  "cited.order": { zh: "附言有订单号 {number}", en: "The memo names order {number}" },
  "cited.contract": { zh: "附言有合同号 {number}", en: "The memo names contract {number}" },
  "cited.delivery": { zh: "附言有送货单号 {number}", en: "The memo names delivery {number}" },
  "cited.statement": { zh: "附言有对账单号 {number}", en: "The memo names statement {number}" },
  "cited.part_of_list": { zh: "所列单据中的 {count} 张", en: "{count} of those listed" },
  "cited.and_one": { zh: "加上未列出的 {item}", en: "With {item}, which is not listed" },
  "amount.equal": { zh: "金额相等 {amount}", en: "Amounts are equal: {amount}" },
  "amount.unique": { zh: "仅此一项为 {amount}", en: "The only item of {amount}" },
  "amount.same_as_others": { zh: "{count} 项同为 {amount}", en: "{count} items of {amount}" },
  "amount.near": { zh: "{item} 金额接近", en: "{item} is near" },
  "sum.equal": { zh: "{count} 项合计 {amount}", en: "{count} items add up to {amount}" },
  "sum.worked": { zh: "算式：{sum} = {paid}", en: "Worked out: {sum} = {paid}" },
  "sum.net": { zh: "{amount} 减红字 {credit}", en: "{amount} less credit {credit}" },
  "sum.net_linked": {
    zh: "{amount} 减其关联红字 {credit}",
    en: "{amount} less its own credit note {credit}",
  },
  "sum.all": { zh: "全部未清 {count} 项", en: "All {count} open items" },
  "sum.all_but_month": {
    zh: "除 {month} 月外的 {count} 项",
    en: "All {count} items but those of month {month}",
  },
  "sum.all_but_one": { zh: "除 {item} 外的全部未清", en: "All that is open but {item}" },
  "sum.due": { zh: "已到期的全部 {count} 项", en: "All {count} items that are due" },
  "sum.terms": {
    zh: "账期 {days} 天、已到期的 {count} 项",
    en: "The {count} items due at terms of {days} {days|day|days}",
  },
  "sum.due_and_current": {
    zh: "已到期的 {due} 项加未到期的 {current} 项",
    en: "The {due} items that are due and {current} that are not yet",
  },
  "sum.remittance": {
    zh: "汇款明细 {count} 行，合计 {amount}",
    en: "{count} remittance rows that add up to {amount}",
  },
  "sum.oldest": { zh: "最早到期的 {count} 项", en: "The {count} items due first" },
  "sum.run": { zh: "到期日相连的 {count} 项", en: "{count} items in a row by due date" },
  "sum.month": { zh: "{month} 开票的 {count} 项", en: "The {count} items of {month}" },
  "sum.month_named": {
    zh: "附言写明 {month} 月，共 {count} 项",
    en: "Month {month} is named: {count} items",
  },
  "sum.paper": { zh: "单据 {number} 下的 {count} 项", en: "The {count} items under {number}" },
  "sum.statement": {
    zh: "已确认对账单 {number}，{count} 项",
    en: "Confirmed statement {number}, {count} items",
  },
  "sum.subset": {
    zh: "{of} 项中合计为 {amount} 的 {count} 项",
    en: "{count} of {of} items that add up to {amount}",
  },
  "sum.instalment": { zh: "合同计划款 {item}", en: "Instalment {item}" },
  "sum.maturity": { zh: "{item} 到期", en: "{item} has matured" },
  "sum.receipts": {
    zh: "{count} 笔到账合计为 {item} 的 {amount}",
    en: "{count} receipts make up the {amount} of {item}",
  },
  "how.rounding": { zh: "尾差 {amount} {currency}", en: "Rounding {amount} {currency}" },
  "how.fee": { zh: "银行手续费 {amount} {currency}", en: "Bank fee {amount} {currency}" },
  "how.discount": {
    zh: "折扣 {amount}（{date} 前有效）",
    en: "Discount {amount}, valid until {date}",
  },
  "how.discount_late": {
    zh: "过了 {date} 才扣折扣 {amount}，不予认可",
    en: "Discount {amount} taken after {date}: not granted",
  },
  "how.retention": { zh: "质保金 {amount}", en: "Retention {amount}" },
  "how.deduction": {
    zh: "附言“{word}”，扣 {amount}",
    en: 'The memo says "{word}": {amount} kept back',
  },
  "how.part": { zh: "{item} 部分付款，余额留开", en: "Part of {item}, the rest stays open" },
  "how.over": { zh: "多付 {amount} 转预收", en: "{amount} too much, kept as an advance" },
  "how.advance": {
    zh: "附言“{word}”：{amount} 为预收",
    en: 'The memo says "{word}": {amount} is an advance',
  },
  "how.undisputed": {
    zh: "无争议部分，争议 {amount} 留开",
    en: "The undisputed part; {amount} stays open",
  },
  "how.oldest_first": { zh: "按到期日先后冲抵", en: "Oldest due first" },
  "how.converted": {
    zh: "{paid} {from} 按当日汇率合 {worth} {to}",
    en: "{paid} {from} are {worth} {to} at the day's rate",
  },
  "how.fx": {
    zh: "收款折 {received}，入账 {booked} {currency}",
    en: "Received {received}, booked {booked} {currency}",
  },
  "slip.T01": {
    zh: "{item} 应付 {owed}，到账 {paid}：小数点错位",
    en: "{item} is {owed}, paid {paid}: the decimal point slipped",
  },
  "slip.T02": {
    zh: "{item} 应付 {owed}，到账 {paid}：两位数字颠倒",
    en: "{item} is {owed}, paid {paid}: two digits swapped",
  },
  "slip.P05": {
    zh: "{item} 应付 {owed}，到账 {paid}：税率不同",
    en: "{item} is {owed}, paid {paid}: another tax rate",
  },
  "slip.T06": {
    zh: "{item} 应付 {currency} {owed}，到账同数而为 {paid}：币种可能弄错",
    en: "{item} is {owed} {currency}, paid the same figure in {paid}: perhaps the wrong currency",
  },
  "tag.word": { zh: "“{word}”：不是应收款", en: '"{word}": not receivable' },
  "tag.outgoing": { zh: "付出的款项", en: "Money going out" },
  "tag.own_account": { zh: "付款账号 {value} 是我方账户", en: "Account {value} is our own" },
  "tag.own_name": { zh: "付款人 {value} 是我方", en: "{value} is ourselves" },
  "tag.reversal_pair": { zh: "与流水 {line} 互相抵消", en: "Cancels out with line {line}" },
  "duplicate.named": {
    zh: "{item} 已结清，疑似重复付款",
    en: "{item} is settled already: perhaps paid twice",
  },
  "duplicate.amount": {
    zh: "与已结清的 {item} 同额，疑似重复付款",
    en: "The same amount as {item}, settled already: perhaps paid twice",
  },
  "sold.without_recourse": {
    zh: "{item} 已于 {on} 保理转让给 {to}（无追索）：款项是保理商的，认领后在该笔“已保理”上办“核销单据”，再转付",
    en: "{item} was sold to the factor {to} on {on}, without recourse: the money is the factor's. Claim it, apply it to what the factor has and hand it on",
  },
  "sold.with_recourse": {
    zh: "{item} 已于 {on} 保理转让给 {to}（有追索）：先办“保理反转让”，再核销这笔收款",
    en: "{item} was sold to the factor {to} on {on}, with recourse: take it back from the factor first, then apply the money",
  },
  "block.stranger": {
    zh: "付款人不是已知客户，需代付证明",
    en: "The payer is no known customer: proof is needed",
  },
  "block.party": { zh: "付款人身份不够确定", en: "Who pays is not certain enough" },
  "block.no_proof": {
    zh: "集团关系，未登记代付",
    en: "Same group, but no declared paying relation",
  },
  "block.other_customer": {
    zh: "单据属于别的客户，付款人是 {customer}",
    en: "The document is another customer's; the payer is {customer}",
  },
  "block.leaves_out": {
    zh: "附言提到的 {number} 不在其中",
    en: "{number}, which the memo names, is left out",
  },
  "block.other_words": {
    zh: "附言的用词指其他单据，不是 {item}",
    en: "The memo's words mean another paper than {item}",
  },
  "block.month_paid": {
    zh: "附言写的月份，{item} 已按此金额付清",
    en: "{item}, of the month the memo names, was paid in this very amount",
  },
  "block.which_month": {
    zh: "附言写的月份，是开票月还是备注中的所属月，说法不一",
    en: "The month in the memo may be that of the invoice or that of its remark, which differ",
  },
  "block.unknown_number": {
    zh: "附言单号 {number} 不在账上",
    en: "{number}, named in the memo, is not in the book",
  },
  "block.rule": { zh: "规则 {rule} 只建议", en: "Rule {rule} only suggests" },
  "block.unagreed": { zh: "差额没有约定依据", en: "Nothing agreed explains the difference" },
  "block.disputed": { zh: "{item} 有争议", en: "{item} is disputed" },
  "block.netting": {
    zh: "{item} 是应付：冲应收要双方签字的协议和审批",
    en: "{item} is a payable: netting it needs a signed agreement and an approver",
  },
  "block.incomplete": {
    zh: "客户 {customer} 有被拒的未清项，金额不足为凭",
    en: "Customer {customer} has refused rows: the amount alone is no proof",
  },
  "block.tag": { zh: "“{word}”不像货款", en: '"{word}" does not look like a payment of goods' },
  "block.cross_currency": {
    zh: "本外币不凭金额互抵",
    en: "Home and foreign money are not crossed on the amount alone",
  },
  "block.rate_and_deduction": {
    zh: "折算与扣款同时存在，请人看一眼",
    en: "A conversion and a deduction at once: a person should look",
  },
  "block.list_not_all": { zh: "附言所列多于到账", en: "The memo lists more than was paid" },
  "block.which_bears": {
    zh: "没说扣的是哪一张，先记在金额最大的一张",
    en: "Which document it is kept back from is not said; it stands on the largest",
  },
  "block.which_of_list": { zh: "不知先付哪一张", en: "Which of them is paid is not said" },
  "block.accident": {
    zh: "未清项太多，凑巧接近并不稀奇",
    en: "With so many open items a near amount proves little",
  },
  "block.slip": {
    zh: "差额也可能是笔误（{difference}）",
    en: "The difference may as well be a slip ({difference})",
  },
  "block.round_rest": {
    zh: "其余是整数，也可能是预付，附言未提另一张",
    en: "The rest is round and may be paid ahead: the memo does not name the other item",
  },
  "block.said_over": {
    zh: "附言说是多付，没有提另一张单据",
    en: "The memo says that too much is paid, and names no other document",
  },
  "block.paid_ahead": {
    zh: "附言说是预付，金额却只与已欠的单据相同",
    en: "The memo says it is paid ahead, and the amount alone points to what is owed already",
  },
  "block.not_owed_then": {
    zh: "{item} 的这个余额是到账以后才扣下的，当时没有这笔欠款",
    en: "This rest of {item} was kept back only after the money came: nothing of its size was owed then",
  },
  "block.not_yet_issued": {
    zh: "附言的单号 {number} 在到账很久以后才开出：可能写错",
    en: "{number}, which the memo names, was issued only long after the money: perhaps misspelt",
  },
  "block.list_cut": {
    zh: "附言的清单没有写完，多出的可能是没写出的单据",
    en: "The list in the memo breaks off: the rest may be what it no longer names",
  },
  "block.unread_number": {
    zh: "附言还有认不出的号码 {number}，多出的可能是付它的",
    en: "The memo has one more number that is not read, {number}: the rest may pay it",
  },
  "block.other_name": {
    zh: "附言写明的是另一客户 {customer}",
    en: "The memo names another customer, {customer}",
  },
  "block.other_number": {
    zh: "附言写的是另一客户的编号 {customer}",
    en: "The memo gives the number of another customer, {customer}",
  },
  "block.amount_of_other": {
    zh: "附言写的不是 {item}，金额却与它分文不差：单号或有笔误",
    en: "The amount is exactly that of {item}, which the memo does not name: the number may be misspelt",
  },
  "block.crooked_rest": {
    zh: "多出的不是整数，更可能另付了别的单据",
    en: "What is over is no round sum: it rather pays something else as well",
  },
  "block.far_over": { zh: "超出太多", en: "Far too much" },
  "block.plan_open": { zh: "合同还有未付的分期", en: "The contract has instalments open" },
  "reason.auto": { zh: "规则 {rule}，证据充分", en: "Rule {rule}, well proven" },
  "reason.tied": {
    zh: "{count} 种都说得通，系统不选",
    en: "{count} readings are equally good: none is chosen",
  },
  "reason.unsure": { zh: "把握 {percent}%，请确认", en: "{percent}% sure: please confirm" },
  "reason.claimed_by_other": {
    zh: "另一笔流水也可能要核销这些项",
    en: "Another line may settle the same items",
  },
  "miss.payer_unknown": {
    zh: "付款人“{name}”未知；登记其账号或别名，或附言写明单号，即可判定",
    en: 'Payer "{name}" is unknown; his account or an alias, or a document\'s number, would have decided it',
  },
  "miss.nameless": {
    zh: "没有付款人户名；付款账号或单号即可判定",
    en: "No payer is given; an account or a document's number would have decided it",
  },
  "miss.person": {
    zh: "个人“{name}”付款，未写单号；写明单号或登记代付关系即可判定",
    en: '"{name}", a person, names no document; a number or a declared paying relation would have decided it',
  },
  "miss.nothing_open": {
    zh: "客户 {customer} 没有未清项；补录其单据，或确认为预收，即可判定",
    en: "Customer {customer} has nothing open; the missing document, or calling it an advance, would have decided it",
  },
  "miss.other_currency": {
    zh: "客户 {customer} 只有 {currencies} 未清，到账是 {currency}；附言写明单号并有当日汇率即可判定",
    en: "Customer {customer} has only {currencies} open, the money is {currency}; a document's number and the day's rate would have decided it",
  },
  "miss.unknown_number": {
    zh: "附言单号 {number} 不在账上；补录该单据即可判定",
    en: "{number}, named in the memo, is not in the book; recording that document would have decided it",
  },
  "miss.settled": {
    zh: "附言单号 {number} 已结清；若付的是别的单据，写明其单号即可判定",
    en: "{number}, named in the memo, is settled; the number of what was really paid would have decided it",
  },
  "miss.amount": {
    zh: "客户 {customer} 没有合适的组合；最接近 {item}，差 {gap} {currency}；说明差额或写明单号即可判定",
    en: "Nothing of customer {customer} adds up; nearest is {item}, off by {gap} {currency}; the reason for it or a document's number would have decided it",
  },
  "miss.sum_all": {
    zh: "客户 {customer} 全部未清 {count} 项合计差 {gap} {currency}；说明差额即可判定",
    en: "All {count} open items of customer {customer} are off by {gap} {currency}; the reason for it would have decided it",
  },
  "miss.sum_due": {
    zh: "客户 {customer} 已到期 {count} 项合计差 {gap} {currency}；说明差额即可判定",
    en: "The {count} items of customer {customer} that are due are off by {gap} {currency}; the reason for it would have decided it",
  },
  "miss.other_customer": {
    zh: "客户 {customer} 无此金额，但等于客户 {other} 的 {item}：可能付错；付款人说明代谁付即可判定",
    en: "No such amount at customer {customer}, but it is {item} of customer {other}: perhaps paid by mistake; for whom he pays would have decided it",
  },
  "miss.returned": {
    zh: "像是银行退回了 {date} {payer} 的收款（退票）；确认退票后，原核销撤销，单据重新未清",
    en: "The bank seems to have taken back the receipt of {date} from {payer}; once you say so, what it settled is open again",
  },
  "miss.only_amount": {
    zh: "付款人未知；金额只与客户 {customer} 的 {item} 相同",
    en: "The payer is unknown; only {item} of customer {customer} has this amount",
  },
} satisfies Catalogue;

export function sentenceFor(key: string): Sentence | undefined {
  return (matchingWords as Catalogue)[key];
}

export function wordBecause(because: Because, language: Language): string {
  const sentence = sentenceFor(because.key);
  return sentence ? fillSentence(sentence, language, because.fields) : because.key;
}
