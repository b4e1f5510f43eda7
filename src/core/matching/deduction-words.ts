// Words by which a payer says why less came than was owed, and the difference code each stands for
// (R31, DOMAIN §6).
import { allocateMinor, formatMinor, parseMinor, toSafeMinor } from "../money.ts";
import type { ResidualCode } from "./output.ts";
import { foldWords } from "./text.ts";

export type Deduction = {
  readonly word: string;
  readonly code: ResidualCode;
  readonly difference: string | null;
  /** The word may as well say what was bought (FREIGHT, 运费): alone it explains no difference. */
  readonly needsAmount: boolean;
  /** Does the memo say exactly this amount? */
  readonly statesAmount: (minor: number, currency: string) => boolean;
  /** Does the memo say exactly this share of the amount, "10 %" of 5,000.00 for 500.00? */
  readonly statesShare: (minor: number, ofMinor: number) => boolean;
  /**
   * What the share the memo says takes off each of these amounts, where that adds up to `shortMinor` but
   * for the rounding of each: a rate holds for every paper alike.
   */
  readonly sharesOf: (amounts: readonly number[], shortMinor: number) => readonly number[] | null;
  /** Every amount the memo says, in minor units of the currency. */
  readonly statedMinors: (currency: string) => readonly number[];
};

/** What a market place keeps for itself. */
const platformFee =
  /平台(服务|使用|技术|推广)?费|平台佣金|平台扣点|(技术|软件|信息)服务费|扣点|PLATFORM (FEE|COMMISSION)|MARKETPLACE FEE|REFERRAL FEE|SELLER FEE/;

// In order of precedence. 质保金 is retention, not a deduction for quality.
const words: readonly (readonly [
  pattern: RegExp,
  difference: string | null,
  code: ResidualCode,
])[] = [
  [platformFee, null, "platform_fee"],
  [/贴现(利|费)?息|贴息|DISCOUNT INTEREST/, null, "interest"],
  [
    /现金折扣|(提前|早)付(款)?折扣|SKONTO|ESCOMPTE|PRONTO PAGO|(CASH|PROMPT|EARLY|SETTLEMENT|SETT)([ -]PAY(MENT)?)?\.? DISC|SCONTO|\bDTO\.? ?P\.?P\b|DISC(OUNT)? TAKEN|\d ?% (DISC(OUNT)?|SKTO|SK|ESC)\b|\bSKTO\b|\bPPD\b/,
    "P01",
    "discount",
  ],
  [
    /预提(所得)?税|代扣(所得|企业所得)?税|代扣代缴|源泉扣缴|(代扣|扣|扣缴|扣除|代缴)(预缴)?(税(?![率差点])|增值税|所得税|个税|附加税|印花税)|预缴(税|增值税|所得税)|源泉(徴収|所得税|税)|원천(징수|세)|หัก ?ณ ?ที่จ่าย|WITHHOLDING( TAX)?|\bWHT\b|\bW\/?H TAX\b|\bTDS\b|TAX DEDUCTED|QUELLENSTEUER|ABZUGSTEUER|RITENUTA|\bCIS\b(?= (?:TAX|DEDUCT|\d))|RETENUE A LA SOURCE|\bIRPF\b|RETENCION(?! (DE )?GARANTIA)|RETEFUENTE/,
    "P04",
    "withholding",
  ],
  [
    /质量(扣款|问题|索赔|款|赔)|扣质量|品质(扣|问题)|[次废残]品|不良|质量|瑕疵|返工|返修|不合格|[破残货]损|客诉|质检|QUALITY|DEFECT|(?<!LIQUIDATED )DAMAGE[DS]?\b|REKLAMATION|QUALITE|CALIDAD|QUALITAET|QUALITAT|MAE?NGEL|ROTURA|BREAKAGE|\bBRUCH\b|\bCASSE\b|하자|불량|파손|BESCHADIG|AVARIE/,
    "S01",
    "deduction",
  ],
  [
    /验收(?!款)|服务(扣|不)|未完成|ACCEPTANCE|\bSLA\b|SERVICE (CREDIT|LEVEL)|DOWNTIME|OUTAGE/,
    "S02",
    "deduction",
  ],
  [
    /延期|延误|误期|逾期[交违]|交期|迟交|晚交|违约金|罚[款金单]|LATE (DELIVERY|SHIPMENT)|DELAY|PENALT(Y|IES)|LIQUIDATED|PENALITES?\b|PENALIDAD|PENALI[ZS]A[CT]I?ON|VERTRAGSSTRAFE|\bPENALE\b|지체상금|遅延/,
    "S04",
    "deduction",
  ],
  [
    /返利|返点|年返|回扣|折让|让利|返现|促销费|推广费|陈列费|进场费|市场(支持)?费|REBATE|BONUS|ALLOWANCE|\bCO-?OP\b|BONIFICACION|RISTOURNE|RABATT|(?<![A-Z])WKZ(?![A-Z])|WERBEKOSTENZUSCHUSS|リベート|\bRAPPEL\b|REMISE(?! (DE )?(CHEQUES?|CB|CARTES?|LCR|EFFETS?)\b)/,
    "P06",
    "deduction",
  ],
  [
    /短装|短少|短缺|[少缺][货件]|数量(差|短|不[符足])|少发|SHORTAGE|SHORT[ -]?(SHIP|DEL\b|DELIVER)|FEHLMENGE|MINDERMENGE|MINDERLIEFERUNG|MANQUANT|FALTANTE/,
    "P07",
    "deduction",
  ],
  [
    /价差|差价|补差|价保|调价|降价|单价[差不]|价格差|[新旧原]价|价格(调整|争议|不一致)|(NEW|OLD|AGREED) PRICE|PRICE (DIFF|ADJUST|VARIANCE|ERROR)|PRICING|RATE DIFF|[値值]引き?|단가/,
    "P02",
    "deduction",
  ],
  [
    /退货(未|待)?|红字未|红[字票]未|待开红|RETURN(ED)? GOODS|返品|반품|RETOURE|DEVOLUCION|RETOURS? (DE )?MARCHANDISE|(CREDIT NOTE|\bCN) (NOT |PENDING|MISSING|OUTSTANDING)/,
    "P03",
    "deduction",
  ],
  [/税差|税金差|税率差|TAX DIFF/, "P05", "deduction"],
  [
    /运费|佣金|仓储费|装卸费|检测费|模具费|样品费|FREIGHT|COMMISSION|FRACHT|FRAIS DE PORT|\bFLETE\b|\bPORTES\b|RESTOCKING/,
    "P04",
    "deduction",
  ],
  [
    /索赔|赔偿|CLAIM|CHARGE-?BACK|BACK-?CHARGE|CONTRA[ -]CHARGE|LITIGE|RECLAMACI?ON|BEANSTANDUNG/,
    "S01",
    "deduction",
  ],
  // 扣 as what is done to the sum, not as a thing: 纽扣, 扣件; 折扣 and 手续费 have rules of their own.
  [
    /扣款|扣除|代扣|扣减|少付|抵扣|(?<![折纽搭卡皮按环锁])扣(?![件具板环带子]|.{0,4}(?:手续费|预[付收]|[定订]金|红[字票]|保留金|保修))|(?<!(?:CHARGES?|CHGS?|FEES?) )DEDUCT(?!(ED|ING|ION)? (BANK|WIRE|HANDLING|(D.|DE |OF |L.)?(ACOMPTE|ADVANCE|DEPOSIT|ANTICIPO)))|DEBIT NOTE|\bSHORT[ -]?(PAY|PAID|PMT)|UNDERPA(ID|YMENT)|\bRETENUE\b(?! DE GARANTIE)|DEDUCCION|\bABZUG\b|KUE?RZUNG|(?<!SICHERHEITS|GEWAHRLEISTUNGS|GARANTIE|(?<![\d.,])(?:3|5|10) ?% ?)EINBEHALT|(?<!手[数続续][料费]|[払受付]金)差し?引|(?<!선급?금 ?|계약금 ?)(공제|차감)|\bADX\*-|\bMCD\b|BELASTUNG(?:SANZEIGE)?\b/,
    "S03",
    "deduction",
  ],
];

/** What is said to be taken off, whatever it is: with its amount it is a reason like those above. */
const takenOff =
  /\b(?:LESS|MINUS|MOINS|MENOS|MENO|ABZ(?:UE)?GL(?:ICH)?|ABZ|DTO|DESCUENTO)\b|\.\/\.|相殺|控除|[减減]/;
/** These have rules of their own. */
const otherRules =
  /(?:手[续續数數][费費料]|BANK|WIRE|HANDLING|CHGS?\b|DEPOSIT|ADVANCE|ACOMPTE|ANZAHLUNG|ANTICIPO|PREPA|[预預]|[定订訂]金|手付|前[払渡受]|CREDIT|GUTSCHRIFT|AVOIR|ABONO|RECTIF|赤伝|[红紅]|\b(?:CN|CM|GS|AV)\b)/;
/** Words that say more often what is paid for than what is not. */
const alsoGoods = /运费|佣金|仓储费|装卸费|检测费|模具费|样品费|服务费|FREIGHT|COMMISSION|FRACHT/;
const saysTakenOff =
  /扣|抵|少付|净额|DEDUCT|\bNET\b|ALLOWANCE|CREDIT|差し?引|[-−]\s?[A-Z\u3400-\u9fff]/;

/** One look for all of them: most memos name no reason. */
const anyWord = new RegExp(
  [...words.map(([pattern]) => pattern), takenOff].map(({ source }) => source).join("|"),
);

export function deductionIn(memo: string): Deduction | null {
  const folded = foldWords(memo).replace(/质量保[证修]金|质保金?/g, "保留金");
  if (!anyWord.test(folded)) return null;
  for (const [pattern, difference, code] of words) {
    const match = pattern.exec(folded);
    // 保留金5%差引, LESS RETENTION: who says that he keeps it as a warranty does not take it off for nothing.
    if (!match || (difference === "S03" && namesRetention(memo))) continue;
    const needsAmount =
      alsoGoods.test(match[0]) && !takenOff.test(folded) && !saysTakenOff.test(folded);
    return { ...statedIn(folded), word: match[0], code, difference, needsAmount };
  }
  const taken = otherRules.test(folded) || namesRetention(memo) ? null : takenOff.exec(folded);
  if (taken === null) return null;
  return {
    ...statedIn(folded),
    word: taken[0],
    code: "deduction",
    difference: "S03",
    needsAmount: true,
  };
}

type Stated = Pick<Deduction, "statesAmount" | "statesShare" | "sharesOf" | "statedMinors">;

function statedIn(folded: string): Stated {
  return {
    statesAmount: (minor, currency) => statedAmounts(folded).has(plain(minor, currency)),
    statesShare: (minor, ofMinor) =>
      statedPercents(folded).some((percent) => Math.abs(minor * 100 - ofMinor * percent) < 100),
    sharesOf: (amounts, shortMinor) => spread(statedPercents(folded), amounts, shortMinor),
    statedMinors: (currency) => minorsOf(statedAmounts(folded), currency),
  };
}

export function namesRetention(memo: string): boolean {
  return /质保|质量保[证修]金|保修金|保留金|留保金|保固金|유보금|하자보[수증]|RETENTION|RETAINAGE|\d ?% RET\b|(?:SICHERHEITS|GEW(?:Ä|AE)HRLEISTUNGS)EINB(?:EHALT|\b)|EINBEHALT (?:F(?:Ü|UE)R )?(?:GEW(?:Ä|AE)HR|SICHERHEIT|GARANTIE)|(?<![\d.,])(?:3|5|10) ?% EINBEHALT|RETENUE DE GARANTIE|\bRG \d{1,2}(?:[.,]\d)? ?%|RET(?:ENCI[OÓ]N|\.)? (?:DE )?GARANT/i.test(
    memo,
  );
}

/** Does the memo say exactly this amount, for whatever it is? */
export function saysAmount(memo: string, minor: number, currency: string): boolean {
  return statedAmounts(foldWords(memo)).has(plain(minor, currency));
}

function spread(
  percents: readonly number[],
  amounts: readonly number[],
  shortMinor: number,
): readonly number[] | null {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  // Rounding moves each share by half a unit at most.
  const most = 50 * amounts.length;
  const isSaid = percents.some((percent) => Math.abs(shortMinor * 100 - total * percent) <= most);
  return isSaid ? allocateMinor(BigInt(shortMinor), amounts.map(BigInt)).map(toSafeMinor) : null;
}

/** "5%", "5 PCT", "7.5 per cent". */
function statedPercents(text: string): number[] {
  const found = text.matchAll(/(?<![\d.])(\d{1,2}(?:\.\d{1,2})?) ?(?:[%％]|PCT\b|PER ?CENT\b)/g);
  return Array.from(found, ([, percent]) => +percent!);
}

/** Amounts in a text without separators and trailing zeros: "1,200.00" → "1200". */
function statedAmounts(text: string): Set<string> {
  const found = new Set<string>();
  for (const match of text.match(/\d[\d,]*(?:\.\d{1,3})?/g) ?? []) {
    found.add(trimZeros(match.replaceAll(",", "")));
  }
  // 1.200,00 and 1200,00
  for (const match of text.match(/(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+|\d+),\d{2}(?![\d,])/g) ?? []) {
    found.add(trimZeros(match.replaceAll(".", "").replace(",", ".")));
  }
  return found;
}

/** Numbers with more decimals than the currency has, or too many digits, are no amounts of it. */
function minorsOf(amounts: ReadonlySet<string>, currency: string): number[] {
  return [...amounts].flatMap((text) => {
    const minor = parseMinor(text, currency);
    return minor !== null && minor > 0n && minor <= mostMinor ? [toSafeMinor(minor)] : [];
  });
}

const mostMinor = BigInt(Number.MAX_SAFE_INTEGER);

function plain(minor: number, currency: string): string {
  return trimZeros(formatMinor(minor, currency));
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}
