// Company names taken apart, and which customer a name on a bank line may mean.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertGrowsWithSize } from "../../../tests/pure/growth.ts";
import { namesWithin, parseName } from "./name.ts";
import { buildNameIndex, type NameHit } from "./name-index.ts";

function found(payer: string, customers: readonly string[]): string {
  const index = buildNameIndex(
    customers.map((text, customer) => ({ customer, text, isAlias: false })),
  );
  const word = ({ customer, level, isShared }: NameHit) =>
    `${customer} ${level}${isShared ? " shared" : ""}`;
  return index.find(payer).map(word).join(", ");
}

test("region, brand, trade, unit", () => {
  const name = parseName("广东省深圳市华芯电子科技有限公司东莞分公司");
  assert.deepEqual(
    [name.region, name.brand, name.trade, name.unit],
    ["深圳", "华芯", "电子科技", "东莞分公司"],
  );
});

test("legal forms are alike, regions, brands and trades are not", () => {
  const customers = ["深圳华芯电子有限公司"];
  assert.equal(found("深圳华芯电子股份有限公司", customers), "0 name");
  assert.equal(found("深圳市华芯电子有限责任公司", customers), "0 form");
  assert.equal(found("广州华芯电子有限公司", customers), "");
  assert.equal(found("深圳华芯物流有限公司", customers), "");
  assert.equal(found("深圳华新电子有限公司", customers), "0 sound");
  assert.equal(found("深圳华强电子有限公司", customers), "0 fuzzy");
  assert.equal(found("华芯电子有限公司", customers), "0 core");
});

test("a branch, a group and a factory are other payers", () => {
  const customers = ["上海启明贸易有限公司"];
  assert.equal(found("上海启明贸易有限公司苏州分公司", customers), "0 branch");
  assert.equal(found("启明集团有限公司", customers), "");
});

test("a cut name must be told from its neighbours", () => {
  const customers = ["上海启明精密机械制造有限公司", "上海启明精密机械销售有限公司"];
  assert.equal(found("上海启明精密机械制", customers), "0 cut");
  assert.equal(found("上海启明精密机械", customers), "0 cut shared, 1 cut shared");
});

test("two customers of one normalised name share it", () => {
  const customers = ["上海启明贸易有限公司", "上海启明贸易股份有限公司"];
  assert.equal(found("上海启明贸易有限公司", customers), "0 name shared, 1 name shared");
});

test("Latin names: legal forms, accents, order of words", () => {
  const customers = ["Müller & Söhne GmbH & Co. KG"];
  assert.equal(found("MUELLER SOEHNE GMBH", customers), "0 form");
  assert.equal(found("Söhne Müller", customers), "0 form");
  assert.equal(found("Muller Tiefbau GmbH", customers), "");
  assert.equal(found("HARBOUR LIGHTS LLC", ["Harbor Lights Inc."]), "0 fuzzy");
});

test("a name in pinyin is a hint", () => {
  assert.equal(found("SHANGHAI QIMING TRADING CO LTD", ["上海启明贸易有限公司"]), "0 sound");
});

test("a person is no firm", () => {
  assert.ok(parseName("王志远").isPerson);
  assert.ok(parseName("阿依古丽·买买提").isPerson);
  assert.ok(!parseName("启明贸易").isPerson);
  assert.equal(found("王志远", ["王志伟建材店"]), "");
});

test("a name as SWIFT and bank advices bear it: account, line numbers, address", () => {
  const customers = [
    "Müller Werkzeuge GmbH & Co. KG",
    "Pacific Tools, Inc.",
    "上海启明贸易有限公司",
  ];
  assert.equal(found("/7755123456 PACIFIC TOOLS INC", customers), "1 name");
  assert.equal(found("1/PACIFIC TOOLS INC 2/1200 MARKET ST 3/US/NEW YORK", customers), "1 name");
  assert.equal(found("/DE89370400440532013000 上海启明贸易有限公司", customers), "2 name");
  assert.equal(
    found("MUELLER WERKZEUGE GMBH & CO. KG HAUPTSTR. 12 70173 STUTTGART", customers),
    "0 form",
  );
  assert.equal(found("PACIFIC TOOLS INC 1200 MARKET ST SUITE 400", customers), "1 form");
});

test("another firm behind the name is no address", () => {
  const customers = ["Pacific Tools, Inc."];
  assert.doesNotMatch(found("PACIFIC TOOLS INC HAMBURG GMBH 12", customers), /form/);
  assert.doesNotMatch(found("PACIFIC NORTHERN TOOLS INC 12 MARKET ST", customers), /form/);
});

test("someone says on whose behalf he pays", () => {
  const names = ["Pacific Tools, Inc.", "Delta Ltd"];
  const index = buildNameIndex(names.map((text, customer) => ({ customer, text, isAlias: false })));
  const inside = (memo: string) => index.findInside(memo).map(({ customer }) => customer);
  assert.deepEqual(inside("ON BEHALF OF PACIFIC TOOLS INC PAYMENT SEP"), [0]);
  assert.deepEqual(inside("TT O/B Delta Ltd CHGS SHA"), [1]);
  assert.deepEqual(inside("ON BEHALF OF PACIFIC GOODS INC"), []);
  assert.deepEqual(inside("PAYMENT FOR DELTA WINGS"), []);
});

test("letters with a stroke or a ring are written in several ways", () => {
  assert.equal(found("HOLLUAAN LLP", ["Hollúån LLP"]), "0 form");
  assert.equal(found("BOERRESEN SHIPPING AS", ["Børresen Shipping AS"]), "0 form");
  assert.equal(found("BORRESEN SHIPPING AS", ["Børresen Shipping AS"]), "0 name");
  assert.equal(found("LODZ TEXTILES SP. Z O.O.", ["Łódź Textiles Sp. z o.o."]), "0 name");
});

test("a trading name, an address in care of somebody, a department", () => {
  const customers = ["Kencal Renewables Co."];
  assert.equal(found("IVESVEN HOLDINGS LLC DBA KENCAL RENEWABLES CO.", customers), "0 form");
  assert.equal(found("KENCAL RENEWABLES CO. D/B/A SUNNY ROOFS", customers), "0 form");
  assert.equal(found("KENCAL RENEWABLES CO. C/O IVES TRUST", customers), "0 form");
  assert.equal(found("KENCAL RENEWABLES CO. ATTN ACCOUNTS PAYABLE", customers), "0 form");
  assert.equal(found("KENCAL RENEWABLES CO - AP DEPT", customers), "0 form");
  assert.equal(found("IVESVEN HOLDINGS LLC C/O KENCAL RENEWABLES CO.", customers), "");
});

test("a payer of many blanks is read in work that grows with its length", () => {
  const blanks = (size: number) => `ACME${" ".repeat(size)}LLC`;
  assert.deepEqual(namesWithin(blanks(100_000)), []);
  assertGrowsWithSize("blanks", namesWithin, blanks);
});

test("a name inside a text, whatever trade it ends with", () => {
  const inside = (text: string, customers: readonly string[]): string =>
    buildNameIndex(customers.map((name, customer) => ({ customer, text: name, isAlias: false })))
      .findInside(text)
      .map(({ customer }) => String(customer))
      .join();
  assert.equal(inside("现金存入 无锡嘉南超市", ["无锡嘉南超市"]), "0");
  assert.equal(inside("代绍兴华业副食商行付款", ["绍兴华业副食商行"]), "0");
  assert.equal(inside("代广州华芯电子商行付款", ["华芯电子商行"]), "");
  assert.equal(inside("中国工商银行转账", ["中国工商银行股份有限公司"]), "");
});

test("names in kana, Hangul and Cyrillic are told apart letter by letter", () => {
  assert.equal(
    found("ｶ)ﾔﾏﾀﾞｾｲｻｸｼﾖ", ["ヤマダセイサクショ株式会社", "ヤマダセイコウ株式会社"]),
    "0 name",
  );
  assert.equal(found("ﾆﾎﾝｻ-ﾋﾞｽ(ｶ", ["にほんサービス(株)"]), "0 name");
  assert.equal(found("미래산업(주)", ["㈜미래산업", "미래물산 주식회사"]), "0 name");
  assert.equal(found("ООО «Ромашка»", ["Ромашка, ООО", "Ромашка Плюс, ООО"]), "0 name");
  // kana behind the same characters make another firm
  const customers = ["山口システム株式会社", "株式会社山口化成"];
  assert.equal(found("株式会社山口システム", customers), "0 name");
  assert.equal(found("山口化成（株）", customers), "1 name");
  assert.equal(found("山口テクノ株式会社", customers), "");
  assert.equal(found("ｶ)ﾔﾏﾀﾞ", ["ヤマダセイサクショ株式会社"]), "");
});
