// What stands in a refusal as a key of the program (a state, an end, what is missing), as a reader calls it:
// by the code of the refusal and the name of the field.

import type { OutcomeNeed } from "../differences/life.ts";
import { differenceOutcomes } from "../differences.ts";
import { disputeStates } from "../disputes/dispute.ts";
import { confirmations } from "../statements/statement.ts";
import { featureWords } from "./credit.ts";
import type { Sentence } from "./word.ts";

type Names = Readonly<Record<string, Sentence>>;

const answered = {
  approved: { zh: "已批准", en: "approved" },
  rejected: { zh: "已驳回", en: "rejected" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
} satisfies Names;

const proposals = {
  asked: { zh: "待审批", en: "waiting for approval" },
  approved: answered.approved,
  rejected: answered.rejected,
  superseded: { zh: "已有新的提议", en: "replaced by a newer one" },
} satisfies Names;

const imports = {
  reading: { zh: "正在读取", en: "being read" },
  previewed: { zh: "待导入", en: "to import" },
  refused: { zh: "无法导入", en: "refused" },
  committing: { zh: "正在导入", en: "being imported" },
  committed: { zh: "已导入", en: "imported" },
  discarded: { zh: "不导入", en: "taken off" },
} satisfies Names;

const comparisons = {
  unread: { zh: "待指定列", en: "columns to be named" },
  open: { zh: "核对中", en: "open" },
  closed: { zh: "双方已签", en: "signed by both" },
  superseded: { zh: "已重新核对", en: "compared again" },
  withdrawn: { zh: "已撤回", en: "withdrawn" },
} satisfies Names;

const needs: Readonly<Record<OutcomeNeed, Sentence>> = {
  credit: { zh: "红字发票", en: "red invoice" },
  payable: { zh: "应付单据", en: "payable" },
  customer: { zh: "正确的客户", en: "the right customer" },
  payout: { zh: "付出的流水或账户", en: "outgoing line or account" },
  warranty_end: { zh: "质保到期日", en: "end of the warranty" },
  agreement: { zh: "协议编号", en: "agreement number" },
  evidence: { zh: "证据", en: "evidence" },
  responsible: { zh: "责任人", en: "person responsible" },
};

export const refusalFields: Readonly<Record<string, Readonly<Record<string, Names>>>> = {
  approval_closed: { state: answered },
  credit_ends_equal: { feature: featureWords },
  comparison_state: { state: comparisons },
  credit_proposal_closed: { state: proposals },
  dispute_state: { state: disputeStates },
  import_not_ready: { state: imports },
  outcome_needs_more: { missing: needs },
  outcome_not_possible: { outcome: differenceOutcomes },
  statement_state: { state: confirmations },
};
