// Customers come in clusters: one alone, firms of similar name, or a group with a parent.
import type { Debtor } from "./debtor.ts";
import { scatterAmount } from "./debtor.ts";
import {
  type ChineseName,
  type CompanyName,
  chineseName,
  englishOf,
  inventChineseName,
  inventForeignName,
  inventMember,
  inventPerson,
  inventSibling,
} from "./names/company-name.ts";
import { regions } from "./names/parts.ts";
import { Random } from "./random.ts";
import { inventAccount, inventTaxId } from "./registration.ts";
import { unitOf, type World } from "./world.ts";

type ClusterKind = "alone" | "alike" | "group" | "abroad";

/** Makes the next cluster; at most `room` customers. */
export function inventCluster(world: World, room: number): Debtor[] {
  const random = new Random(world.seed, world.customers.length + 1);
  const kind = chooseKind(world, random, room);
  const names = inventNames(world, random, { kind, room });
  const debtors = names.map((name) => makeDebtor(world, random, name));
  if (kind === "group") relate(debtors, random);
  return debtors;
}

function chooseKind(world: World, random: Random, room: number): ClusterKind {
  if (random.chance(world.mix.foreign)) return "abroad";
  if (room < 2) return "alone";
  return random.weighted<ClusterKind>({ alone: 80, alike: 9, group: 11, abroad: 0 });
}

function inventNames(
  world: World,
  random: Random,
  { kind, room }: { kind: ClusterKind; room: number },
): CompanyName[] {
  if (kind === "abroad") return [unusedName(world, () => inventForeignName(random))];
  const brandLength = world.customers.length > 2_000 || random.chance(0.1) ? 3 : 2;
  const first = unusedName(world, () => inventChineseName(random, brandLength));
  const names: ChineseName[] = [first];
  const wanted = Math.min(kind === "alone" ? 1 : random.int(2, kind === "alike" ? 3 : 4), room);
  for (let tries = 0; names.length < wanted && tries < 12; tries++) {
    const next = kind === "alike" ? inventSibling(random, first) : inventMember(random, first);
    if (next && isUnused(world, coreOf(next))) names.push(next);
  }
  return names;
}

function unusedName<T extends CompanyName>(world: World, invent: () => T): T {
  for (let tries = 0; tries < 200; tries++) {
    const name = invent();
    if (isUnused(world, coreOf(name))) return name;
  }
  throw new Error("the parts of names are used up");
}

/** Takes the name: no two customers share one, in whatever legal form, script or order of parts. */
function isUnused(world: World, name: string): boolean {
  if (world.names.has(name)) return false;
  world.names.add(name);
  return true;
}

function coreOf(name: CompanyName): string {
  if (name.language === "en") return `${name.core} ${name.trade}`;
  return `${name.region.zh}${name.brand.map((part) => part[0]).join("")}${name.trade.zh}`;
}

function makeDebtor(world: World, random: Random, name: CompanyName): Debtor {
  const customerNo = `C${String(world.customers.length + 1).padStart(5, "0")}`;
  const own = new Random(world.seed, 1_000_000 + world.customers.length);
  const currency = name.language === "zh" ? "CNY" : random.weighted({ USD: 60, EUR: 25, JPY: 15 });
  const account = inventAccount(random);
  const secondAccount = inventAccount(random);
  const formerName = random.chance(0.12) ? inventFormerName(random, name) : "";
  const financeCompany = name.language === "zh" ? financeCompanyOf(name) : "";
  const person = inventPerson(random);
  const terms = inventTerms(random);
  const aliases = aliasesOf(world, random, { name, formerName, financeCompany, person });
  const accountKnown = random.chance(world.mix.accountKnown);
  const customer = {
    customerNo,
    name: name.full,
    aliases,
    taxId: name.language === "zh" ? inventTaxId(random, name.region.code) : "",
    bankAccounts: accountKnown ? [account, ...(random.chance(0.1) ? [secondAccount] : [])] : [],
    paysFor: [],
    parentNo: "",
    currency,
    terms: terms.text,
  };
  world.customers.push(customer);
  const typicalAmount = typicalAmountIn(random, currency);
  const repeats = random.chance(0.07) ? random.int(1, 3) : 0;
  return {
    customer,
    name,
    formerName,
    person,
    personAccount: `6217${random.digits(15)}`,
    financeCompany,
    account,
    secondAccount,
    random: own,
    termDays: terms.days,
    monthEnd: terms.monthEnd,
    typicalAmount,
    fixedAmounts: Array.from({ length: repeats }, () =>
      scatterAmount(random, typicalAmount, currency),
    ),
    favouriteReference: random.weighted(world.mix.references),
    own: random.pick(world.ownAccountsIn(currency)),
    contractNo: random.chance(0.5) ? contractNumber(world, random) : "",
    lastOrderNo: "",
    open: [],
    closedMonths: new Set(),
    issueFloor: world.startDay - 1_400,
    dueFloor: 0,
    busyUntil: 0,
  };
}

/** What the firm's master data knows besides the name; each belongs to one customer alone. */
function aliasesOf(
  world: World,
  random: Random,
  of: { name: CompanyName; formerName: string; financeCompany: string; person: string },
): string[] {
  const { name, formerName, financeCompany, person } = of;
  const wanted = [
    random.chance(0.7) ? formerName : "",
    random.chance(0.15) && name.language === "zh" ? englishOf(name) : "",
    random.chance(0.08) ? financeCompany : "",
    random.chance(0.04) ? person : "",
  ];
  return wanted.filter((alias) => alias !== "" && isUnused(world, alias));
}

function contractNumber(world: World, random: Random): string {
  const { year } = world.dateOf(world.startDay - random.int(0, 200));
  return world.serials.next(`HT${year}-`, 4);
}

function typicalAmountIn(random: Random, currency: string): number {
  const yuan = random.logNormal(42_000, 1);
  const perUnit = { CNY: 1, USD: 7, EUR: 8, JPY: 0.05 }[currency] ?? 1;
  return Math.max(yuan / perUnit, 100 / Math.min(unitOf(currency), 100));
}

function inventTerms(random: Random): { days: number; monthEnd: boolean; text: string } {
  const days = random.pick([30, 30, 45, 60, 60, 90]);
  const monthEnd = random.chance(0.55);
  return { days, monthEnd, text: monthEnd ? `月结${days}天` : `票到${days}天` };
}

function inventFormerName(random: Random, name: CompanyName): string {
  if (name.language === "en") return name.full.replace(name.form, "").trim();
  const { zh } = random.pick(regions);
  const other = inventChineseName(random, 2);
  const former = chineseName({ ...other, region: name.region, trade: name.trade, layout: "city" });
  return random.chance(0.5) ? former.full : name.full.replace(name.region.zh, zh);
}

function financeCompanyOf(name: ChineseName): string {
  return `${name.brand.map((part) => part[0]).join("")}集团财务有限公司`;
}

/** The first is the parent; it may be declared to pay for some or all of the others. */
function relate(debtors: readonly Debtor[], random: Random): void {
  const [parent, ...children] = debtors;
  if (!parent) return;
  const declared = random.chance(0.7);
  for (const child of children) {
    child.customer.parentNo = parent.customer.customerNo;
    if (declared) parent.customer.paysFor.push(child.customer.customerNo);
  }
}
