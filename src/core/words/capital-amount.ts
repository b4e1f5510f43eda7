// 大写金额 as it stands on vouchers, letters and receipts (支付结算办法, 附一: 正确填写票据和结算凭证的
// 基本规定): 1,409.50 → 壹仟肆佰零玖元伍角整.
import { assert } from "../assert.ts";

const digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"] as const;
const places = ["", "拾", "佰", "仟"] as const;
const groups = ["", "万", "亿", "万亿"] as const;

/** Of yuan in fen; a negative amount begins with 负. */
export function capitalAmount(fen: bigint): string {
  const size = fen < 0n ? -fen : fen;
  const yuan = size / 100n;
  assert(yuan < 10n ** 16n, "an amount has at most sixteen digits before the point");
  const sign = fen < 0n ? "负" : "";
  return sign + joinParts(yuan === 0n ? "" : `${capitalWhole(yuan)}元`, size % 100n);
}

/** 整 stands after 元 or 角, never after 分; a missing 角 before 分 is read as 零. */
function joinParts(yuan: string, rest: bigint): string {
  const jiao = digitOf(rest / 10n);
  const fen = digitOf(rest % 10n);
  if (rest === 0n) return `${yuan || "零元"}整`;
  if (rest % 10n === 0n) return `${yuan}${jiao}角整`;
  if (rest / 10n > 0n) return `${yuan}${jiao}角${fen}分`;
  return yuan === "" ? `${fen}分` : `${yuan}零${fen}分`;
}

/** Groups of four digits; zeros between two digits are read once, also across a group: 拾万零柒仟. */
function capitalWhole(yuan: bigint): string {
  let text = "";
  let isZeroPending = false;
  for (let group = groups.length - 1; group >= 0; group -= 1) {
    const value = (yuan / 10n ** BigInt(4 * group)) % 10_000n;
    if (value === 0n) {
      isZeroPending = text !== "";
      continue;
    }
    for (let place = places.length - 1; place >= 0; place -= 1) {
      const digit = (value / 10n ** BigInt(place)) % 10n;
      if (digit === 0n) {
        isZeroPending = isZeroPending || text !== "";
        continue;
      }
      text += `${isZeroPending ? "零" : ""}${digitOf(digit)}${places[place]}`;
      isZeroPending = false;
    }
    text += groups[group];
  }
  return text;
}

function digitOf(digit: bigint): string {
  return digits[Number(digit)] ?? ""; // not money: the place of a digit
}
