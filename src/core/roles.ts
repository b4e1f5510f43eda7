// Roles × acts (DOMAIN §3.17, ACCOUNTING §8): who may do what, for the server, which refuses, and
// for the browser, which says why a button is off. Limits in money are a member's own setting.
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

type ActFacts = { readonly zh: string; readonly en: string; readonly roles: readonly Role[] };

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
  reopen_period: { zh: "反结账", en: "Reopen a month", roles: ["administrator", "finance_lead"] },
  export_vouchers: { zh: "导出凭证", en: "Export vouchers", roles: finance },
  collect: {
    zh: "记录催收",
    en: "Record collections",
    roles: ["collector", "sales", ...finance, "legal"],
  },
  manage_books: { zh: "管理账套", en: "Manage books", roles: ["administrator", "finance_lead"] },
  manage_people: { zh: "管理人员与权限", en: "Manage people", roles: ["administrator"] },
} as const satisfies Readonly<Record<string, ActFacts>>;

export type Act = keyof typeof acts;

export const actNames: readonly Act[] = Object.keys(acts) as Act[]; // the record's own keys

export function mayDo(role: Role, act: Act): boolean {
  const facts: ActFacts = acts[act];
  return facts.roles.includes(role);
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}

/** Two acts one person should not hold at once (不相容岗位); shown in amber, never silently. */
export const conflictingActs: readonly (readonly [Act, Act])[] = [
  ["adjust", "approve"],
  ["import_files", "approve"],
  ["decide_matches", "manage_people"],
];

/** The conflicts of duties that come with a role. */
export function conflictsOf(role: Role): readonly (readonly [Act, Act])[] {
  return conflictingActs.filter(([a, b]) => mayDo(role, a) && mayDo(role, b));
}
