// Takes a company name apart: region + 字号 (brand) + trade + legal form + unit, or Latin words and
// legal form; and says how close two names are (DOMAIN §5.10).
import { longestRegion, provinceNames, regions } from "./regions.ts";
import { foldName, isHan, nameLetters } from "./text.ts";

export type CompanyName = {
  /** Everything but punctuation, folded; what a cut name is a prefix of. */
  readonly full: string;
  /** Without the legal form: equal keys are the same name (R02). */
  readonly key: string;
  /** Without 省 市 县 and 公司 as well; Latin words sorted. Equal forms are nearly the same name. */
  readonly form: string;
  readonly region: string;
  readonly brand: string;
  readonly trade: string;
  /** 分公司, 集团, 工厂, 项目部: not noise, a different payer. */
  readonly unit: string;
  /** The key of the firm a branch or a department belongs to; "" where the name is a whole firm's. */
  readonly trunk: string;
  readonly isHan: boolean;
  /** 有限公司 … or 公司 stands in it: written in full, unless the bank cut it. */
  readonly hasLegalForm: boolean;
  /** Looks like a private person. */
  readonly isPerson: boolean;
};

const legalForms = [
  "股份有限责任公司",
  "有限责任公司",
  "股份有限公司",
  "有限公司",
  "股份公司",
  "有限合伙企业",
  "有限合伙",
  "普通合伙",
  "特殊普通合伙",
];

const latinLegalForms = new Set(
  (
    "GMBH MBH AG KG KGAA OHG UG EV EK LTD LIMITED LLC LLP LP PLC INC INCORPORATED CORP CORPORATION CO COMPANY " +
    "SA SAS SARL SASU EURL SNC SPA SRL SRLS BV NV VOF CV AB AS ASA APS OY OYJ HF EHF KFT ZRT DOO SRO SPOL ZOO " +
    "SP PTE PTY PVT PRIVATE KK GK YK SDN BHD BERHAD JSC OJSC PJSC OOO OAO ZAO TOV EOOD OOD LDA SL SLU EIRL LTDA " +
    "TBK PT CV FZE FZCO FZ DMCC WLL ООО ОАО ЗАО ПАО АО ИП ТОО ТОВ ΑΕ ΕΠΕ ΙΚΕ ΟΕ THE AND UND ET E Y DE"
  ).split(" "),
);

const trades =
  "国际贸易 进出口 供应链管理 供应链 信息技术 信息科技 网络科技 网络技术 智能科技 智能装备 智能制造 环保科技 新材料科技 新材料 " +
  "新能源科技 新能源 生物科技 生物医药 电子科技 电子商务 电子技术 电子元件 电子 电器 电气设备 电气 电力设备 电力 " +
  "机械设备 机械制造 机械 机电设备 机电 设备制造 设备 装备制造 装备 仪器仪表 仪器 仪表 自动化设备 自动化 科技发展 科技 技术开发 技术服务 技术 " +
  "商贸发展 商贸 贸易发展 贸易 实业发展 实业 工贸 物资 物流 货运 运输 快递 仓储 建筑工程 建筑装饰 建筑材料 建筑 建设工程 建设 建材 工程技术 工程 " +
  "装饰工程 装饰 装潢 房地产开发 房地产 置业 物业管理 物业服务 物业 地产 投资管理 投资控股 投资 控股 资产管理 资本管理 资本 咨询 管理咨询 管理 企业管理 " +
  "食品饮料 食品 饮料 餐饮管理 餐饮 酒店管理 酒店 酒业 粮油 农业科技 农业发展 农业 农产品 生态农业 畜牧 水产 渔业 茶业 医药 药业 制药 医疗器械 医疗科技 医疗 健康科技 健康 " +
  "化工科技 化工 化学 化纤 塑胶制品 塑胶 塑料制品 塑料 塑业 橡胶 涂料 油墨 玻璃 陶瓷 水泥 钢铁 钢构 钢材 金属制品 金属材料 金属 有色金属 五金制品 五金 铝业 铜业 矿业 冶金 模具 铸造 精密制造 精密机械 精密 轴承 阀门 泵业 " +
  "纺织品 纺织 服装 服饰 针织 印染 皮革 鞋业 家具 家居 木业 纸业 包装材料 包装制品 包装 印刷 印务 文具 文化传媒 文化传播 文化 传媒 广告 教育科技 教育 培训 旅游 体育 " +
  "汽车零部件 汽车配件 汽车销售 汽车 汽配 摩托车 船舶 航空 轨道交通 通信技术 通信 通讯 网络 软件 半导体 光电科技 光电 光学 照明 灯具 数码 电脑 计算机 信息 数据 " +
  "能源 石油 石化 燃气 环保 环境工程 环境 水务 园林 绿化 检测 认证 人力资源 劳务 安防 消防 门窗 卫浴 厨具 日化 化妆品 超市 百货 零售 连锁 购物 珠宝 玩具 制造 制品 销售 服务 发展 集成 工业 产业 材料 配件";

/** 专业 of a 农民专业合作社 is left out as often as it is written. */
export const cooperative = /(?:农民)?专业(?=合作社)/g;

const tradeWords: ReadonlySet<string> = new Set(trades.split(" "));
const longestTrade = Math.max(...[...tradeWords].map((word) => word.length));
const unitMark =
  /集团|分公司|子公司|分厂|工厂|项目(?:经理|指挥|工程)?部|事业部|办事处|分行|支行|医院|学校|大学|财务/;
/** What a name in full ends with, where it is no 有限公司. */
const wholeMark = /公司|[厂店社行院所]$|中心$|集团$|合伙/;
const accountNotes =
  /(?:预算单位)?零余额[账帐]户|(?:基本|一般)(?:存款)?(?:[账帐]户|户)|专用户|专户|结算户|验资户/g;

export function parseName(raw: string): CompanyName {
  const folded = withoutParty(foldAccents(foldName(raw)));
  if (isEastern.test(folded)) return parseEasternName(folded);
  return hasHan(folded) ? parseHanName(folded) : parseLatinName(folded);
}

/** SWIFT fields 50K and 50F: "/account NAME", "1/NAME 2/STREET 3/COUNTRY". */
function withoutParty(text: string): string {
  if (!/^\/|^1\//.test(text)) return text;
  const named = text.replace(/^\/[0-9A-Z]{5,34} +/, "");
  return named.startsWith("1/") ? named.slice(2).replace(/ [23]\/.*/, "") : named;
}

/** The name before its address, where a legal form parts the two: ACME GMBH HAUPTSTR. 12 STUTTGART. */
export function beforeAddress(raw: string): CompanyName | null {
  const folded = withoutParty(foldAccents(foldName(raw)));
  const words = latinWordsOf(folded);
  for (let at = words.length - 2; at > 0; at--) {
    if (!latinLegalForms.has(words[at]!) || connectives.has(words[at]!)) continue;
    const hasNumber = words.slice(at + 1).some((word) => /^\d/.test(word));
    return hasNumber ? parseLatinName(words.slice(0, at + 1).join(" ")) : null;
  }
  return null;
}

/** The name a firm trades under stands behind DBA; what stands behind C/O or ATTN is no name of its own. */
const tradingAs = /\b(?:D\/?B\/?A|T\/A|TRADING AS|DOING BUSINESS AS)\b[ :]*/;
const inCareOf =
  /(?:\bC\/O\b|\bATTN\b|\bATTENTION\b|\bF\.?A\.?O\.?\b|- ?(?:A\/?P|ACCOUNTS PAYABLE|TREASURY|FINANCE)(?: (?:DEPT|DEPARTMENT|TEAM))?\.?$).*/;

/** 苏州新名科技有限公司（原苏州旧名贸易有限公司）: the account goes on under a new name. */
const formerName = /\((?:原|原名|曾用名|前身|更名前)[:为是]?([\u3400-\u9fff()]{4,40}?)\)?$/;

/** Names a payer line may consist of besides the whole of it, the most telling first. */
export function namesWithin(raw: string): readonly CompanyName[] {
  const folded = withoutParty(foldAccents(foldName(raw)));
  if (hasHan(folded)) {
    const former = formerName.exec(folded)?.[1];
    return former === undefined ? [] : [parseHanName(former)];
  }
  const own = folded.replace(inCareOf, "").trim();
  const parts = own.split(tradingAs).map((part) => part.trim());
  const names =
    parts.length > 1 ? [parts[parts.length - 1]!, parts[0]!] : own === folded.trim() ? [] : [own];
  return names.filter((name) => name !== "").map(parseLatinName);
}

const connectives = new Set(["THE", "AND", "UND", "ET", "E", "Y", "DE"]);

function hasHan(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (isHan(text.charCodeAt(index))) return true;
  }
  return false;
}

/** Letters that Unicode does not take apart into a letter and a mark. */
const undecomposed: Readonly<Record<string, string>> = {
  ß: "SS",
  Ø: "O",
  ø: "O",
  Ł: "L",
  ł: "L",
  Đ: "D",
  đ: "D",
  Ð: "D",
  ð: "D",
  Æ: "AE",
  æ: "AE",
  Œ: "OE",
  œ: "OE",
  Þ: "TH",
  þ: "TH",
  ı: "I",
};

function foldAccents(text: string): string {
  if (!/[\u00c0-\u024f]/.test(text)) return text;
  return text
    .replace(/[ßØøŁłĐđÆæŒœÞþıÐð]/g, (letter) => undecomposed[letter]!)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toUpperCase();
}

const eastern = "\\u30a1-\\u30fa\\uac00-\\ud7af";
/** Japanese and Korean legal forms, as the register and as the bank writes them: カ), (カ, (株), (주). */
const easternForms =
  /株式会社|有限会社|合同会社|合资会社|合名会社|주식회사|유한(?:책임)?회사|합[자명]회사|\([株有同资名주유합]\)|^(?:カ|ユ|ド|メ|シ|イ|ザイ|シヤ)\)|\((?:カ|ユ|ド|メ|シ|イ|ザイ|シヤ)\)?$|\([カユド]\)/g;
const isEastern = new RegExp(`[${eastern}]|[株有合][式限同资名]会社|\\([株有]\\)`);

/** Names with kana or Hangul, or of a Japanese firm: brand and trade are not told apart. */
function parseEasternName(folded: string): CompanyName {
  const full = nameLetters(folded);
  const rest = nameLetters(folded.trim().replace(easternForms, " "));
  const key = rest === "" ? full : rest;
  return {
    full,
    key,
    form: key,
    region: "",
    brand: key,
    trade: "",
    unit: "",
    trunk: "",
    isHan: true,
    hasLegalForm: rest.length < full.length,
    isPerson: false,
  };
}

function parseHanName(folded: string): CompanyName {
  const full = nameLetters(folded.replace(accountNotes, "").replace(cooperative, ""));
  let key = full;
  let unit = "";
  for (const legal of legalForms) {
    const at = key.indexOf(legal);
    if (at <= 0) continue;
    unit = key.slice(at + legal.length);
    key = key.slice(0, at) + unit;
    break;
  }
  const trunk = key.slice(0, key.length - unit.length).replace(/公司$/, "");
  const { region, rest } = takeRegionAnywhere(trunk, folded);
  const { brand, trade } = takeTrade(rest);
  const mark = unit === "" ? (unitMark.exec(trunk)?.[0] ?? "") : unit;
  return {
    full,
    key,
    form: region + rest + unit,
    region,
    brand,
    trade,
    unit: mark,
    trunk: unit === "" ? "" : key.slice(0, key.length - unit.length),
    isHan: true,
    hasLegalForm: key.length < full.length || wholeMark.test(full),
    isPerson: isPersonName(full, folded, { region, trade }),
  };
}

/** 2–4 Han characters (or a name with ·) that are no place, no trade and no company. */
function isPersonName(
  full: string,
  folded: string,
  parts: { region: string; trade: string },
): boolean {
  if (/^[\u3400-\u9fff]{2,5}·[\u3400-\u9fff]{2,8}$/.test(folded.trim())) return true;
  if (!/^[\u3400-\u9fff]{2,4}$/.test(full)) return false;
  return parts.region === "" && parts.trade === "" && !/[厂店部局院行会社所]$/.test(full);
}

/**
 * The place at the head, or in brackets behind brand or trade: 启明贸易（上海） is 上海启明贸易, as names
 * whose parts only stand in another order are one name (企业名称相同相近比对规则).
 */
function takeRegionAnywhere(trunk: string, folded: string): { region: string; rest: string } {
  const atHead = takeRegion(trunk);
  if (atHead.region !== "") return atHead;
  const bracketed = /\(([\u3400-\u9fff]{2,8})\)/.exec(folded)?.[1] ?? "";
  const place = bracketed.replace(/[省市县]$/, "");
  if (!regions.has(place)) return atHead;
  const rest = trunk.replace(bracketed, "");
  return rest.length < 2 ? atHead : { region: place, rest };
}

function takeRegion(name: string): { region: string; rest: string } {
  let region = "";
  let rest = name;
  for (let round = 0; round < 3; round++) {
    const found = regionAtHead(rest);
    if (found === "") break;
    const after = rest
      .slice(found.length)
      .replace(/^(省|市|县|区|自治区|特别行政区|壮族自治区|维吾尔自治区|回族自治区)/, "");
    // A name that is nothing but places keeps its last one as brand.
    if (after.length < 2) break;
    // A later, narrower place wins; a province before it is dropped.
    region = provinceNames.has(found) && region !== "" ? region : found;
    rest = after;
  }
  return { region, rest };
}

function regionAtHead(name: string): string {
  for (let length = Math.min(longestRegion, name.length - 1); length >= 2; length--) {
    const head = name.slice(0, length);
    if (regions.has(head)) return head;
  }
  return "";
}

/** The brand is what stands before the first trade word, at least two characters. */
function takeTrade(rest: string): { brand: string; trade: string } {
  for (let at = 2; at < rest.length; at++) {
    for (let length = Math.min(longestTrade, rest.length - at); length >= 2; length--) {
      if (tradeWords.has(rest.slice(at, at + length))) {
        return { brand: rest.slice(0, at), trade: rest.slice(at) };
      }
    }
  }
  return { brand: rest, trade: "" };
}

function parseLatinName(folded: string): CompanyName {
  const words = latinWordsOf(withShortForms(folded));
  const kept = words.filter((word) => !latinLegalForms.has(word));
  const core = kept.length > 0 ? kept : words;
  const plain = core.map(plainWord);
  return {
    full: words.map(plainWord).join(""),
    key: core.join(""),
    form: withoutArticle(plain).sort().join(" "),
    region: "",
    brand: core.join(" "),
    trade: "",
    unit: "",
    trunk: "",
    isHan: false,
    hasLegalForm: kept.length < words.length,
    isPerson: false,
  };
}

/** Al Futtaim Trading signs as Futtaim Trading as well; of two words or more something is left to tell. */
function withoutArticle(words: readonly string[]): string[] {
  const kept = words.filter((word) => word !== "AL" && word !== "EL");
  return kept.length > 1 ? kept : [...words];
}

/** Ä, Ö, Ü, Å are written A or AE, O or OE, U or UE, A or AA. */
function plainWord(word: string): string {
  return word.replace(/(?<=[AOU])E/g, "").replace(/AA/g, "A");
}

/** Legal forms that are written out, accents folded. */
const longForms: readonly (readonly [form: RegExp, short: string])[] = [
  [/GESELLSCHAFT (?:MIT BESCHRA(?:E)?NKTER HAFTUNG|M\.? ?B\.? ?H\b\.?)/, "GMBH"],
  [/AKTIENGESELLSCHAFT/, "AG"],
  [/KOMMANDITGESELLSCHAFT/, "KG"],
  [/SOCIETE A RESPONSABILITE LIMITEE/, "SARL"],
  [/SOCIETE PAR ACTIONS SIMPLIFIEE/, "SAS"],
  [/SOCIETE ANONYME/, "SA"],
  [/SOCIETA A RESPONSABILITA LIMITATA/, "SRL"],
  [/SOCIETA PER AZIONI/, "SPA"],
  [/BESLOTEN VENNOOTSCHAP/, "BV"],
  [/NAAMLOZE VENNOOTSCHAP/, "NV"],
];

function withShortForms(folded: string): string {
  if (!/GESELLSCHAFT|SOCIET|VENNOOT/.test(folded)) return folded;
  return longForms.reduce((text, [form, short]) => text.replace(form, short), folded);
}

/** S.A.R.L. and S. A. are one word; a dot elsewhere parts words. */
function latinWordsOf(folded: string): string[] {
  const joined = folded.replace(/\b([A-Z])\.\s?(?=[A-Z]\b)/g, "$1").replace(/'/g, "");
  return joined.split(/[^0-9A-Z\u0370-\u1cff]+/).filter((word) => word !== "");
}

/** Parts of a firm that are no legal person of their own (公司法 第十三条): their money is the firm's. */
const dependentUnit =
  /^[\u3400-\u9fff]{0,8}(?:分公司|分厂|办事处|事业部|门市部|营业部|经营部)$|^(?:(?!公司|集团|联合)[0-9A-Z\u3400-\u9fff]){0,24}项目(?:经理|指挥|工程)?部$/;

export function isDependentUnit(unit: string): boolean {
  return dependentUnit.test(unit);
}

export type NameCloseness = "form" | "core" | "fuzzy" | null;

/** How close two Han names are whose brands are equal. Regions and trades must not conflict. */
export function closeness(a: CompanyName, b: CompanyName): NameCloseness {
  if (a.brand !== b.brand || a.unit !== b.unit) return null;
  if (a.region !== "" && b.region !== "" && a.region !== b.region) return null;
  if (a.trade !== "" && b.trade !== "" && !areTradesAlike(a.trade, b.trade)) return null;
  if (a.region === b.region && a.trade === b.trade) return "form";
  return a.brand.length >= 2 ? "core" : null;
}

export function areTradesAlike(a: string, b: string): boolean {
  return a === b || a.startsWith(b) || b.startsWith(a);
}
