import assert from "node:assert/strict";
import { test } from "node:test";
import { customerGroups } from "./customer-groups.ts";

test("groups are found under the headings firms use, stars, colons and case aside", () => {
  const extra = { "*所属区域": "华东", "部门：": "华东一部", 业务员: "李雷", Customer_Group: "KA" };
  assert.deepEqual(customerGroups(extra), {
    region: "华东",
    department: "华东一部",
    salesperson: "李雷",
    segment: "KA",
  });
});

test("what says nothing is nothing, and a similar heading is another column", () => {
  assert.deepEqual(customerGroups({ 区域: " ", 区域备注: "x", 部门编码: "01" }), {
    region: "",
    department: "",
    salesperson: "",
    segment: "",
  });
});
