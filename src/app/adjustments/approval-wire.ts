// An approval as it goes over the wire: what it is about, on which item, with its papers and signatures.
import type { Approval, ApprovalSubject } from "../../contract/adjustments.ts";
import { type Approver, mayFill } from "../../core/ledger/rights.ts";
import { formatMinor } from "../../core/money.ts";
import type { ApprovalRow } from "../../db/approvals.ts";
import type { EvidenceFileRow } from "../../db/evidence-files.ts";
import { changedAccounts } from "../books-settings/accounts.ts";
import { evidenceById } from "../evidence/evidence-files.ts";
import { type ApprovalPayload, payloadOf } from "./approval-payload.ts";

/** What changes asked for in earlier versions do not name. */
const unasked = { salesAreOurs: false } as const;

export function approvalOnWire(
  row: ApprovalRow,
  on: {
    readonly files: readonly (EvidenceFileRow & { readonly ofId: number })[];
    readonly signer: Approver;
  },
): Approval {
  const payload = payloadOf(row);
  return {
    id: row.id,
    act: row.act,
    amount: row.currency ? formatMinor(row.amountMinor ?? 0, row.currency) : null,
    currency: row.currency,
    reason: row.reason,
    state: row.state,
    askedBy: row.askedByName,
    askedById: row.askedBy,
    askedAt: row.askedAt.toISOString(),
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    comment: row.comment,
    subject: subjectOf(payload),
    item: row.itemId === null ? null : itemOf(row),
    payerName: row.payerName,
    by: [...payload.by],
    files: evidenceById(on.files).get(row.id) ?? [],
    isMine: payload.by.some((position) => mayFill(position, on.signer)),
    signatures: (payload.signatures ?? []).map(({ memberId, name, at }) => ({
      memberId,
      name,
      at,
    })),
  };
}

function itemOf({ itemId, itemNo, itemCurrency, customerName }: ApprovalRow): Approval["item"] {
  return {
    id: itemId ?? 0,
    no: itemNo ?? "",
    currency: itemCurrency ?? "",
    customerName: customerName ?? "",
  };
}

function subjectOf(payload: ApprovalPayload): ApprovalSubject {
  if ("request" in payload) {
    const { request } = payload;
    const { evidence, fileIds } = request;
    const { document = null, goods = null } = request;
    const { proceeds = null, toName = "", isDerecognised = false, passedOn = null } = request;
    const bill = { proceeds, toName, isDerecognised, passedOn };
    const lists = { evidence: [...evidence], fileIds: [...fileIds] };
    const paper = document && { ...document, moreItemIds: [...document.moreItemIds] };
    const papers = { ...lists, document: paper };
    return { kind: "adjustment", request: { ...request, ...papers, ...bill, goods } };
  }
  if ("reopen" in payload) return { kind: "reopen", month: payload.reopen.month };
  if ("credit" in payload) {
    const { proposalId: _, ...credit } = payload.credit;
    return { kind: "credit", ...credit };
  }
  if ("limits" in payload) {
    const { name, from, to } = payload.limits;
    return { kind: "limits", name, from, to };
  }
  if ("accounts" in payload) {
    const { from, to } = payload.accounts;
    const { ownAccounts: _f, ...before } = { ...unasked, ...from };
    const { ownAccounts: _t, ...after } = { ...unasked, ...to };
    return { kind: "accounts", accounts: changedAccounts(payload.accounts), before, after };
  }
  if ("booksLimits" in payload) return { kind: "books_limits", ...payload.booksLimits };
  if ("payAccount" in payload) {
    const { from, to } = payload.payAccount;
    return { kind: "pay_account", from, to };
  }
  return { kind: "accuracy", ...payload.accuracy };
}
