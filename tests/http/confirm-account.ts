// An account of ours made one that customers are told to pay into: one person proposes, another confirms.
import assert from "node:assert/strict";
import { approvalOutcome } from "../../src/contract/adjustments.ts";
import { payAccountAsked } from "../../src/contract/pay-accounts.ts";
import type { Client, Organisation } from "./test-server.ts";

export const aCall = "拨打开户行公布的电话，柜员核对一致";

export async function proposeAccount(
  proposer: Client,
  { booksId }: Pick<Organisation, "booksId">,
  account: { readonly bankAccountId: number; readonly holder: string; readonly bank: string },
): Promise<number> {
  const { bankAccountId, ...body } = account;
  const url = `/api/v1/books/${booksId}/pay-accounts/${bankAccountId}/proposals`;
  const answer = await proposer.post(url, body);
  assert.equal(answer.status, 200, answer.text);
  return answer.as(payAccountAsked).approvalId;
}

export async function confirmAccount(
  signer: Client,
  { booksId }: Pick<Organisation, "booksId">,
  approvalId: number,
): Promise<void> {
  const url = `/api/v1/books/${booksId}/approvals/${approvalId}`;
  const answer = await signer.post(url, { approve: true, comment: aCall });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.as(approvalOutcome).state, "approved");
}
