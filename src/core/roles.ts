// Roles × acts × limits × second persons in one table (DOMAIN §3.17, ACCOUNTING §8): for the server,
// which refuses, and for the browser, which says why a button is off. ledger/rights.ts decides a case.
import { currencyExponent } from "./currency.ts";
import type { Sentence } from "./words/word.ts";

export const roles = [
  "administrator",
  "accountant",
  "cashier",
  "approver",
  "finance_lead",
  "collector",
  "sales",
  "legal",
  "auditor",
] as const;
export type Role = (typeof roles)[number];

export const roleNames: Readonly<Record<Role, Sentence>> = {
  administrator: { zh: "管理员", en: "Administrator" },
  accountant: { zh: "应收会计", en: "Receivables accountant" },
  cashier: { zh: "出纳", en: "Cashier" },
  approver: { zh: "审批人", en: "Approver" },
  finance_lead: { zh: "财务主管", en: "Finance lead" },
  collector: { zh: "催收", en: "Collector" },
  sales: { zh: "业务员", en: "Sales" },
  legal: { zh: "法务", en: "Legal" },
  auditor: { zh: "审计（只读）", en: "Auditor (read only)" },
};

/** Amounts in home currency; every one is a setting of the books. */
export type Limits = {
  /** A tail the system may post by itself, per document. */
  readonly roundingBySystemMinor: bigint;
  readonly roundingByAccountantMinor: bigint;
  /** From this amount on a bad debt needs the general manager as well. */
  readonly badDebtByManagerMinor: bigint;
};

/** 1.00, 50.00 and 10,000.00 of the home currency. */
export function defaultLimits(homeCurrency: string): Limits {
  const unit = 10n ** BigInt(currencyExponent(homeCurrency));
  return {
    roundingBySystemMinor: unit,
    roundingByAccountantMinor: 50n * unit,
    badDebtByManagerMinor: 10_000n * unit,
  };
}

/** What must be there before the act can be done. */
export const requirements = {
  paper: { zh: "附件", en: "a paper attached" },
  signed_agreement: { zh: "已签协议", en: "the signed agreement" },
  certificate: { zh: "完税证明", en: "the tax certificate" },
  carrier_document: { zh: "承运单据（运单、运费发票）", en: "the carrier's document" },
  cause: { zh: "原因", en: "the cause" },
  evidence: {
    zh: "证据（法院、破产、注销、催收记录）",
    en: "evidence (court, bankruptcy, deregistration, dunning log)",
  },
  responsible: { zh: "责任人", en: "a person responsible" },
  call_back: {
    zh: "第二人拨打原有电话核实",
    en: "a call by the second person to a number known before",
  },
  reason: { zh: "理由", en: "a reason" },
} as const satisfies Readonly<Record<string, Sentence>>;
export type Requirement = keyof typeof requirements;

export type PositionFacts = Sentence & {
  readonly roles: readonly Role[];
  /** Only for whoever leads the team (a mark of the membership). */
  readonly isLead?: boolean;
};

/** Who signs as the second person, and the roles that person signs in with. */
export const positions = {
  approver: {
    zh: "审批人",
    en: "Approver",
    roles: ["administrator", "approver", "finance_lead"],
  },
  finance_lead: { zh: "财务主管", en: "Finance lead", roles: ["finance_lead"] },
  general_manager: { zh: "总经理", en: "General manager", roles: ["administrator", "approver"] },
  sales_lead: { zh: "销售主管", en: "Sales lead", roles: ["sales"], isLead: true },
} as const satisfies Readonly<Record<string, PositionFacts>>;
export type Position = keyof typeof positions;
export const positionNames = Object.keys(positions) as readonly Position[]; // the record's own keys

/** The program itself, when it posts by rule. */
export type ActingRole = Role | "system";

export type ActFacts = Sentence & {
  /** Who may do it, or propose it where it needs a second person. */
  readonly roles: readonly Role[];
  /** May the program do it by rule? */
  readonly bySystem?: boolean;
  /** Alone up to a limit, by role; above it the approvers decide. */
  readonly aloneUpTo?: Partial<Record<ActingRole, keyof Limits>>;
  /** Each position is another person, none of them the maker. */
  readonly approvers?: readonly Position[];
  /** Positions that are added from this amount on. */
  readonly moreFrom?: { readonly limit: keyof Limits; readonly approvers: readonly Position[] };
  readonly requires?: readonly Requirement[];
};

// The administrator of a small firm is often its only user, so that role holds the finance acts
// too; conflicting duties are named on the people page, and nobody ever approves their own.
const finance: readonly Role[] = ["administrator", "accountant", "finance_lead"];
const readers: readonly Role[] = roles;

export const acts = {
  view: { zh: "查看账套", en: "View the books", roles: readers },
  view_bank_lines: {
    zh: "查看流水与凭证",
    en: "View bank lines and vouchers",
    roles: roles.filter((role) => role !== "sales"),
  },
  view_audit: {
    zh: "查看操作日志",
    en: "View the audit trail",
    roles: ["administrator", "finance_lead", "auditor"],
  },
  export_data: {
    zh: "导出数据",
    en: "Export data",
    roles: [...finance, "cashier", "approver", "auditor"],
  },
  import_files: { zh: "导入文件", en: "Import files", roles: [...finance, "cashier"] },
  run_matching: { zh: "一键对账", en: "Reconcile", roles: finance },
  decide_matches: { zh: "核销与撤销", en: "Settle and undo", roles: finance },
  adjust: { zh: "提交调账", en: "Propose adjustments", roles: finance },
  // Each kind has its own row below: a cashier asks for refunds, sales for price cuts, legal for bad debts.
  ask_adjustment: {
    zh: "发起调账（按种类）",
    en: "Ask for adjustments, by kind",
    roles: [...finance, "cashier", "sales", "legal"],
  },
  sign_approvals: {
    zh: "会签",
    en: "Sign what others ask for, by position",
    roles: ["administrator", "approver", "finance_lead", "sales"],
  },
  approve: {
    zh: "审批调账",
    en: "Approve adjustments",
    roles: ["administrator", "approver", "finance_lead"],
  },
  claim_receipts: {
    zh: "认领收款",
    en: "Claim receipts",
    roles: [...finance, "sales", "collector"],
  },
  edit_customers: { zh: "维护客户与合同", en: "Edit customers", roles: finance },
  edit_memory: { zh: "维护匹配记忆", en: "Edit matching memory", roles: finance },
  change_rules: {
    zh: "修改规则与准确率",
    en: "Change rules and accuracy",
    roles: ["administrator", "finance_lead"],
  },
  close_period: { zh: "结账", en: "Close a month", roles: finance },
  reopen_period: {
    zh: "反结账",
    en: "Reopen a month",
    roles: ["administrator", "finance_lead"],
    approvers: ["approver"],
    requires: ["reason"],
  },
  collect: {
    zh: "记录催收",
    en: "Record collections",
    roles: ["collector", "sales", ...finance, "legal"],
  },
  send_statements: {
    zh: "制作、发送对账单",
    en: "Make and send statements",
    roles: [...finance, "collector"],
  },
  manage_books: { zh: "管理账套", en: "Manage books", roles: ["administrator", "finance_lead"] },
  manage_people: { zh: "管理人员与权限", en: "Manage people", roles: ["administrator"] },

  // What an adjustment may be, and what else never rests on one person (ACCOUNTING §8).
  rounding: {
    zh: "尾差",
    en: "Rounding difference",
    roles: finance,
    bySystem: true,
    aloneUpTo: {
      system: "roundingBySystemMinor",
      administrator: "roundingByAccountantMinor",
      accountant: "roundingByAccountantMinor",
      finance_lead: "roundingByAccountantMinor",
    },
    approvers: ["approver"],
  },
  agreed_fee_or_discount: {
    zh: "约定内手续费、折扣",
    en: "Fee or discount within the agreed terms",
    roles: finance,
    bySystem: true,
  },
  other_fee_or_discount: {
    zh: "约定外手续费、折扣、运费，票据贴现、保理",
    en: "Fee, discount or freight outside the agreed terms, bill discounted, claim factored",
    roles: finance,
    approvers: ["approver"],
  },
  price_reduction: {
    zh: "降价、违约金、返利",
    en: "Price cut, penalty, rebate",
    roles: [...finance, "sales"],
    approvers: ["sales_lead", "approver"],
    requires: ["paper"],
  },
  netting: {
    zh: "冲应付、并账、三方抵账、以物抵债",
    en: "Netting, take-over of debt, goods in payment",
    roles: finance,
    approvers: ["approver"],
    requires: ["signed_agreement"],
  },
  bad_debt: {
    zh: "坏账核销",
    en: "Write off a bad debt",
    roles: [...finance, "legal"],
    approvers: ["finance_lead"],
    moreFrom: { limit: "badDebtByManagerMinor", approvers: ["general_manager"] },
    requires: ["cause", "evidence", "responsible"],
  },
  refund: {
    zh: "退款，票据背书、被追索，保理反转让、转付",
    en: "Refund, bill endorsed, recourse on a bill or by a factor, money handed to a factor",
    roles: [...finance, "cashier"],
    approvers: ["approver"],
    requires: ["call_back"],
  },
  keep_unclaimed: {
    zh: "无主款转收入",
    en: "Keep unclaimed money as income",
    roles: finance,
    approvers: ["approver"],
    requires: ["reason"],
  },
  change_bank_account: {
    zh: "变更银行账户（客户或本公司）",
    en: "Change a bank account, the customer's or ours",
    roles: [...finance, "cashier"],
    approvers: ["approver"],
    requires: ["call_back"],
  },
  stop_pay_account: {
    zh: "停印收款账户",
    en: "Stop printing an account to customers",
    roles: [...finance, "cashier", "approver"],
  },
  backdate_reversal: {
    zh: "冲销记回原日期",
    en: "Date a reversal on the original date",
    roles: ["administrator", "finance_lead"],
  },
  change_accounts: {
    zh: "变更科目",
    en: "Change accounts",
    roles: ["administrator", "finance_lead"],
    approvers: ["approver"],
    requires: ["reason"],
  },
  change_limits: {
    zh: "变更限额",
    en: "Change limits",
    roles: ["administrator", "finance_lead"],
    approvers: ["approver"],
    requires: ["reason"],
  },
  change_credit: {
    zh: "调整信用额度与付款条件",
    en: "Change credit limit and terms",
    roles: [...finance, "sales"],
    approvers: ["approver"],
    requires: ["reason"],
  },
  raise_automatic_share: {
    zh: "放宽自动核销",
    en: "Raise the automatic share",
    roles: ["administrator", "finance_lead"],
    approvers: ["approver"],
    requires: ["reason"],
  },
} as const satisfies Readonly<Record<string, ActFacts>>;

export type Act = keyof typeof acts;

export const actNames: readonly Act[] = Object.keys(acts) as Act[]; // the record's own keys

export function factsOfAct(act: Act): ActFacts {
  return acts[act];
}

/** Whether the role may do the act, or propose it where a second person is needed. */
export function mayDo(role: Role, act: Act): boolean {
  return factsOfAct(act).roles.includes(role);
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}

/** Two acts one person should not hold at once (不相容岗位); shown in amber, never silently. */
const conflictingActs: readonly (readonly [Act, Act])[] = [
  ["adjust", "approve"],
  ["import_files", "approve"],
  ["decide_matches", "manage_people"],
];

/** The conflicts of duties that come with a role. */
export function conflictsOf(role: Role): readonly (readonly [Act, Act])[] {
  return conflictingActs.filter(([a, b]) => mayDo(role, a) && mayDo(role, b));
}
