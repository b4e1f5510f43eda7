// Reads payment terms as people write them: 票到30天, 月结60, 次月25日前, net 30, EOM 30, 2/10 n/30,
// 预付30%到货60%质保10%. What it does not understand it refuses; nothing is guessed.
import { ok, type Result, refuse } from "../result.ts";
import { percentText } from "./describe-terms.ts";
import {
  type CashDiscount,
  type DueRule,
  type Instalment,
  parsePercent,
  type TermBase,
  type Terms,
} from "./terms.ts";

export type TermsRefusal =
  | { readonly code: "terms_unclear"; readonly text: string }
  /** The parts of an instalment plan do not add up to 100 %. */
  | { readonly code: "parts_not_whole"; readonly text: string; readonly sum: string };

/** Nobody writes terms longer than this; a longer text is a mistaken column. */
const longestTerms = 120;

export function parseTerms(text: string): Result<Terms, TermsRefusal> {
  if (text.length > longestTerms) return refuse({ code: "terms_unclear", text });
  const plain = normalise(text);
  const due = singleDue(plain);
  if (due) return ok({ kind: "single", due, discount: null });
  const discounted = discountTerms(plain);
  if (discounted) return ok(discounted);
  return instalmentTerms(plain, text);
}

/** NFKC (full width to half), lower case, Chinese numerals of months, no spaces around Chinese. */
function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[，、；;。]/g, ",")
    .replace(/\s+/g, " ")
    .replace(/(?<=[\u4e00-\u9fff,%]) | (?=[\u4e00-\u9fff,%])/g, "")
    .trim();
}

/** Words for the event a term counts from, the more specific first. */
const baseWords: readonly (readonly [RegExp, TermBase])[] = [
  [/对账|statement/, "statement"],
  [/验收|acceptance|accepted/, "acceptance"],
  [/质保|保修|warranty|retention/, "warranty_end"],
  [/票到|到票|收票|收到发票|receipt of invoice|invoice received/, "invoice_received"],
  [/开票|发票日|出票|invoice/, "invoice"],
  [/到货|货到|收货|交货|交付|delivery|arrival/, "delivery"],
  [/发货|出货|提货|shipment|shipping|b\/l|提单/, "shipment"],
  [
    /预付|定金|订金|签约|签订|合同|下单|advance|deposit|down payment|order|signing|contract/,
    "contract",
  ],
];

function baseIn(text: string): TermBase | null {
  return baseWords.find(([word]) => word.test(text))?.[1] ?? null;
}

function net(days: number, base: TermBase): DueRule {
  return { kind: "net", base, days };
}

type DuePattern = {
  readonly pattern: RegExp;
  readonly rule: (match: RegExpExecArray, base: TermBase | null) => DueRule;
};

const bases = "(?:按|自|从)?(?:[\\u4e00-\\u9fff]{0,6}?)";
const after = "(?:起算|起|后|之后|以后|日后|内|以内|账期|付款|付清|结清|结算|日)*";

/** One pattern a way of writing; each must match the whole text. */
const duePatterns: readonly DuePattern[] = [
  // 当月结, 次月25日前, 下月末, 隔月10号
  {
    pattern: new RegExp(
      `^${bases}(次次月|隔月|次月|下个?月|当月|本月)(?:的)?(?:(\\d{1,2})(?:日|号)|(底|末|月底|月末|最后一天))(?:之?前|以前)?${after}$`,
    ),
    rule: ([, month, day, end], base) => ({
      kind: "day_of_month",
      base: base ?? "invoice",
      monthsAhead: monthsAheadOf(month ?? ""),
      day: end ? 31 : Number.parseInt(day ?? "31", 10),
    }),
  },
  // 月结30, 月结60天, 月结 45 天(对账单日起算)
  {
    pattern: new RegExp(`^月结(\\d{1,3})天?(?:[,(]?${bases}${after}\\)?)$`),
    rule: ([, days], base) => ({
      kind: "month_end",
      base: base ?? "invoice",
      days: Number.parseInt(days ?? "0", 10),
    }),
  },
  // 票到30天, 验收后60天付款, 账期30天, 30天, 货到付款30天内
  {
    pattern: new RegExp(`^(?:账期|信用期|${bases}${after})?(\\d{1,3})(?:天|日)${after}$`),
    rule: ([, days], base) => net(Number.parseInt(days ?? "0", 10), base ?? "invoice"),
  },
  // 30 days EOM, EOM 30, net 30 eom, 30 days end of month
  {
    pattern: /^(?:net )?(\d{1,3})(?: ?days?)?(?: from| after)? (?:eom|end of (?:the )?month)$/,
    rule: ([, days]) => ({
      kind: "month_end",
      base: "invoice",
      days: Number.parseInt(days ?? "0", 10),
    }),
  },
  {
    pattern: /^(?:eom|end of (?:the )?month) ?\+? ?(\d{1,3})(?: ?days?)?$/,
    rule: ([, days]) => ({
      kind: "month_end",
      base: "invoice",
      days: Number.parseInt(days ?? "0", 10),
    }),
  },
  // net 30, n/30, 30 days net, 30 days after delivery
  {
    pattern: /^(?:net|n)[ /]?(\d{1,3})(?: ?days?)?(?: (?:from|after) [a-z /]+)?$/,
    rule: ([, days], base) => net(Number.parseInt(days ?? "0", 10), base ?? "invoice"),
  },
  {
    pattern: /^(\d{1,3}) ?days?(?: net)?(?: (?:from|after) [a-z /]+)?$/,
    rule: ([, days], base) => net(Number.parseInt(days ?? "0", 10), base ?? "invoice"),
  },
  // 25th of following month, 25th prox
  {
    pattern:
      /^(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?(?:the )?(?:following|next) month$|^(\d{1,2})(?:st|nd|rd|th)? prox\.?$|^prox\.? (\d{1,2})$/,
    rule: ([, a, b, c]) => ({
      kind: "day_of_month",
      base: "invoice",
      monthsAhead: 1,
      day: Number.parseInt(a ?? b ?? c ?? "31", 10),
    }),
  },
  // at once
  {
    pattern: /^(?:货到付款|货到即付|到货付款|货到后付款|见货付款|cod|cash on delivery)$/,
    rule: () => net(0, "delivery"),
  },
  { pattern: /^(?:票到付款|见票付款|见票即付|票到即付)$/, rule: () => net(0, "invoice_received") },
  { pattern: /^(?:验收付款|验收后付款|验收即付)$/, rule: () => net(0, "acceptance") },
  {
    pattern: /^(?:现结|现款|现金|即期|due on receipt|immediate|cash|net ?0)$/,
    rule: () => net(0, "invoice"),
  },
  {
    pattern:
      /^(?:款到发货|先款后货|全额预付|预付全款|预付100%|cia|cash in advance|prepaid|prepayment|100% (?:in )?advance)$/,
    rule: () => net(0, "contract"),
  },
];

function monthsAheadOf(word: string): number {
  if (word === "当月" || word === "本月") return 0;
  return word === "隔月" || word === "次次月" ? 2 : 1;
}

function singleDue(text: string): DueRule | null {
  for (const { pattern, rule } of duePatterns) {
    const match = pattern.exec(text);
    if (!match) continue;
    const due = rule(match, baseIn(text));
    return isSensible(due) ? due : null;
  }
  return null;
}

function isSensible(due: DueRule): boolean {
  return due.kind !== "day_of_month" || (due.day >= 1 && due.day <= 31);
}

/** 2/10 n/30; 2% 10, net 30; 10天内付款优惠2%,30天付清 */
function discountTerms(text: string): Terms | null {
  const match =
    /^(?<pct>\d{1,2}(?:\.\d{1,2})?) ?%? ?\/ ?(?<early>\d{1,3}) ?,? ?(?<due>(?:n|net).*)$/.exec(
      text,
    ) ??
    /^(?<pct>\d{1,2}(?:\.\d{1,2})?) ?% ?(?<early>\d{1,3})(?: ?days?)? ?, ?(?<due>(?:n|net).*)$/.exec(
      text,
    ) ??
    /^(?<early>\d{1,3})天(?:内|以内)?(?:付款|付清)?(?:优惠|折扣|减)(?<pct>\d{1,2}(?:\.\d{1,2})?)%,?(?<due>.+)$/.exec(
      text,
    );
  const { pct = "", early = "", due: rest = "" } = match?.groups ?? {};
  const percent = parsePercent(pct);
  const due = singleDue(rest.trim());
  if (!percent || !due) return null;
  const discount: CashDiscount = { percent, days: Number.parseInt(early, 10) };
  return { kind: "single", due, discount };
}

/** 预付30%到货60%质保10%; 30% advance, 60% on delivery, 10% retention */
function instalmentTerms(text: string, original: string): Result<Terms, TermsRefusal> {
  const pieces = splitParts(text);
  const parts = pieces.map(instalment);
  if (parts.length < 2 || parts.some((part) => part === null)) {
    return refuse({ code: "terms_unclear", text: original });
  }
  const known = parts.filter((part) => part !== null);
  const sum = known.reduce((total, { percent }) => total + percent.tenThousandths, 0n);
  if (sum !== 10_000n) {
    return refuse({
      code: "parts_not_whole",
      text: original,
      sum: percentText({ tenThousandths: sum }),
    });
  }
  return ok({ kind: "instalments", parts: known });
}

/** Cut at commas and plus signs; without them after each percentage (or before it in "30%预付60%到货"). */
function splitParts(text: string): string[] {
  const cut = text.split(/[,+]| and /).map((piece) => piece.trim());
  if (cut.length > 1) return cut.filter((piece) => piece !== "");
  if (!text.includes("%")) return text.split(/(?<=\d)(?=[\u4e00-\u9fff])/);
  const percentFirst = /^\d/.test(text);
  const boundary = percentFirst ? /(?<=[^\d.])(?=\d{1,3}(?:\.\d+)?%)/ : /(?<=%)(?=\D)/;
  return text.split(boundary).map((piece) => piece.trim());
}

function instalment(piece: string): Instalment | null {
  const match = /(\d{1,3}(?:\.\d{1,2})?) ?%?/.exec(
    piece.includes("%") ? percentOnly(piece) : piece,
  );
  const percent = match ? parsePercent(match[1]!) : null;
  const base = baseIn(piece);
  if (!percent || base === null) return null;
  return { percent, due: net(daysIn(piece), base) };
}

function percentOnly(piece: string): string {
  return /\d{1,3}(?:\.\d{1,2})? ?%/.exec(piece)?.[0] ?? "";
}

/** 到货后30天付60% → 30; 0 where no days stand there. */
function daysIn(piece: string): number {
  const match = /(\d{1,3}) ?(?:天|日|days?)/.exec(piece);
  return match ? Number.parseInt(match[1]!, 10) : 0;
}
