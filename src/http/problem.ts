// Every refusal code with its status and its sentence in both languages: what, where, remedy.
// Codes are API and never reused; docs/errors.md is generated from this record. A use case whose
// refusal is not listed here does not compile where a route answers it (refusal.ts).
import type { LedgerRefusalCode } from "../core/ledger/refusals.ts";
import { ledgerRefusalWords } from "../core/words/ledger.ts";
import type { Sentence } from "../core/words/word.ts";

export type ProblemFacts = Sentence & { readonly status: number };

/** What the ledger refuses is worded where it is decided; as an answer it is a conflict. */
const ledgerProblems = conflicts(ledgerRefusalWords);

function conflicts<Words extends Readonly<Record<LedgerRefusalCode, Sentence>>>(words: Words) {
  const entries = Object.entries<Sentence>(words).map(([code, text]) => [
    code,
    { status: 409, ...text },
  ]);
  return Object.fromEntries(entries) as {
    readonly [Code in keyof Words]: Words[Code] & { readonly status: 409 };
  }; // the record's own keys
}

export const problems = {
  ...ledgerProblems,

  // ------------------------------------------------------------------ any request
  invalid_request: {
    status: 400,
    zh: "请求内容有误，见逐项说明。",
    en: "The request is not valid; each fault is listed.",
  },
  not_found: {
    status: 404,
    zh: "没有这条记录，或您无权查看。",
    en: "There is no such record, or you may not see it.",
  },
  route_not_found: {
    status: 404,
    zh: "没有这个接口地址。",
    en: "There is no such address.",
  },
  internal: {
    status: 500,
    zh: "程序出错，未作任何更改。请把编号 {reference} 告诉管理员。",
    en: "The program failed; nothing was changed. Give the administrator the reference {reference}.",
  },
  unavailable: {
    status: 503,
    zh: "数据库暂时连不上，未作任何更改。请稍后重试，不会重复记账。",
    en: "The database is away for a moment; nothing was changed. Try again, nothing is posted twice.",
  },
  sum_too_large: {
    status: 422,
    zh: "合计超过能精确表示的上限（约 90 万亿元，9,007,199,254,740,991 个最小货币单位），没有给出近似数。请缩小范围，或检查是否有录错位数的金额。",
    en: "The sum is beyond what can be kept exactly (9,007,199,254,740,991 smallest units of a currency, about 90 trillion); no rounded figure is given. Ask for less at once, or look for an amount with too many digits.",
  },
  too_many_requests: {
    status: 429,
    zh: "请求过于频繁，请在 {seconds} 秒后再试。",
    en: "Too many requests. Try again in {seconds} seconds.",
  },
  body_too_large: {
    status: 413,
    zh: "内容超过上限 {limitMb} MB。",
    en: "The content is larger than {limitMb} MB.",
  },
  unsupported_media_type: {
    status: 415,
    zh: "不支持这种内容类型。",
    en: "This content type is not supported.",
  },
  cross_site_request: {
    status: 403,
    zh: "请求来自别的网站，已拒绝。",
    en: "The request came from another site and was refused.",
  },
  idempotency_key_missing: {
    status: 400,
    zh: "写入请求须带 Idempotency-Key 请求头（8–200 个字符），以免重复记账。",
    en: "A write needs the header Idempotency-Key (8 to 200 characters), so that nothing is posted twice.",
  },
  idempotency_key_reused: {
    status: 422,
    zh: "这个 Idempotency-Key 已用于另一项请求，请换一个。",
    en: "This Idempotency-Key was used for a different request. Use a new one.",
  },
  already_done: {
    status: 409,
    zh: "这项请求已经完成，但当时的答复没有保存下来。请刷新查看结果，不要重做。",
    en: "This request was done, but its answer was not kept. Reload to see the result; do not repeat it.",
  },
  request_in_progress: {
    status: 409,
    zh: "同一请求正在处理中，请稍后用同一个 Idempotency-Key 再问结果。",
    en: "The same request is being worked on. Ask again with the same Idempotency-Key.",
  },

  // ------------------------------------------------------------------ people
  not_signed_in: {
    status: 401,
    zh: "请先登录。",
    en: "Sign in first.",
  },
  token_invalid: {
    status: 401,
    zh: "接口令牌无效、已过期或已撤销。",
    en: "The API token is not valid, has expired or was revoked.",
  },
  scope_missing: {
    status: 403,
    zh: "这个接口令牌没有「{scope}」权限。",
    en: "This API token lacks the scope “{scope}”.",
  },
  session_required: {
    status: 403,
    zh: "此操作须由本人登录后进行，不能用接口令牌。",
    en: "This must be done by a signed-in person, not with an API token.",
  },
  no_membership: {
    status: 403,
    zh: "您还不属于任何组织，请联系管理员。",
    en: "You do not belong to any organisation yet. Ask an administrator.",
  },
  organisation_not_found: {
    status: 404,
    zh: "没有这个组织，或您不是其成员。",
    en: "There is no such organisation, or you are no member of it.",
  },
  not_allowed: {
    status: 403,
    zh: "您的角色「{role}」不能「{act}」，请联系管理员。",
    en: "Your role “{role}” may not “{act}”. Ask an administrator.",
  },
  books_not_found: {
    status: 404,
    zh: "没有这个账套，或您无权查看。",
    en: "There is no such set of books, or you may not see it.",
  },
  member_not_found: {
    status: 404,
    zh: "没有这位成员。",
    en: "There is no such member.",
  },
  member_exists: {
    status: 409,
    zh: "{email} 已经是成员。",
    en: "{email} is a member already.",
  },
  member_elsewhere: {
    status: 409,
    zh: "此人还属于别的组织，密码只能由本人修改。",
    en: "This person belongs to another organisation too; only they can change their password.",
  },
  last_administrator: {
    status: 409,
    zh: "这是最后一位管理员。请先指定另一位管理员。",
    en: "This is the last administrator. Name another one first.",
  },
  password_wrong: {
    status: 403,
    zh: "密码不对，没有结束任何登录。",
    en: "The password is wrong; no sign-in was ended.",
  },
  sessions_elsewhere: {
    status: 409,
    zh: "此人还属于别的组织，登录会话只能由本人查看和结束。可以停用其成员身份。",
    en: "This person belongs to another organisation too; only they can see and end their sign-ins. You can deactivate the membership.",
  },
  account_fixed: {
    status: 422,
    zh: "科目 {account} 固定不变，不能改编码或名称。",
    en: "The account {account} is fixed; its code and name stay.",
  },
  account_code_bad: {
    status: 422,
    zh: "{account} 的编码“{given}”不能用。请用数字或字母，级次间用点或短横，如 1002.01。",
    en: 'The code "{given}" of {account} cannot be used. Use digits or letters with dots or dashes between levels, such as 1002.01.',
  },
  account_code_twice: {
    status: 422,
    zh: "编码 {given} 有两个名称或两个方向。同一编码请用同一名称，且余额方向相同；或改用另一编码。",
    en: "The code {given} has two names or two sides. Accounts under one code need one name and the same side; or use another code.",
  },
  account_choice_locked: {
    status: 409,
    zh: "已经按现在的记法记过账，不能再改。",
    en: "Entries were posted the present way already; it cannot be changed any more.",
  },
  change_waiting: {
    status: 409,
    zh: "已有一项同类变更在等审批，请先批准或拒绝它。",
    en: "A change of this kind waits for approval already. Decide that one first.",
  },
  settings_moved: {
    status: 409,
    zh: "提交之后设置已有改动。请拒绝，并按现在的设置重新提交。",
    en: "The settings have changed since this was asked for. Reject it and ask again from the present ones.",
  },
  pay_account_holder_missing: {
    status: 422,
    zh: "请填写户名：客户按户名、开户行、账号付款。",
    en: "Enter the holder: customers pay by holder, bank and number.",
  },
  pay_account_unchanged: {
    status: 409,
    zh: "这个账户已经是这样印给客户的，没有要确认的变更。",
    en: "The account is printed to customers just so already; there is nothing to confirm.",
  },
  pay_account_not_printed: {
    status: 409,
    zh: "这个账户没有印给客户，不需要停印。",
    en: "This account is not printed to customers, so there is nothing to stop.",
  },
  letter_account_stopped: {
    status: 409,
    zh: "这封函写着尾号 {account} 的账户，该账户现未确认为收款账户，不能再打印。请在「收款账户」确认账户后，重新发出一封。",
    en: "This letter names the account ending {account}, which nobody has confirmed or which was stopped, so it is not printed. Confirm an account under Accounts to pay into, then release a new letter.",
  },
  limit_bad: {
    status: 422,
    zh: "“{given}”不是 {currency} 的金额，请填不小于零的金额。",
    en: '"{given}" is no amount in {currency}. Enter an amount of zero or more.',
  },
  own_role: {
    status: 409,
    zh: "不能更改自己的角色、限额或停用自己，请由另一位管理员操作。",
    en: "You cannot change your own role or limits or deactivate yourself; another administrator can.",
  },
  token_not_found: {
    status: 404,
    zh: "没有这个接口令牌，或已撤销。",
    en: "There is no such API token, or it is revoked already.",
  },
  view_not_found: {
    status: 404,
    zh: "没有这个视图，或它是别人的。",
    en: "There is no such view, or it is someone else's.",
  },
  unknown_currency: {
    status: 422,
    zh: "不认识的币种 {currency}。",
    en: "Unknown currency {currency}.",
  },
  unknown_time_zone: {
    status: 422,
    zh: "不认识的时区 {timeZone}。",
    en: "Unknown time zone {timeZone}.",
  },

  // ------------------------------------------------------------------ files, jobs
  file_missing: {
    status: 400,
    zh: "没有收到文件。",
    en: "No file was received.",
  },
  file_empty: {
    status: 422,
    zh: "文件「{name}」是空的，这次上传的都没有读取。去掉它，或重新导出后再一起上传。",
    en: "The file “{name}” is empty, so nothing of this upload was read. Leave it out, or export it again, and upload once more.",
  },
  file_too_large: {
    status: 413,
    zh: "文件「{name}」超过上限 {limitMb} MB，未保存。请分段导出。",
    en: "The file “{name}” is larger than {limitMb} MB and was not kept. Export it in parts.",
  },
  job_not_found: {
    status: 404,
    zh: "没有这个任务，或它已经结束。",
    en: "There is no such job, or it has ended.",
  },

  // ------------------------------------------------------------------ imports
  import_not_found: {
    status: 404,
    zh: "没有这次导入，或它属于别的账套。",
    en: "There is no such import, or it belongs to other books.",
  },
  import_not_ready: {
    status: 409,
    zh: "这个文件现在是「{state}」状态，不能这样操作。请刷新页面看最新进度。",
    en: "This file is “{state}” now and cannot be acted on this way. Reload the page for its progress.",
  },
  import_not_committed: {
    status: 409,
    zh: "这个文件没有导入，或已撤销，没有可撤销的内容。",
    en: "This file was not imported, or is undone already; there is nothing to undo.",
  },
  import_not_undoable: {
    status: 409,
    zh: "客户、汇率和本方账户不能整批撤销：别的记录已经用到。请直接修改。",
    en: "Customers, rates and own accounts are not undone as a whole: other records use them. Correct them where they stand.",
  },
  import_in_use: {
    status: 409,
    zh: "已有 {lines} 笔流水、{items} 张单据被核销、认领或归类。请先撤销那些，再撤销导入。",
    en: "{lines} bank lines and {items} items of it are settled, claimed or categorised. Undo those first, then the import.",
  },
  bank_account_not_found: {
    status: 404,
    zh: "本账套没有这个银行账户。请选择已有账户，或新增。",
    en: "These books have no such bank account. Choose one of theirs, or add it.",
  },

  // ------------------------------------------------------------------ decisions about bank lines
  line_gone: {
    status: 404,
    zh: "没有这笔流水，或它已随导入撤销，或它是支出。",
    en: "There is no such bank line, or its import was undone, or it is money out.",
  },
  already_decided: {
    status: 409,
    zh: "这笔流水刚被处理过（现状：{lane}）。请查看最新结果，需要时先撤销。",
    en: "This line was decided meanwhile (now: {lane}). Look at the result; undo it first if needed.",
  },
  line_changed: {
    status: 409,
    zh: "这笔流水在您打开后有变动（现状：{lane}），未作更改。请看最新内容后重新操作。",
    en: "This line has changed since you opened it (now: {lane}); nothing was done. Look at it again and decide anew.",
  },
  claimed_meanwhile: {
    status: 409,
    zh: "这笔收款已由 {by} 认领给 {customer}，未作更改。请与对方核对；确需更改时，重新打开这笔流水再操作。",
    en: "{by} has claimed this receipt for {customer}; nothing was changed. Agree with them; to change it all the same, open the line again.",
  },
  return_line_gone: {
    status: 404,
    zh: "没有这笔支出流水，或它已用于退款、退票。请刷新后再看。",
    en: "There is no such line of money out, or it is a refund or a return already. Reload the page.",
  },
  return_unfit: {
    status: 422,
    zh: "这笔支出 {returned} 不是退回收款 {received}：账户、币种、金额须相同，日期不早于收款。请另选收款。",
    en: "This line of {returned} cannot take back the receipt of {received}: account, currency and amount must be the same, and no day before it. Choose another receipt.",
  },
  return_of_refunded: {
    status: 409,
    zh: "这笔收款已有部分退给客户，不能再作退票。请先撤销退款，或确认这笔支出就是那次退款。",
    en: "Part of this receipt was paid back to the customer, so the bank cannot take it back too. Undo the refund first, or check whether this line is that refund.",
  },
  deposit_nothing_left: {
    status: 409,
    zh: "这笔收款已全部核销，没有可登记为保证金的余额。",
    en: "All of this receipt is settled; nothing is left of it to hold as a deposit.",
  },
  nothing_to_post: {
    status: 422,
    zh: "没有选择单据，也没有要入账的差额。请至少选一张单据。",
    en: "No item is chosen and no difference is to be posted. Choose at least one item.",
  },
  no_candidate: {
    status: 409,
    zh: "这笔流水没有这个建议，可能刚重新对账过。请刷新后再选。",
    en: "This line has no such proposal any more; it may have been reconciled again. Reload and choose.",
  },
  not_an_amount: {
    status: 422,
    zh: "“{value}” 不是有效金额。请写成 1234.56，小数位不超过该币种的位数。",
    en: "“{value}” is no amount. Write it as 1234.56, with no more decimals than the currency has.",
  },
  item_gone: {
    status: 409,
    zh: "所选单据已不存在或已撤销。请刷新后重新选择。",
    en: "A chosen item does not exist any more. Reload and choose again.",
  },
  customer_missing: {
    status: 422,
    zh: "付款人还未认领，所选单据又属于几家客户：请先指明是谁的款。",
    en: "The payer is unknown and the items belong to several customers: say whose money it is first.",
  },
  advance_exceeds_items: {
    status: 409,
    zh: "预收 {number} 还有 {amount} 没有可冲的单据。少冲一些，或加选该客户的其他单据。",
    en: "{amount} of the advance {number} finds no chosen item to settle. Apply less of it, or choose more items of that customer.",
  },
  fee_borne_by_customer: {
    status: 409,
    zh: "合同约定手续费由客户承担：差额留在单据上，代码 P04。",
    en: "The contract lets the customer bear the fee: the rest stays open on the item, code P04.",
  },
  platform_fee_without_orders: {
    status: 409,
    zh: "平台服务费要和它结算的订单一起入账：请勾选这笔结算款的订单，合计应等于到账加服务费。没有订单明细时，这笔款留在待认领。",
    en: "A platform's fee is booked with the orders it was kept from: choose the orders of this settlement, which together are the money plus the fee. Without a list of orders the money stays unclaimed.",
  },
  document_missing: {
    status: 422,
    zh: "请填写发票号码和开票日期。",
    en: "Enter the number and the date of the invoice.",
  },
  document_known: {
    status: 409,
    zh: "这个客户已有发票 {number}。号码填错就改正；如果它已作为另一笔销售导入，请先撤销那次导入，再在这里开票。",
    en: "This customer has an invoice {number} already. Correct the number; if it was imported as another sale, undo that import first.",
  },
  nothing_to_invoice: {
    status: 409,
    zh: "发货 {number} 已全部收款，也没有待转销项税额，没有科目要转。无需在这里开票。",
    en: "Delivery {number} is paid in full and no tax was deferred: no account moves. Nothing is left to do here.",
  },
  adjustment_unfit: {
    status: 409,
    zh: "{number} 这类单据不能这样调账。请选未收的发票、未开票、质保金等应收单据。",
    en: "A document such as {number} is not adjusted like this. Choose a claim: an invoice, a delivery, a retention.",
  },
  netting_needs_agreement: {
    status: 409,
    zh: "应付单 {number} 冲应收要双方签字的协议和审批，不能随收款直接核销。先在发票上做「调账 › 冲应付」，批准后再用这笔款核销余额。",
    en: "Netting the payable {number} needs a signed agreement and an approver; a receipt cannot settle it by itself. Adjust the invoice first (Net with payable); once approved, this receipt settles the rest.",
  },
  red_invoice_needed: {
    status: 409,
    zh: "需红字发票：{difference} 类差额不能直接核销，先留作未清，开出红字发票后冲抵。",
    en: "A red invoice is needed: a difference {difference} is not written off; leave it open and net the red invoice.",
  },
  over_your_limit: {
    status: 409,
    zh: "尾差 {amount} 超过您的限额 {limit}，须由审批人处理。可先选「留作未清」。",
    en: "The difference of {amount} is above your limit of {limit}; an approver must post it. You can leave it open.",
  },
  second_person_needed: {
    status: 409,
    zh: "「{act}」须由另一人审批，不能直接入账。可先选「留作未清」。",
    en: "“{act}” needs the approval of another person and is not posted at once. You can leave it open.",
  },
  not_your_act: {
    status: 409,
    zh: "您的角色不能「{act}」。可先选「留作未清」。",
    en: "Your role may not do “{act}”. You can leave it open.",
  },
  decision_gone: {
    status: 404,
    zh: "没有这次处理记录。",
    en: "There is no such decision.",
  },
  already_undone: {
    status: 409,
    zh: "这次处理已经撤销过了。",
    en: "This decision is undone already.",
  },
  is_reversal: {
    status: 409,
    zh: "这是一次撤销，不能再撤销；请重新核销。",
    en: "This is an undo itself and cannot be undone; settle the line again.",
  },
  has_dependants: {
    status: 409,
    zh: "后来还有 {count} 项业务以它为基础。先撤销那些，或一并撤销。",
    en: "{count} later decisions stand on it. Undo those first, or all of them together.",
  },
  other_books_dependants: {
    status: 409,
    zh: "「{books}」里还有 {count} 项业务以这笔代收为基础。请先到那个账套撤销那些核销或处理。",
    en: "{count} later decisions in the books “{books}” stand on this receipt. Undo those there first.",
  },
  other_books_closed: {
    status: 409,
    zh: "「{books}」的 {month} 已结账，最早可记账日 {earliest}。请按今天冲销。",
    en: "{month} is closed in the books “{books}”; the earliest open day there is {earliest}. Reverse it today.",
  },
  other_books_gone: {
    status: 404,
    zh: "没有这个账套，或它就是当前账套。请选另一账套。",
    en: "There are no such books, or they are these. Choose another set of books.",
  },
  other_books_customer_gone: {
    status: 422,
    zh: "「{books}」里没有这个客户。请选该账套的客户。",
    en: "The books “{books}” have no such customer. Choose one of theirs.",
  },
  other_books_rate_missing: {
    status: 422,
    zh: "「{books}」缺 {date} 的 {from}→{to} 汇率。请先在该账套导入汇率。",
    en: "The books “{books}” have no rate {from}→{to} for {date}. Import it there first.",
  },
  other_books_paid: {
    status: 409,
    zh: "这笔代收已付给「{books}」。请先撤销付款的登记。",
    en: "This money was handed over to or from the books “{books}” already. Undo that first.",
  },
  exceeds_intragroup: {
    status: 422,
    zh: "与「{books}」之间只有代收 {open} {currency} 未付，不能登记 {asked}。",
    en: "Only {open} {currency} is owed between these books and “{books}”; {asked} cannot be recorded.",
  },
  hand_over_unfit: {
    status: 422,
    zh: "这笔支出与所选的收入流水不符：币种、金额须相同，且收入还没有认领。请另选一笔。",
    en: "This line of money out and the line chosen there do not fit: currency and amount must be the same, and nobody may have claimed it. Choose another.",
  },
  other_books_nothing_left: {
    status: 409,
    zh: "这笔收款已全部核销，没有可转给另一账套的余额。",
    en: "All of this receipt is settled; nothing of it is left for another set of books.",
  },
  receipt_gone: {
    status: 409,
    zh: "这笔收款已不存在或已归为非应收。请刷新后重新选择。",
    en: "This receipt does not exist any more. Reload and choose again.",
  },
  customer_gone: {
    status: 422,
    zh: "请选择转入的客户，须是本账套的客户。",
    en: "Choose the customer it goes to, one of these books.",
  },
  refund_line_gone: {
    status: 409,
    zh: "这笔支出流水已不存在，或已记为另一笔退款。请刷新后重新选择。",
    en: "This outgoing line does not exist any more, or is another refund already. Reload and choose again.",
  },
  refund_account_missing: {
    status: 422,
    zh: "请选择退款的支出流水；还没有流水时，填写付款的本方账户和客户的收款账户。",
    en: "Choose the outgoing bank line; while there is none, name our account and the customer's account.",
  },
  refund_line_differs: {
    status: 422,
    zh: "支出流水是 {line}，退款是 {asked}：两者须相等。",
    en: "The outgoing line is {line}, the refund {asked}: they must be equal.",
  },
  recourse_account_missing: {
    status: 422,
    zh: "请选择被追索、反转让付出的支出流水；还没有流水时，选择付款的本方账户。",
    en: "Choose the outgoing bank line by which the holder or the factor was paid; while there is none, name the account of ours.",
  },
  recourse_line_differs: {
    status: 422,
    zh: "支出流水是 {line}，追索、回购金额是 {asked}：两者须相等。流水里另有利息、费用时，不选流水，选付款账户并只填票面金额；利息、费用在总账另记。",
    en: "The outgoing line is {line}, the recourse {asked}: they must be equal. Where the line holds interest or costs as well, name our account in place of the line and enter the face alone; book interest and costs in the general ledger.",
  },
  passed_on_in_future: {
    status: 422,
    zh: "转出日不能晚于今天 {today}。",
    en: "Nothing can be passed on later than today, {today}.",
  },
  discount_money_missing: {
    status: 422,
    zh: "请选择贴现、保理款的到账流水；还没有流水时，填写到账账户和实收金额。",
    en: "Choose the line by which the money of the discount or the sale came; while there is none, name our account and the money received.",
  },
  discount_account_elsewhere: {
    status: 422,
    zh: "这个账户的收支由总账记账。请先导入它的流水，再选贴现、保理款的到账流水。",
    en: "Money of this account is booked in the general ledger. Import its statement first, then choose the line by which the money of the discount or the sale came.",
  },
  discount_money_differs: {
    status: 422,
    zh: "到账流水是 {line}，实收填的是 {asked}：两者须相等。",
    en: "The line is {line}, the money received {asked}: they must be equal.",
  },
  discount_money_arrived: {
    status: 409,
    zh: "这个账户 {date} 已有一笔 {amount} 的待认领到账。请选它作贴现、保理款的到账流水，以免银行存款记两次。",
    en: "{amount} came to this account on {date} and nobody has claimed it. Choose that line as the money received, so that the bank is not booked twice.",
  },
  contract_cancelled: {
    status: 409,
    zh: "合同 {no} 已经作废，不能再改。",
    en: "The contract {no} is cancelled and is not changed any more.",
  },
  plan_part_used: {
    status: 409,
    zh: "分期 {no} 已有收款，金额、到期日和说明不能再改。先撤销那笔核销，或保留这一期。",
    en: "Money was applied to the instalment {no}; it stays as it is. Undo that first, or keep it.",
  },
  bill_taken_already: {
    status: 409,
    zh: "票据 {number} 已经登记过。票号与子票区间合起来只能登记一次。",
    en: "The bill {number} is recorded already. A bill number with its range is taken once.",
  },
  bill_due_before_receipt: {
    status: 422,
    zh: "到期日早于收票日 {received}。请核对票面。",
    en: "The due date is before the day of receipt {received}. Check the bill.",
  },
  call_back_missing: {
    status: 422,
    zh: "须由第二人拨打原有电话核实：请在意见里写明电话和接听人。",
    en: "The second person calls a number known before: name the number and who answered in the comment.",
  },
  approval_gone: {
    status: 404,
    zh: "没有这项审批。",
    en: "There is no such approval.",
  },
  approval_closed: {
    status: 409,
    zh: "这项审批已经处理（{state}）。",
    en: "This approval is decided already ({state}).",
  },
  own_approval: {
    status: 403,
    zh: "不能审批自己提交的事项，请另一位审批人处理。",
    en: "Nobody approves their own request; another approver must.",
  },
  approved_already: {
    status: 409,
    zh: "您已经签过这一项，还需另一位审批人。",
    en: "You have signed this already; another approver must sign.",
  },
  close_blocked: {
    status: 409,
    zh: "还有步骤阻断结账，先处理（凭证与月结 → 月结）。",
    en: "Steps of the month still block its closing; settle them first (Close).",
  },
  period_not_next: {
    status: 409,
    zh: "月份要依次结账，下一个是 {next}。",
    en: "Months close in order; the next one is {next}.",
  },
  period_not_over: {
    status: 409,
    zh: "{month} 还没有结束，不能结账。",
    en: "{month} is not over yet and cannot be closed.",
  },
  nothing_to_revalue: {
    status: 409,
    zh: "{month} 月末没有需要调汇的外币余额，或已经调过。",
    en: "No foreign balance differs at the end of {month}, or it is revalued already.",
  },
  proofs_broken: {
    status: 409,
    zh: "有 {count} 处账龄与明细账不符，先查清再结账（凭证与月结 → 验证）。",
    en: "{count} proofs do not hold; look into them before closing (Close → Verify).",
  },
  period_not_last: {
    status: 409,
    zh: "只能反结账最后结账的月份 {last}。",
    en: "Only the last closed month, {last}, can be reopened.",
  },
  reason_missing: {
    status: 422,
    zh: "请写明理由，它会留在操作日志里。",
    en: "Give a reason; it stays in the audit trail.",
  },
  sample_answered: {
    status: 409,
    zh: "这笔抽检已经答过，系统的答案也已显示，再答就不是盲检了。",
    en: "This sample was answered and the system's answer shown; a second answer would not be blind.",
  },
  no_such_choice: {
    status: 422,
    zh: "没有这个选项，请从列出的几种里选，或选「都不对」。",
    en: "There is no such choice. Take one of those listed, or “none of them”.",
  },
  shadow_file_wrong: {
    status: 422,
    zh: "这个文件里没有找到核销清单：需要有「单号」「核销金额」，以及「流水号」或「日期」加「金额」这几列。",
    en: "No list of settlements was found in this file: it needs columns for the document number and the applied amount, and the bank reference, or date and amount.",
  },
  shadow_nothing_placed: {
    status: 422,
    zh: "文件里的收款和单据在本账套里都对不上。请先导入同一个月的银行流水和未清单据，再对一次账。",
    en: "None of the receipts and documents in the file are in these books. Import that month's bank lines and open items first, and reconcile.",
  },
  not_demoted: {
    status: 409,
    zh: "这条规则没有被降为建议，无须恢复。",
    en: "This rule is not demoted; there is nothing to restore.",
  },
  weights_changed: {
    status: 409,
    zh: "证据权重已有更新的版本，请刷新后再决定。",
    en: "There is a newer version of the weights. Reload and decide again.",
  },
  copies_changed: {
    status: 409,
    zh: "这个模板的副本已有变动，请刷新后再排序。",
    en: "The copies of this template have changed. Reload, then order them again.",
  },
  rule_setting_wrong: {
    status: 422,
    zh: "规则 {rule} 的设置不对：{field}。请按表单里的范围填写。",
    en: "The setting of rule {rule} is not valid: {field}. Keep within the bounds of the form.",
  },
  decisions_file_wrong: {
    status: 422,
    zh: "这不是导出的「待确认」工作簿，或它已损坏。请重新导出，填好「决定」列后原样传回（.xlsx）。",
    en: "This is not the to-confirm workbook, or it is damaged. Download it again, fill in the column “Decision” and send the .xlsx back.",
  },
  decisions_file_too_long: {
    status: 422,
    zh: "工作簿超过 {rows} 行。请分几次传回。",
    en: "The workbook has more than {rows} rows. Send it back in parts.",
  },
  run_gone: {
    status: 404,
    zh: "没有这次对账。",
    en: "There is no such run.",
  },

  // ------------------------------------------------------------------ customers, items, contracts
  item_settled: {
    status: 409,
    zh: "{number} 已经结清，到期日和争议不再变更。",
    en: "{number} is settled; its due date and dispute are not changed any more.",
  },
  due_before_issue: {
    status: 422,
    zh: "到期日早于开票日 {issued}。请改为之后的日期。",
    en: "The due date is before the date of issue {issued}. Choose a later day.",
  },
  dispute_exceeds_open: {
    status: 422,
    zh: "{number} 只剩 {open} {currency} 未清，争议金额不能是 {asked}。",
    en: "Only {open} {currency} of {number} is open; {asked} cannot be disputed.",
  },
  customer_no_taken: {
    status: 409,
    zh: "客户编号 {no} 已是「{customer}」的。请换一个编号。",
    en: "The customer number {no} is {customer}'s already. Choose another one.",
  },
  tax_id_wrong: {
    status: 422,
    zh: "税号 {taxId} 的校验位不对（GB 32100）。请对照营业执照核对。",
    en: "The check character of the tax id {taxId} is wrong (GB 32100). Compare it with the licence.",
  },
  terms_not_understood: {
    status: 422,
    zh: "看不懂账期「{text}」。写法如：票到30天、月结60、次月25日前、2/10 n/30、预付30%到货60%质保10%。",
    en: "The terms “{text}” are not understood. Write them like: net 30, EOM 30, 2/10 n/30.",
  },
  owner_not_found: {
    status: 422,
    zh: "责任人不是在用的成员。请重新选择。",
    en: "The owner is no active member. Choose another one.",
  },
  parent_not_found: {
    status: 422,
    zh: "没有这个上级客户。请重新选择。",
    en: "There is no such parent customer. Choose another one.",
  },
  parent_circle: {
    status: 422,
    zh: "「{parent}」自己归属于这个客户，不能作它的上级。",
    en: "{parent} belongs to this customer itself and cannot be its parent.",
  },
  pays_for_itself: {
    status: 422,
    zh: "客户不需要登记为代自己付款。请选另一家。",
    en: "A customer need not be recorded as paying for itself. Choose another one.",
  },
  fact_known: {
    status: 409,
    zh: "「{value}」已经登记过了。",
    en: "“{value}” is recorded already.",
  },
  contract_no_taken: {
    status: 409,
    zh: "合同号 {no} 已存在。请换一个合同号。",
    en: "The contract number {no} exists already. Choose another one.",
  },
  plan_not_whole: {
    status: 422,
    zh: "分期合计 {sum} {currency} 与合同金额 {amount} {currency} 不符。请改到相等。",
    en: "The instalments add up to {sum} {currency}, the contract to {amount} {currency}. Make them equal.",
  },

  // ------------------------------------------------------------------ portal
  portal_link_unknown: {
    status: 404,
    zh: "这个链接无法识别。请核对邮件中的完整链接，或请发送方重新发送。",
    en: "This link is not known. Check that it is complete, or ask the sender to send it again.",
  },
  portal_link_withdrawn: {
    status: 410,
    zh: "这份对账单已被发送方撤回或重新发送，请使用最新的链接。",
    en: "The sender took this statement back or sent it again. Use the newest link.",
  },
  portal_link_expired: {
    status: 410,
    zh: "链接已过有效期，请让发送方重新发送。",
    en: "The link has expired. Ask the sender to send it again.",
  },
  portal_link_locked: {
    status: 429,
    zh: "验证码输错次数过多，此链接今天不能再用。请联系发送方。",
    en: "Too many wrong codes; this link is shut for today. Contact the sender.",
  },
  portal_code_wait: {
    status: 429,
    zh: "验证码刚发过，请在 {seconds} 秒后再试。",
    en: "A code was sent a moment ago. Try again in {seconds} seconds.",
  },
  portal_code_wrong: {
    status: 422,
    zh: "验证码不对，还可以试 {left} 次。",
    en: "The code is wrong; {left} tries are left.",
  },
  portal_code_ended: {
    status: 422,
    zh: "验证码已失效，请重新获取。",
    en: "The code works no more. Ask for a new one.",
  },
  portal_no_contact: {
    status: 409,
    zh: "发送方没有登记您的邮箱或手机，无法发送验证码。请联系发送方。",
    en: "The sender has neither mail nor phone of yours to send a code to. Contact the sender.",
  },
  portal_not_open: {
    status: 401,
    zh: "请通过邮件中的链接和验证码进入。",
    en: "Come in by the link in your mail and a code.",
  },
  file_kind_refused: {
    status: 415,
    zh: "「{name}」不是可接受的文件。请上传照片、PDF、XLSX 或 CSV，扩展名须与内容一致。",
    en: "{name} is no file we take. Send a photo, PDF, XLSX or CSV whose name says what it is.",
  },
  files_too_many: {
    status: 429,
    zh: "今天上传的文件已达上限，请明天再传或通过邮件发送。",
    en: "The limit of files for today is reached. Send the rest tomorrow or by mail.",
  },
  file_gone: {
    status: 409,
    zh: "附件不存在，请重新上传。",
    en: "An attachment is not there. Upload it again.",
  },
  receiver_outside: {
    status: 403,
    zh: "{address} 不是本公司成员。发给外部地址须由管理员或财务主管设置。",
    en: "{address} is no member here. An administrator or the finance lead sets up mail to others.",
  },
  paper_missing: {
    status: 422,
    zh: "这项调账须附文件：{requirement}。上传后再提交。",
    en: "This adjustment needs a file: {requirement}. Attach it and send again.",
  },
  approval_paper_missing: {
    status: 422,
    zh: "这项调账须附文件：{requirement}，提交时还没有。请在审批页添加附件后再批准，或拒绝并写明原因。",
    en: "This adjustment needs a file ({requirement}) that it was asked for without. Attach it to the approval before it is signed, or reject it with a reason.",
  },
  over_your_approval_limit: {
    status: 403,
    zh: "{amount} 超过您的审批限额 {limit}，请由限额更高的人审批。",
    en: "{amount} is above your approval limit of {limit}. Somebody with a higher limit must sign.",
  },
  announce_currencies: {
    status: 422,
    zh: "一次付款只能选同一币种的单据。",
    en: "One payment is for documents of one currency.",
  },
  announce_nothing: {
    status: 422,
    zh: "所选单据合计须大于零。",
    en: "The documents chosen must add up to more than nothing.",
  },
  announce_exceeds: {
    status: 422,
    zh: "{number} 只剩 {open} 未付，请改小金额。",
    en: "Only {open} of {number} is open. Lower the amount.",
  },
  rated_already: {
    status: 409,
    zh: "本季度已评价过，谢谢。",
    en: "You rated us this quarter already. Thank you.",
  },

  // ------------------------------------------------------------------ answers to statements
  statement_state: {
    status: 409,
    zh: "对账单处于「{state}」状态，不能这样做。请刷新后再看。",
    en: "The statement is in state {state}, in which this cannot be done. Look again.",
  },
  line_not_found: {
    status: 404,
    zh: "对账单上没有第 {line} 行，或该行没有可撤销的答复。",
    en: "The statement has no line {line}, or nothing of it to take back.",
  },
  lines_unanswered: {
    status: 409,
    zh: "还有 {count} 行没有答复。请逐行确认或提出异议。",
    en: "{count} lines have no answer yet. Agree or object to each.",
  },

  // ------------------------------------------------------------------ credit
  credit_customer_unknown: {
    status: 404,
    zh: "没有这个客户编号。请核对编号，或先导入客户。",
    en: "There is no customer of that number. Check the number, or import the customer first.",
  },
  credit_customer_ambiguous: {
    status: 409,
    zh: "几个账套都有这个客户编号。请用 books 指明账套。",
    en: "Several sets of books have a customer of that number. Name one with “books”.",
  },
  credit_proposal_closed: {
    status: 409,
    zh: "这条提议已经处理过（{state}）。刷新后再看。",
    en: "This proposal was dealt with already ({state}). Reload to see it.",
  },
  credit_proposal_waits: {
    status: 409,
    zh: "这个客户已有一项信用变更在等审批，先处理那一项。",
    en: "A change of this customer's credit waits for approval already. Deal with that one first.",
  },
  credit_date_past: {
    status: 400,
    zh: "生效日不能早于今天（{today}）。",
    en: "The day it takes effect may not be before today ({today}).",
  },
  credit_weights_empty: {
    status: 400,
    zh: "至少有一项的权重要大于 0。",
    en: "At least one weight must be above 0.",
  },
  credit_ends_equal: {
    status: 400,
    zh: "「{feature}」的满分值和零分值不能相同。",
    en: "The values for all and for no points of “{feature}” may not be equal.",
  },
  credit_thresholds_unordered: {
    status: 400,
    zh: "评级门槛要由高到低：A 高于 B，B 高于 C。",
    en: "The thresholds must fall: A above B, B above C.",
  },
  credit_amount_invalid: {
    status: 400,
    zh: "金额无效：不能为负，小数位不能超过 {currency} 的位数。",
    en: "The amount is not valid: not below zero, and no more decimals than {currency} has.",
  },

  // ------------------------------------------------------------------ collections
  contact_cap_reached: {
    status: 409,
    zh: "七天内已联系 {cap} 次，到了上限；{freeFrom} 后可再联系，或注明超上限联系。",
    en: "The customer was contacted {cap} times in seven days, which is the cap; again from {freeFrom}, or say that it is over the cap.",
  },
  proposal_gone: {
    status: 409,
    zh: "这条建议已经不成立了（数字变了，或本周已处理）。请刷新。",
    en: "This proposal no longer holds: the figures changed, or it was decided this week. Reload.",
  },
  proposal_by_hand: {
    status: 409,
    zh: "催收信函会发到外面，请到催收政策页预览后再启用。",
    en: "Letters leave the house: look at the preview under policies and switch dunning on there.",
  },
  promise_in_the_past: {
    status: 422,
    zh: "承诺付款日早于今天 {today}，请改。",
    en: "The promised day is before today, {today}. Correct it.",
  },
  promise_exceeds_overdue: {
    status: 422,
    zh: "承诺金额 {currency} {amount} 超过逾期金额，请核对。",
    en: "The promise of {currency} {amount} is more than what is overdue. Check it.",
  },

  // ------------------------------------------------------------------ disputes
  dispute_no_document: {
    status: 409,
    zh: "这个工单没有关联单据，无法据此记账。请选择不记账的处理结果。",
    en: "The dispute names no document, so nothing can be posted. Choose an end that posts nothing.",
  },
  dispute_needs_credit: {
    status: 422,
    zh: "请选择用来冲减的红字发票；还没有的话先「要求开红字」。",
    en: "Choose the credit note that takes it off; if there is none yet, ask for one first.",
  },
  dispute_needs_goods: {
    status: 409,
    zh: "还没有以物抵债入账。先对单据办「以物抵债」，再以此了结。",
    en: "No goods were booked for it yet. Take the goods in payment of the document first, then end the dispute by it.",
  },
  nothing_to_print: {
    status: 409,
    zh: "所选对账单都已撤回或被替代，没有可打印的。",
    en: "All of these statements were withdrawn or replaced; there is nothing to print.",
  },
  difference_not_tellable: {
    status: 409,
    zh: "这条差异不能通知客户：它已了结、已通知过、已有争议工单，或不关联未结清的单据。",
    en: "This difference cannot be told to the customer: it has ended, was told before, is a dispute already, or is about no open document.",
  },
  notice_answered: {
    status: 409,
    zh: "这条差异通知已经答复过了。",
    en: "This notice of a difference was answered already.",
  },
  notice_link_dead: {
    status: 409,
    zh: "这条通知没有有效的链接。",
    en: "This notice has no living link.",
  },
  dispute_posted: {
    status: 409,
    zh: "工单了结时的记账（决定 {decisionId}）还在。请先撤销那笔记账，再重新打开。",
    en: "What the end of the dispute booked (decision {decisionId}) still stands. Undo that first, then take it up again.",
  },
  dispute_line_open: {
    status: 409,
    zh: "对账单的这一行已有另一张未解决的工单（{id}），请在那张工单上处理。",
    en: "Another open dispute ({id}) is about the same line of the statement. Go on there.",
  },
  dispute_several_customers: {
    status: 422,
    zh: "一个工单只能涉及同一客户、同一币种的单据。",
    en: "One dispute is about documents of one customer and one currency.",
  },
  dispute_state: {
    status: 409,
    zh: "工单处于「{state}」状态，不能这样做。请刷新后再看。",
    en: "The dispute is in state {state}, in which this cannot be done. Look again.",
  },

  // ------------------------------------------------------------------ comparison of ledgers
  comparison_state: {
    status: 409,
    zh: "这次核对处于「{state}」状态，不能再改。请刷新后再看。",
    en: "The comparison is in state {state} and cannot be changed. Look again.",
  },
  comparison_signed: {
    status: 409,
    zh: "已有一方签署，内容不能再改。请先撤回签署。",
    en: "One side has signed, so nothing can be changed. Take the signature back first.",
  },
  comparison_too_large: {
    status: 422,
    zh: "一次最多核对 {limit} 笔。请缩短期间，分次核对。",
    en: "At most {limit} entries can be compared at once. Take a shorter period.",
  },
  comparison_unreadable: {
    status: 422,
    zh: "「{name}」读不出来：内容损坏、过大或加密。请另存为 XLSX 或 CSV 再上传。",
    en: "“{name}” could not be read: damaged, too large or encrypted. Save it as XLSX or CSV and try again.",
  },
  evidence_too_large: {
    status: 422,
    zh: "这段时间发出的对账单超过 {limit} 份。请缩短期间，分次导出证据包。",
    en: "More than {limit} statements left in that time. Export the evidence for a shorter time.",
  },
  comparison_no_document: {
    status: 409,
    zh: "这组差异里没有我方的发票，不能开争议工单。",
    en: "The difference holds no invoice of ours, so there is nothing to dispute.",
  },

  // ------------------------------------------------------------------ ledger

  // ------------------------------------------------------------------ differences
  difference_closed: {
    status: 409,
    zh: "这项差异已经结束，不能再改。撤销结束它的那一步会重新打开它。",
    en: "This difference has ended and cannot be changed. Undoing what ended it opens it again.",
  },
  difference_waits: {
    status: 409,
    zh: "这项差异正在等待审批。",
    en: "This difference is waiting for approval.",
  },
  difference_uncoded: {
    status: 409,
    zh: "原因不明的差异不能结束：先选定原因。",
    en: "An unexplained difference has no end yet: name its cause first.",
  },
  outcome_not_possible: {
    status: 409,
    zh: "这种原因的差异不能这样结束（{outcome}）。",
    en: "A difference of this cause cannot end like this ({outcome}).",
  },
  outcome_needs_more: {
    status: 400,
    zh: "还缺：{missing}。",
    en: "Still missing: {missing}.",
  },
  difference_still_open: {
    status: 409,
    zh: "账上还有 {open} 未清，不能当作已解决。先核销或调账，差异会自动结束。",
    en: "{open} is still open in the books. Settle or adjust it, and the difference ends by itself.",
  },
  level_changed: {
    status: 409,
    zh: "账上已有变化，方案不再成立。请重新计算。",
    en: "Something has changed since; the proposal no longer holds. Work it out again.",
  },
  payer_not_known: {
    status: 409,
    zh: "还不知道这笔钱是谁付的，先认领再调平。",
    en: "It is not known whose money this is. Claim it first.",
  },
  member_gone: {
    status: 409,
    zh: "没有这位同事，或其账户已停用。",
    en: "There is no such colleague, or the account is not active.",
  },
  // ------------------------------------------------------------------ statements, sending
  no_contact: {
    status: 409,
    zh: "{customer} 没有可用的对账联系人或邮箱。请先添加。",
    en: "{customer} has no contact with an address for statements. Add one first.",
  },
  no_deemed_clause: {
    status: 409,
    zh: "合同没有“逾期视为确认”的条款，不能视同确认。",
    en: "No contract has a clause that counts silence as consent.",
  },
  deemed_too_early: {
    status: 409,
    zh: "{date} 起才可视同确认。",
    en: "Silence counts as consent from {date} on.",
  },
  webhook_address: {
    status: 422,
    zh: "地址须为公网上的 https 地址，且不含用户名和密码。内网地址由管理员用 QINGZHANG_PRIVATE_WEBHOOKS 放行。",
    en: "The address must be https on the public internet, without name and password in it. The operator may allow the own network by QINGZHANG_PRIVATE_WEBHOOKS.",
  },
  webhook_off: {
    status: 409,
    zh: "该 Webhook 已停用或已删除；请先启用。",
    en: "The webhook is off or removed; switch it on first.",
  },
  channel_not_set_up: {
    status: 409,
    zh: "发送渠道还没有设置。",
    en: "The channel is not set up yet.",
  },
  unknown_place: {
    status: 400,
    zh: "模板里的 {place} 不是可用的变量。",
    en: "{place} is no place that a template may have.",
  },
  message_state: {
    status: 409,
    zh: "这条消息已经发出或正在发送，不能这样处理。",
    en: "The message was sent or is being sent; this cannot be done.",
  },
  // ------------------------------------------------------------------ reports
  report_not_found: {
    status: 404,
    zh: "没有名为 {report} 的报表。",
    en: "There is no report called {report}.",
  },
  report_choice_unknown: {
    status: 400,
    zh: "这张报表的选项 {option} 没有 {choice} 这一项。",
    en: "The option {option} of this report has no choice {choice}.",
  },
  no_allowance_account: {
    status: 409,
    zh: "小企业会计准则不设坏账准备，不能计提。",
    en: "The SME standard has no loss allowance; nothing can be provided.",
  },
  provision_changed: {
    status: 409,
    zh: "应计提金额已变为 {charge}，请重新核对后再记账。",
    en: "The charge is now {charge}. Look at it again before it is posted.",
  },
  nothing_to_provide: {
    status: 409,
    zh: "{month} 没有需要计提或转回的金额。",
    en: "There is nothing to charge or release for {month}.",
  },
  schedule_day: {
    status: 400,
    zh: "每周请选 1–7，每月请选 1–28，每天请填 0。",
    en: "Choose 1–7 for a week, 1–28 for a month, 0 for every day.",
  },

  // ------------------------------------------------------------------ dunning
  dunning_no_steps: {
    status: 400,
    zh: "政策至少要有一步。",
    en: "A policy has at least one step.",
  },
  dunning_first_step_previous: {
    status: 400,
    zh: "第一步只能按到期日计算。",
    en: "The first step counts from the due date.",
  },
  dunning_steps_too_near: {
    status: 400,
    zh: "第 {step} 步与下一步只隔 {days} 天；各步须依次且至少相隔 7 天。",
    en: "Step {step} and the next are {days} days apart; steps stand in order and at least 7 days apart.",
  },
  dunning_grades_order: {
    status: 400,
    zh: "级别 C 从第 1 天起，B 须晚于 C，A 须晚于 B，这样每个逾期天数只属于一级。",
    en: "Grade C begins on day 1, B later than C, A later than B, so that every day late has one grade.",
  },
  dunning_start_undone: {
    status: 409,
    zh: "这次放行已经撤销过了。",
    en: "This release was taken back already.",
  },
  dunning_organisation_stays: {
    status: 400,
    zh: "全公司政策不能删除；不想催收请把它关掉。",
    en: "The organisation's policy cannot be removed; switch it off instead.",
  },
  notice_state: {
    status: 409,
    zh: "这条催收已经放行、完成或重新计划了，请刷新。",
    en: "The notice was released, finished or planned anew; reload the page.",
  },
  supply_held_already: {
    status: 409,
    zh: "该客户已经停供。",
    en: "Deliveries to this customer are stopped already.",
  },
  simulation_period: {
    status: 400,
    zh: "模拟期间须为 1 至 400 天。",
    en: "A simulation covers 1 to 400 days.",
  },
  nothing_to_charge: {
    status: 409,
    zh: "所选单据没有可计收的利息或费用。",
    en: "The documents chosen have no interest or fee to charge.",
  },
  charge_in_future: {
    status: 400,
    zh: "计息截止日不能晚于今天（{today}）。",
    en: "Interest is charged up to today ({today}) at the latest.",
  },
} as const satisfies Readonly<Record<string, ProblemFacts>>;

export type ProblemCode = keyof typeof problems;

/** The names between braces: "up to {today}, {days|day|days}" → "today" | "days". */
type PlacesOf<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? (Place extends `${infer Name}|${string}` ? Name : Place) | PlacesOf<Rest>
  : never;

/** The fields the sentence of a code is filled with. */
export type ProblemFields<Code extends ProblemCode> = PlacesOf<
  (typeof problems)[Code]["zh"] | (typeof problems)[Code]["en"]
>;
