// By which words a payer says why less came, and what is no such word.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deductionIn } from "./deduction-words.ts";

function codeOf(memo: string): string | null {
  return deductionIn(memo)?.difference ?? null;
}

test("each cause by the words of practice", () => {
  const causes: Readonly<Record<string, readonly string[]>> = {
    S01: ["扣质量款1200", "扣来料不良807", "扣返工费", "次品扣款", "QUALITY CLAIM", "REKLAMATION"],
    S04: ["扣延期违约金", "误期违约金3000", "LATE SHIPMENT PENALTY", "LIQUIDATED DAMAGES"],
    P02: ["差价扣款", "单价差异扣", "PRICE ADJUSTMENT"],
    P03: ["红票未到扣3000", "CREDIT NOTE NOT RECEIVED", "RETURNED GOODS, CN PENDING"],
    P06: ["年返扣除", "扣销售折让", "扣促销费", "VOLUME BONUS"],
    P07: ["少件扣款", "扣少货款", "LESS SHORTAGE CLAIM", "SHORT SHIPMENT"],
    P04: ["扣模具费103元", "扣运费42元"],
    P05: ["税金差1200元"],
    S02: ["INV-1 LESS 22.82 SLA CREDIT", "DOWNTIME CREDIT"],
    S03: ["SHORT PAY 41.00", "货款 扣款4623元", "扣水电费103元", "DEBIT NOTE USD 2036.00"],
  };
  for (const [code, memos] of Object.entries(causes)) {
    for (const memo of memos) assert.equal(codeOf(memo), code, memo);
  }
});

test("causes in the words of other languages", () => {
  const causes: Readonly<Record<string, readonly string[]>> = {
    S01: [
      "RE 4711 abzgl. Mängelrüge 88,10",
      "INV1 LESS DAMAGES 75.41",
      "하자공제 4755",
      "DTO ROTURA",
    ],
    S04: ["지체상금 공제 900", "遅延 5000"],
    P02: ["LESS RATE DIFF 120.00", "値引 3000", "RMR*IV*1**9*10*~ADX*-1.00*01*PRICING ERROR~"],
    P03: ["請003256 返品分差引 89215", "반품 공제"],
    S03: ["請1 差引 5000", "공제 9000", "ADX*-41.00*56~"],
  };
  for (const [code, memos] of Object.entries(causes)) {
    for (const memo of memos) assert.equal(codeOf(memo), code, memo);
  }
  assert.equal(codeOf("INV1 LESS BACKCHARGE 487.90"), "S01");
  assert.equal(codeOf("振込手数料差引"), null);
  for (const memo of [
    "IV1 หัก ณ ที่จ่าย 3%",
    "IV1 W/H TAX 38.53",
    "源泉徴収税 10210",
    "원천징수 3.3%",
  ]) {
    assert.equal(deductionIn(memo)?.code, "withholding", memo);
  }
});

test("things that are called so, and what other rules explain", () => {
  for (const memo of [
    "纽扣货款",
    "脚手架扣件款",
    "卡扣",
    "折扣后货款",
    "货款",
    "已扣手续费",
    "BANK CHARGES DEDUCTED",
    "HT2026018验收款",
  ]) {
    assert.equal(codeOf(memo), null, memo);
  }
  for (const memo of ["扣5%质保金", "扣质保金7200元", "（扣预付款2352.00）", "扣红票8000"]) {
    assert.equal(codeOf(memo), null, memo);
  }
});

test("tax withheld, by its names and as a share of the amount", () => {
  for (const memo of ["INV-7 NET OF 10% TDS", "LESS WHT 10%", "after withholding tax 10 pct"]) {
    const deduction = deductionIn(memo);
    assert.equal(deduction?.code, "withholding", memo);
    assert.equal(deduction.statesShare(50_000, 500_000), true, memo);
    assert.equal(deduction.statesShare(25_000, 500_000), false, memo);
  }
});

test("a rate said of a list is taken off each amount, to the unit", () => {
  const deduction = deductionIn("INV-1;INV-2 LESS WHT 5%")!;
  assert.deepEqual(deduction.sharesOf([5_000, 1_686_208], 84_560), [250, 84_310]);
  assert.deepEqual(deduction.sharesOf([3_330, 3_330], 333), [167, 166]);
  assert.equal(deduction.sharesOf([5_000, 1_686_208], 84_000), null);
  assert.equal(deductionIn("LESS WHT 50.00")!.sharesOf([5_000, 1_000], 5_000), null);
});

test("who keeps a warranty, or takes off what he paid ahead, takes off nothing for himself", () => {
  for (const memo of [
    "保留金5%差引",
    "abzgl. 5% Sicherheitseinbehalt",
    "RETENUE DE GARANTIE 5%",
    "DEDUCTION ACOMPTE 240.00",
    "DEDUCTING ADVANCE 100",
    "선금 차감 267063",
    "前払金差引",
  ]) {
    assert.equal(deductionIn(memo), null, memo);
  }
  assert.equal(deductionIn("RETENUE 12.00")?.difference, "S03");
});
