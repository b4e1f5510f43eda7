// Stage A, who: every customer that may stand behind a line, with what speaks for it. Evidence of
// different kinds adds up; evidence that contradicts itself is marked and never posts alone.
import { type Because, because } from "../because.ts";
import { accountKey, isMasked } from "./account.ts";
import { type AssignedAccount, type Book, memoryKey } from "./book.ts";
import { customerNumbered, ownerOfNumber } from "./customer-numbers.ts";
import type { MatchLine } from "./input.ts";
import type { NameHit } from "./name-index.ts";
import type { Rules } from "./rule-book.ts";
import type { RuleCode } from "./rule-defaults.ts";
import { matchesOf } from "./text.ts";

/**
 * full: proven by itself · near: posts where a document or the amount agrees · partial: needs a
 * document to post · weak: only a hint.
 */
export type Standing = "full" | "near" | "partial" | "weak";

const standings: readonly Standing[] = ["weak", "partial", "near", "full"];

export type PayerHit = {
  readonly customer: number;
  /** Log-odds against a stranger. */
  readonly weight: number;
  readonly standing: Standing;
  readonly rules: readonly RuleCode[];
  /** Those of the rules that prove the payer by themselves. */
  readonly proofs: readonly RuleCode[];
  readonly because: readonly Because[];
};

/** Together account and name prove no more than this: master data can be wrong. */
const mostWeight = 13;

type Draft = {
  weight: number;
  standing: Standing;
  rules: RuleCode[];
  proofs: RuleCode[];
  because: Because[];
};

/** By customer. */
type Drafts = Map<number, Draft>;

export function findPayers(line: MatchLine, book: Book, rules: Rules): readonly PayerHit[] {
  const known =
    line.knownCustomerNo === null ? undefined : book.customerByNo.get(line.knownCustomerNo);
  if (known !== undefined) {
    const reason = because("who.known", { customer: book.customers[known]!.customerNo });
    return [
      {
        customer: known,
        weight: book.weights.who.known,
        standing: "full",
        rules: ["R03"],
        proofs: ["R03"],
        because: [reason],
      },
    ];
  }
  const said = taxIdsIn(line, book);
  if (said.length > 0) {
    const drafts = draftPayers(line, book, rules);
    addTaxIds(said, book, drafts);
    return finish(drafts, book);
  }
  const hits = book.knownPayers.of(line, rules, () => finish(draftPayers(line, book, rules), book));
  const isHinted = hits.every(({ standing }) => standing === "weak" || standing === "partial");
  if (!isHinted) return hits;
  const drafts: Drafts = new Map();
  addInside(line, book, rules, drafts, hits.length === 0);
  addNumbered(line, book, rules, drafts);
  if (drafts.size === 0) return hits;
  // For whom somebody pays says more than whom his own name resembles.
  const others = hits.filter(({ customer }) => !drafts.has(customer));
  return [...finish(drafts, book), ...others];
}

/** What name and accounts say: the same for every line that bears them. */
function draftPayers(line: MatchLine, book: Book, rules: Rules): Drafts {
  const drafts: Drafts = new Map();
  addAccount(line, book, rules, drafts);
  addAssigned(line, book, rules, drafts);
  addMemory(line, book, rules, drafts);
  if (line.payerName !== "") addNames(book.names.find(line.payerName), line, book, rules, drafts);
  addSeenAccount(line, book, rules, drafts);
  addMaskedAccount(line, book, rules, drafts);
  return drafts;
}

function add(
  drafts: Drafts,
  customer: number,
  hit: { weight: number; standing: Standing; rule: RuleCode; because: Because },
): void {
  const draft = drafts.get(customer);
  if (!draft) {
    drafts.set(customer, {
      weight: hit.weight,
      standing: hit.standing,
      rules: [hit.rule],
      proofs: hit.standing === "full" ? [hit.rule] : [],
      because: [hit.because],
    });
    return;
  }
  draft.weight = Math.min(mostWeight, draft.weight + hit.weight);
  if (standings.indexOf(hit.standing) > standings.indexOf(draft.standing)) {
    draft.standing = hit.standing;
  }
  draft.rules.push(hit.rule);
  if (hit.standing === "full") draft.proofs.push(hit.rule);
  draft.because.push(hit.because);
}

function addAccount(line: MatchLine, book: Book, rules: Rules, drafts: Drafts): void {
  const rule = rules.R01;
  if (!rule.enabled || line.payerAccount === "") return;
  if (rule.params.ignoreMasked && isMasked(line.payerAccount)) return;
  const key = accountKey(line.payerAccount);
  if (key.length < rule.params.minLength) return;
  const owners = book.accounts.get(key);
  // One account at two customers is no evidence until someone has put the master data right.
  if (owners?.length !== 1) return;
  add(drafts, owners[0]!, {
    weight: book.weights.who.account,
    standing: "full",
    rule: "R01",
    because: because("who.account", { account: tail(line.payerAccount) }),
  });
}

/** R01 without master data: the same account stands beside the customer's own name on another line. */
function addSeenAccount(line: MatchLine, book: Book, rules: Rules, drafts: Drafts): void {
  const rule = rules.R01;
  if (!rule.enabled || line.payerAccount === "" || isMasked(line.payerAccount)) return;
  for (const { standing } of drafts.values()) if (standing === "full") return;
  const key = accountKey(line.payerAccount);
  if (key.length < rule.params.minLength) return;
  const owner = book.seenAccounts.ownerOf(key);
  if (owner < 0) return;
  add(drafts, owner, {
    weight: book.weights.who.memory,
    standing: "full",
    rule: "R01",
    because: because("who.account_seen", {
      account: tail(line.payerAccount),
      customer: book.customers[owner]!.name,
    }),
  });
}

/** Four open digits are right by accident once in ten thousand times; the bank's own ones say little. */
const maskedWeight = 4;

/** R04: a masked account is nobody's by itself, but it may agree with the account of whom the name hints at. */
function addMaskedAccount(line: MatchLine, book: Book, rules: Rules, drafts: Drafts): void {
  if (!rules.R04.enabled || !isMasked(line.payerAccount)) return;
  const hinted = [...drafts].filter(([, { standing }]) => standing !== "full");
  if (hinted.length === 0) return;
  const alike = book.seenAccounts.ownersLike(line.payerAccount);
  for (const [customer] of hinted) {
    if (!alike.has(customer)) continue;
    add(drafts, customer, {
      weight: maskedWeight,
      standing: "near",
      rule: "R04",
      because: because("who.account_masked", { account: line.payerAccount }),
    });
  }
}

/** R06: the account of ours the money came to is given to one customer. */
function addAssigned(line: MatchLine, book: Book, rules: Rules, drafts: Drafts): void {
  const owner = assignedTo(line, book, rules);
  if (!owner) return;
  add(drafts, owner.customer, {
    weight: book.weights.who.account,
    standing: "full",
    rule: "R06",
    because: because("who.assigned_account", { account: tail(line.account) }),
  });
}

export function assignedTo(line: MatchLine, book: Book, rules: Rules): AssignedAccount | undefined {
  if (book.assigned.size === 0 || line.account === "" || !rules.R06.enabled) return undefined;
  const key = accountKey(line.account);
  return key.length < rules.R06.params.minDigits ? undefined : book.assigned.get(key);
}

function tail(account: string): string {
  return account.length > 4 ? `…${account.slice(-4)}` : account;
}

function addMemory(line: MatchLine, book: Book, rules: Rules, drafts: Drafts): void {
  const rule = rules.R03;
  if (!rule.enabled || book.memory.size === 0) return;
  for (const kind of ["account", "name"] as const) {
    const value = kind === "account" ? line.payerAccount : line.payerName;
    if (value === "") continue;
    const memory = book.memory.get(memoryKey(kind, value));
    if (!memory || memory.confirmations < rule.params.confirmations) continue;
    add(drafts, memory.customer, {
      weight: book.weights.who.memory,
      standing: "full",
      rule: "R03",
      because: because("who.memory", { value, confirmations: memory.confirmations }),
    });
  }
}

function addNames(
  hits: readonly NameHit[],
  line: MatchLine,
  book: Book,
  rules: Rules,
  drafts: Drafts,
): void {
  for (const hit of alikeEnough(hits, rules)) {
    const kind = nameKind(hit, book, rules);
    if (!rules[kind.rule].enabled) continue;
    add(drafts, hit.customer, {
      weight: kind.weight,
      standing: kind.standing,
      rule: kind.rule,
      because: because(hit.isShared ? "who.name_shared" : `who.name_${hit.level}`, {
        name: line.payerName,
        customer: book.customers[hit.customer]!.name,
      }),
    });
  }
}

/** R04: near names count only from a likeness on, and ahead of the runner-up. */
function alikeEnough(hits: readonly NameHit[], rules: Rules): readonly NameHit[] {
  const { sound, similarityPercent, gapPercent } = rules.R04.params;
  const [first, second] = hits;
  if (first?.level === "sound") return sound ? hits : [];
  if (first?.level !== "fuzzy") return hits;
  const isAhead = !second || first.similarity - second.similarity >= gapPercent;
  return first.similarity >= similarityPercent && isAhead ? [{ ...first, isShared: false }] : [];
}

function nameKind(
  hit: NameHit,
  book: Book,
  rules: Rules,
): { weight: number; standing: Standing; rule: RuleCode } {
  const { who } = book.weights;
  const rule = hit.level === "alias" ? "R03" : hit.level === "name" ? "R02" : "R04";
  if (hit.isShared)
    return { weight: Math.min(who.nameShared, levelWeight(hit, book)), standing: "weak", rule };
  // Where legal forms are told apart, a name with another one is only near.
  if (!rules.R02.params.suffixEquivalence && !hit.isVerbatim && hit.level !== "cut") {
    return {
      weight: Math.min(who.nameCore, levelWeight(hit, book)),
      standing: "partial",
      rule: "R04",
    };
  }
  if (hit.level === "name") return { weight: who.name, standing: "full", rule };
  if (hit.level === "alias") return { weight: who.alias, standing: "full", rule };
  // 市 or 公司 left out, a name the bank cut: the same name in another writing.
  if (hit.level === "form") return { weight: who.nameForm, standing: "full", rule: "R02" };
  if (hit.level === "cut") return { weight: who.nameCut, standing: "full", rule: "R02" };
  if (hit.level === "core") return { weight: who.nameCore, standing: "partial", rule };
  if (hit.level === "unit") return { weight: who.nameUnit, standing: "partial", rule };
  // A name he shortened himself or spelt in pinyin, a part of the firm that is no person of its own.
  if (hit.level === "short" || hit.level === "spelt")
    return { weight: who.nameCore, standing: "near", rule };
  if (hit.level === "branch") return { weight: who.nameUnit, standing: "near", rule };
  return { weight: levelWeight(hit, book), standing: "weak", rule };
}

function levelWeight(hit: NameHit, book: Book): number {
  const { who } = book.weights;
  if (hit.level === "sound") return who.nameSound;
  if (hit.level === "fuzzy") return who.nameFuzzy;
  const isCore = hit.level === "core" || hit.level === "short" || hit.level === "spelt";
  return isCore ? who.nameCore : who.nameShared;
}

const taxId = /[0-9A-HJ-NPQRTUWXY]{18}/gi;

function taxIdsIn(line: MatchLine, book: Book): readonly string[] {
  if (book.taxIds.size === 0 || line.memo.length < 18) return [];
  const found = matchesOf(line.memo, taxId).map(([text]) => text.toUpperCase());
  return found.filter((text) => book.taxIds.has(text));
}

function addTaxIds(said: readonly string[], book: Book, drafts: Drafts): void {
  for (const text of said) {
    add(drafts, book.taxIds.get(text)!, {
      weight: book.weights.who.taxId,
      standing: "full",
      rule: "R03",
      because: because("who.tax_id", { taxId: text }),
    });
  }
}

/** A person's name may be all a memo says. */
const shortestInside = 2;

/** Someone pays for a customer and says so: 代上海启明贸易付货款. */
function addInside(
  line: MatchLine,
  book: Book,
  rules: Rules,
  drafts: Drafts,
  isPayerUnknown: boolean,
): void {
  if (!rules.R04.enabled || line.memo.length < shortestInside) return;
  const inside = book.names.findInside(line.memo);
  const isLatin = inside.length === 0 && isPayerUnknown;
  for (const hit of isLatin ? book.names.findLatinInside(line.memo) : inside) {
    if (isPersonElsewhere(hit.customer, line, book)) continue;
    add(drafts, hit.customer, {
      weight: hit.isShared ? book.weights.who.nameShared : book.weights.who.nameInMemo,
      standing: hit.isShared ? "weak" : "near",
      rule: "R04",
      because: because("who.name_in_memo", { customer: book.customers[hit.customer]!.name }),
    });
  }
}

/** The name of one person and the number of another customer: one of them is wrong. */
function isPersonElsewhere(customer: number, line: MatchLine, book: Book): boolean {
  if (!book.names.parse(book.customers[customer]!.name).isPerson) return false;
  const numbered = ownerOfNumber(line.memo, book);
  return numbered >= 0 && numbered !== customer;
}

/** The memo names this customer alone, by his name or by the number he has with us. */
export function isNamedInMemo({ standing, because: said }: PayerHit): boolean {
  if (standing !== "near") return false;
  return said.some(({ key }) => key === "who.name_in_memo" || key === "who.number_in_memo");
}

/** R03: the memo gives the customer's number in our books, whoever pays. */
function addNumbered(line: MatchLine, book: Book, rules: Rules, drafts: Drafts): void {
  if (!rules.R03.enabled) return;
  const customer = customerNumbered(line.memo, book);
  if (customer < 0) return;
  add(drafts, customer, {
    weight: book.weights.who.nameInMemo,
    standing: "near",
    rule: "R03",
    because: because("who.number_in_memo", { customer: book.customers[customer]!.customerNo }),
  });
}

/** The hits, the likeliest first, in lists without room for more: a million lines keep them. */
function finish(drafts: Drafts, book: Book): readonly PayerHit[] {
  let full = 0;
  for (const { standing } of drafts.values()) if (standing === "full") full++;
  const hits = Array.from(drafts, ([customer, draft]): PayerHit => {
    // Account says one customer, name another: neither posts without a document.
    const isContradicted = full > 1 && draft.standing === "full";
    return {
      customer,
      weight: draft.weight,
      standing: isContradicted ? "partial" : draft.standing,
      rules: draft.rules.slice(),
      proofs: draft.proofs.slice(),
      because: isContradicted
        ? [...draft.because, contradicted(customer, book)]
        : draft.because.slice(),
    };
  });
  hits.sort((a, b) => b.weight - a.weight || a.customer - b.customer);
  return hits.slice();
}

function contradicted(customer: number, book: Book): Because {
  return because("who.contradicted", { customer: book.customers[customer]!.customerNo });
}
