// Invented firm names and the ways banks and payers distort them.
import type { Random } from "../random.ts";
import {
  brandHeads,
  brandTails,
  englishHeads,
  englishMiddles,
  englishTails,
  foreignForms,
  foreignTrades,
  givenNames,
  type Part,
  type Region,
  regions,
  surnames,
  type Trade,
  trades,
} from "./parts.ts";

export type ChineseName = {
  readonly language: "zh";
  readonly region: Region;
  readonly brand: readonly Part[];
  readonly trade: Trade;
  readonly form: string;
  /** 深圳市砺芯… / 砺芯…（深圳）… */
  readonly layout: "city" | "plain" | "bracket";
  readonly full: string;
};
export type ForeignName = {
  readonly language: "en";
  readonly core: string;
  readonly trade: string;
  readonly form: string;
  readonly country: string;
  readonly full: string;
};
export type CompanyName = ChineseName | ForeignName;

type ChineseParts = Omit<ChineseName, "full" | "language">;

export function chineseName(parts: ChineseParts): ChineseName {
  return { language: "zh", ...parts, full: writeChinese(parts, 0, parts.form) };
}

function writeChinese(parts: ChineseParts, script: 0 | 1, form: string): string {
  const brand = parts.brand.map((part) => part[script]).join("");
  const trade = script === 0 ? parts.trade.zh : parts.trade.traditional;
  const region = script === 0 ? parts.region.zh : parts.region.traditional;
  if (parts.layout === "bracket") return `${brand}${trade}（${region}）${form}`;
  return `${region}${parts.layout === "city" ? "市" : ""}${brand}${trade}${form}`;
}

export function inventChineseName(random: Random, brandLength = 2): ChineseName {
  const brand: Part[] = [random.pick(brandHeads)];
  while (brand.length < brandLength) brand.push(random.pick(brandTails));
  return chineseName({
    region: random.pick(regions),
    brand,
    trade: random.pick(trades),
    form: random.chance(0.86) ? "有限公司" : random.chance(0.6) ? "股份有限公司" : "有限责任公司",
    layout: random.weighted({ city: 60, plain: 25, bracket: 15 }),
  });
}

/** A firm whose trade name sounds the same (砺芯, 砺新, 砺鑫) but is another one. */
export function inventSibling(random: Random, of: ChineseName): ChineseName | null {
  const [head, tail] = of.brand;
  if (!head || !tail) return null;
  const alike = brandTails.filter((part) => part[2] === tail[2] && part[0] !== tail[0]);
  if (alike.length === 0) return null;
  return chineseName({
    region: random.chance(0.5) ? of.region : random.pick(regions),
    brand: [head, random.pick(alike), ...of.brand.slice(2)],
    trade: random.chance(0.6) ? of.trade : random.pick(trades),
    form: "有限公司",
    layout: of.layout,
  });
}

/** Another firm of the same group: same brand, other region or trade. */
export function inventMember(random: Random, of: ChineseName): ChineseName {
  return chineseName({
    region: random.pick(regions),
    brand: of.brand,
    trade: random.pick(trades),
    form: "有限公司",
    layout: random.chance(0.7) ? "city" : "bracket",
  });
}

export function inventForeignName(random: Random): ForeignName {
  const core = random.pick(englishHeads) + random.pick(englishMiddles) + random.pick(englishTails);
  const trade = random.pick(foreignTrades);
  const { form, country } = random.pick(foreignForms);
  return { language: "en", core, trade, form, country, full: `${core} ${trade} ${form}` };
}

export function inventPerson(random: Random): string {
  const given = random.pick(givenNames) + (random.chance(0.7) ? random.pick(givenNames) : "");
  return random.pick(surnames) + given;
}

const nameForms = [
  "exact",
  "legal_form",
  "brackets",
  "traditional",
  "truncated",
  "short",
  "pinyin",
  "english",
  "branch",
] as const;
export type NameForm = (typeof nameForms)[number];

export function writeName(name: CompanyName, form: NameForm, random: Random): string {
  if (name.language === "en") return writeForeignName(name, form);
  switch (form) {
    case "exact":
      return name.full;
    case "legal_form":
      return writeChinese(name, 0, name.form === "有限公司" ? "有限责任公司" : "有限公司");
    case "brackets":
      return name.layout === "bracket"
        ? name.full.replace("（", "(").replace("）", ")")
        : name.full.replace(name.form, ` ${name.form}`);
    case "traditional":
      return writeChinese(name, 1, name.form.replace("责任", "責任"));
    case "truncated":
      return name.full.slice(0, Math.max(name.full.length - 2 - random.int(0, 3), 7));
    case "short":
      return `${name.region.zh}${name.brand.map((part) => part[0]).join("")}${name.trade.zh.slice(0, 2)}`;
    case "pinyin":
      return pinyinOf(name).toUpperCase();
    case "english":
      return englishOf(name);
    case "branch":
      return `${name.full}${random.pick(regions).zh}分公司`;
  }
}

function writeForeignName(name: ForeignName, form: NameForm): string {
  switch (form) {
    case "legal_form":
      return `${name.core} ${name.trade} ${name.form.replaceAll(".", "").toUpperCase()}`;
    case "truncated":
      return name.full.toUpperCase().slice(0, 18).trimEnd();
    case "short":
      return `${name.core} ${name.trade}`;
    case "brackets":
      return name.full.replace(/ /g, "  ");
    case "branch":
      return `${name.full} (${name.country})`;
    case "traditional":
    case "pinyin":
    case "english":
      return name.full.toUpperCase();
    case "exact":
      return name.full;
  }
}

function pinyinOf(name: ChineseName): string {
  const brand = name.brand.map((part) => part[2]).join("");
  return `${name.region.pinyin} ${brand} ${name.trade.pinyin} youxian gongsi`;
}

/** The English name a firm itself uses; 有限公司 is commonly "Co., Ltd.". */
export function englishOf(name: ChineseName): string {
  const brand = name.brand.map((part) => part[2]).join("");
  const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
  return `${capital(name.region.pinyin)} ${capital(brand)} ${name.trade.english} Co., Ltd.`;
}
