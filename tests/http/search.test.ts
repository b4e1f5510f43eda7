// The search of the top bar and of the workbench's question "whose money is this?".
import assert from "node:assert/strict";
import { test } from "node:test";
import { searchResult } from "../../src/contract/search.ts";
import { addCustomer } from "../support/books.ts";
import { ledgerBooks } from "./ledger-books.ts";
import { withServer } from "./test-server.ts";

test("a payer's name as the bank wrote it finds the customer", async (t) => {
  const world = await withServer(t);
  const own = await world.organisation();
  const books = await ledgerBooks(world.deps, own);
  const accountant = await world.member(own, "accountant");
  await addCustomer(books, "C1", "西安市椿拓源新材料科技有限公司");
  await addCustomer(books, "C2", "上海启明贸易有限公司");
  await addCustomer(books, "C3", "Ulmimia Trading Pte. Ltd.");
  const found = async (q: string) => {
    const answer = await accountant.get(
      `/api/v1/books/${own.booksId}/search?q=${encodeURIComponent(q)}`,
    );
    const { hits } = answer.as(searchResult);
    return hits.filter(({ kind }) => kind === "customer").map(({ detail }) => detail);
  };
  assert.deepEqual(await found("西安市椿拓源新材料科技有限公司"), ["C1"], "as it is");
  assert.deepEqual(await found("西安市椿拓源新材料科技有限责任公司"), ["C1"], "other legal form");
  assert.deepEqual(await found("上海启明貿易（有限公司）"), ["C2"], "traditional characters");
  assert.deepEqual(await found("ULMIMIA TRADING PRIVATE LIMITED"), ["C3"], "Latin");
  assert.deepEqual(await found("椿拓"), ["C1"], "a part");
  assert.deepEqual(await found("济南某某机械有限公司"), [], "nobody's name");
});
