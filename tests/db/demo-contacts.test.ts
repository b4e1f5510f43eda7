// The invented people of the demo books: everybody has a whole name, a position and the language of
// the house they work in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDemoContacts } from "../../src/start/demo-contacts.ts";
import { addCustomer, makeBooks } from "../support/books.ts";
import { withDatabase } from "../support/database.ts";

test("each demo customer has somebody with a whole name, in the language of the customer", async (t) => {
  const { appPool } = await withDatabase(t);
  const books = await makeBooks(appPool);
  for (let no = 1; no <= 12; no += 1) {
    await addCustomer(
      books,
      `C${no}`,
      no % 2 === 0 ? "上海启明贸易有限公司" : "Quinaris Systems LLC",
    );
  }
  const people = await books.inBooks(async (db) => {
    assert.equal(await addDemoContacts(db, books), 12);
    const { rows } = await db.query<{
      name: string;
      position: string;
      language: string;
      firm: string;
    }>(
      `select k.name, k.position, k.language, c.name as firm from customer_contact k
       join customer c on c.org_id = k.org_id and c.id = k.customer_id where k.org_id = $1`,
      [books.orgId],
    );
    return rows;
  });
  for (const { name, position, language, firm } of people) {
    assert.match(name, language === "zh" ? /^\p{Script=Han}{2}$/u : /^[A-Z][a-z]+ [A-Z][a-z]+$/);
    assert.notEqual(position, "");
    assert.equal(language, firm.startsWith("Q") ? "en" : "zh");
  }
});
