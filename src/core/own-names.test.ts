import assert from "node:assert/strict";
import { test } from "node:test";
import { ownNameIn } from "./own-names.ts";

test("a paper calls the firm by the name in its language, or by the only one", () => {
  const both = { name: "账套", ownNames: ["栖澜制造有限公司", "Qilan Manufacturing"] };
  assert.equal(ownNameIn(both, "zh"), "栖澜制造有限公司");
  assert.equal(ownNameIn(both, "en"), "Qilan Manufacturing");
  assert.equal(ownNameIn({ name: "账套", ownNames: ["栖澜"] }, "en"), "栖澜");
  assert.equal(ownNameIn({ name: "账套", ownNames: [] }, "zh"), "账套");
});
