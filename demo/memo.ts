// What payers write: 用途, 附言, remittance information. One style of reference a line.
import { type Debtor, monthIndex, type OpenItem } from "./debtor.ts";
import type { ReferenceStyle } from "./mix.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

export type Memo = { readonly text: string; readonly style: string };

const genericZh = ["货款", "付货款", "往来款", "材料款", "采购款", "加工费", "支付货款", "设备款"];
const emptyZh = ["", "", "转账", "汇款", "网银转账", "对公转账"];
const genericEn = ["PAYMENT FOR GOODS", "GOODS", "TRADE SETTLEMENT", "PAYMENT", "INVOICE PAYMENT"];

export function writeMemo(
  world: World,
  debtor: Debtor,
  paid: { items: readonly OpenItem[]; style?: ReferenceStyle; day: number },
): Memo {
  const style = paid.style ?? chooseStyle(world, debtor);
  const body = writeReference(world, debtor, { ...paid, style });
  const text = addNoise(world, debtor, body.text, paid.day);
  const carried = carryMemo(world, debtor, text);
  return { text: carried, style: carried === text ? body.style : `${body.style}_carried` };
}

/**
 * What banks do to a memo with a number in it: a blank after every 27 characters (?20 … ?29 of an
 * MT940 :86:), an end after 60 bytes (large-value payments), digits in full width.
 */
function carryMemo(world: World, { random }: Debtor, text: string): string {
  const { memoCarried } = world.mix;
  if (memoCarried === 0 || !/\d{5}/.test(text) || !random.chance(memoCarried)) return text;
  switch (random.weighted({ wrapped: 4, cut: 3, full_width: 3 })) {
    case "wrapped":
      return text.replace(/(.{27})(?=.)/g, "$1 ");
    case "cut":
      return cutToBytes(text, 60);
    case "full_width":
      return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  }
}

/** GB18030: two bytes a Chinese character. */
function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  const kept = [...text].filter((char) => {
    bytes += char.charCodeAt(0) > 0x7f ? 2 : 1;
    return bytes <= most;
  });
  return kept.join("");
}

function chooseStyle(world: World, debtor: Debtor): ReferenceStyle {
  const { random } = debtor;
  return random.chance(0.6) ? debtor.favouriteReference : random.weighted(world.mix.references);
}

function writeReference(
  world: World,
  debtor: Debtor,
  paid: { items: readonly OpenItem[]; style: ReferenceStyle; day: number },
): Memo {
  const english = debtor.name.language === "en";
  const tokens = tokensFor(paid.items, paid.style, debtor.random);
  if (paid.style === "month" && isOneMonth(world, paid.items))
    return monthMemo(world, debtor, paid);
  if (paid.style === "nothing") {
    return { text: english ? "" : debtor.random.pick(emptyZh), style: "nothing" };
  }
  if (tokens.length === 0) {
    return { text: debtor.random.pick(english ? genericEn : genericZh), style: "generic" };
  }
  const text = english
    ? wrapEnglish(debtor.random, tokens, paid.style)
    : wrapChinese(debtor.random, tokens, paid.style);
  return { text, style: tokens.length > 1 ? `${paid.style}_list` : paid.style };
}

function tokensFor(
  items: readonly OpenItem[],
  style: ReferenceStyle,
  random: Random,
): readonly string[] {
  const numbers = items.map((open) => open.item.itemNo);
  switch (style) {
    case "full":
      return numbers;
    case "suffix":
      return numbers.map(tailOf);
    case "damaged": {
      const base = distinct(items.map((open) => open.item.orderNo));
      return (base.length > 0 && random.chance(0.4) ? base : numbers).map((text, index) =>
        index === 0 ? damage(text, random) : text,
      );
    }
    case "order":
      return distinct(items.map((open) => open.item.orderNo));
    case "contract":
      return distinct(items.map((open) => open.item.contractNo));
    case "delivery":
      return items.every((open) => open.item.deliveryNo !== "")
        ? distinct(items.map((open) => open.item.deliveryNo))
        : [];
    case "month":
    case "generic":
    case "nothing":
      return [];
  }
}

/** The last eight digits of a 数电票; of INV-2026-00122 what stands after the last hyphen. */
function tailOf(number: string): string {
  return number.includes("-") ? number.slice(number.lastIndexOf("-") + 1) : number.slice(-8);
}

function distinct(tokens: readonly string[]): string[] {
  return [...new Set(tokens.filter((token) => token !== ""))];
}

/** Typing damage: a digit lost, doubled or swapped, O for 0, I for 1; never another digit. */
function damage(text: string, random: Random): string {
  const at = random.int(Math.floor(text.length / 2), text.length - 2);
  const here = text[at] ?? "";
  const next = text[at + 1] ?? "";
  switch (random.weighted({ lost: 3, doubled: 2, swapped: 3, letter: 2 })) {
    case "lost":
      return text.slice(0, at) + text.slice(at + 1);
    case "doubled":
      return text.slice(0, at) + here + text.slice(at);
    case "swapped":
      return here === next
        ? text.slice(0, at) + text.slice(at + 1)
        : text.slice(0, at) + next + here + text.slice(at + 2);
    case "letter": {
      const zero = text.lastIndexOf("0");
      const one = text.lastIndexOf("1");
      if (zero >= 4) return `${text.slice(0, zero)}O${text.slice(zero + 1)}`;
      if (one >= 4) return `${text.slice(0, one)}I${text.slice(one + 1)}`;
      return text.slice(0, at) + text.slice(at + 1);
    }
  }
}

function wrapChinese(random: Random, tokens: readonly string[], style: ReferenceStyle): string {
  const list = tokens.join(random.pick(["、", ",", "，", " ", "/", ";"]));
  const word = {
    full: ["发票", "付发票", "发票号", "票号:", ""],
    suffix: ["发票尾号", "尾号", "发票后8位", "票尾", ""],
    damaged: ["发票", "付", "单号", ""],
    order: ["订单", "付订单", "订单号:", "PO ", ""],
    contract: ["合同", "合同号", "付合同", "合同编号："],
    delivery: ["送货单", "送货单号", "付送货单", ""],
    month: [""],
    generic: [""],
    nothing: [""],
  }[style];
  return random.pick(word) + list + random.pick(["货款", "款", "", "", "货款结清", "的货款"]);
}

function wrapEnglish(random: Random, tokens: readonly string[], style: ReferenceStyle): string {
  const list = tokens.join(random.pick([", ", " ", "/", " AND "]));
  if (style === "order") return random.pick(["ORDER ", "PO ", "YOUR ORDER "]) + list;
  if (style === "contract") return random.pick(["CONTRACT ", "CONTRACT NO. "]) + list;
  if (style === "delivery") return random.pick(["DELIVERY ", "DN "]) + list;
  return random.pick(["INVOICE ", "PAYMENT OF ", "INV.NO. ", "", "RE "]) + list;
}

/** A month is named only by who pays that month's invoices. */
function isOneMonth(world: World, items: readonly OpenItem[]): boolean {
  const months = new Set(items.map((open) => monthIndex(world, open.item.issueDay)));
  return months.size === 1;
}

const chineseMonths = "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月".split(" ");
const englishMonths = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");

function monthMemo(
  world: World,
  debtor: Debtor,
  paid: { items: readonly OpenItem[]; day: number },
): Memo {
  const { random } = debtor;
  const first = paid.items[0];
  if (!first) return { text: "", style: "nothing" };
  const month = monthIndex(world, first.item.issueDay);
  const year = Math.floor(month / 12);
  const number = (month % 12) + 1;
  if (debtor.name.language === "en") {
    return { text: `${englishMonths[number - 1]} ${year} INVOICES`, style: "month" };
  }
  const isThisYear = monthIndex(world, paid.day) - month < 12;
  const forms = [
    `${year}年${number}月货款`,
    `${year}.${String(number).padStart(2, "0")}货款`,
    ...(isThisYear
      ? [`${number}月货款`, `付${number}月份货款`, `${chineseMonths[number - 1]}货款`]
      : []),
  ];
  return { text: random.pick(forms), style: "month" };
}

/** "DN2508-0012至0015": the last digits of the end alone, as people write ranges. */
export function rangeMemo(random: Random, from: string, to: string): Memo {
  const tail = to.slice(-(random.chance(0.7) ? 4 : 3));
  const joint = random.pick(["-", "~", "至", "到"]);
  return { text: `${random.pick(["送货单", "", "付"])}${from}${joint}${tail}货款`, style: "range" };
}

/** Numbers that are no documents of ours: a date, a telephone, our tax id, the payer's own order. */
function addNoise(world: World, debtor: Debtor, text: string, day: number): string {
  const { random } = debtor;
  if (debtor.name.language === "en" || !random.chance(world.mix.memoNoise)) return text;
  const date = world.dateOf(day).date;
  const noise = random.pick([
    ` ${date.replaceAll("-", "")}`,
    ` 联系电话1${random.pick(["38", "59", "86"])}${random.digits(8)}`,
    ` 经办${random.pick(["0755", "0769", "020"])}-${random.digits(8)}`,
    ` 税号${world.seller.taxId}`,
    ` 凭证${random.digits(6)}`,
    ` 采购单PO45${random.digits(8)}`,
  ]);
  return text + noise;
}
