// A walk through the journal entry table on real books, each step done in the books and worked out a
// second time in a journal of its own (journal-model.ts). What the books posted is compared at once.
import assert from "node:assert/strict";
import type { AdjustmentRequest } from "../../src/app/adjustments/adjustment.ts";
import { takeBill } from "../../src/app/bills/take-bill.ts";
import { closePeriod } from "../../src/app/periods/close-period.ts";
import { revalueMonth } from "../../src/app/periods/revalue-month.ts";
import {
  claimLine,
  markNotReceivable,
  settleByHand,
  undoDecisions,
} from "../../src/app/workbench/decide.ts";
import { returnReceipt } from "../../src/app/workbench/return-receipt.ts";
import { takeDeposit } from "../../src/app/workbench/take-deposit.ts";
import {
  addDays,
  addMonths,
  endOfMonth,
  type IsoDate,
  isoDate,
  type Month,
  monthOf,
  startOfMonth,
} from "../../src/core/date.ts";
import { formatMinor } from "../../src/core/money.ts";
import { addItem, addLine, type TestBooks } from "./books.ts";
import { type Chance, chanceOf } from "./chance.ts";
import {
  type Decision,
  Draft,
  homeOf,
  Journal,
  type Line,
  leftOf,
  type Move,
  type Pot,
  potAt,
  share,
  thereSince,
  worth,
} from "./journal-model.ts";
import type { World } from "./journal-world.ts";
import { reopen } from "./reopen-month.ts";

export const firstDay = isoDate("2026-01-05");
/** Before the books of the walk, so long ago that nobody may ask for it any more. */
export const longAgo = isoDate("2022-06-01");
const currencies = ["CNY", "CNY", "USD", "JPY"] as const;

type Item = Pot & { readonly id: number; readonly kind: string; readonly issued: IsoDate };
type Receipt = {
  readonly lineId: number | null;
  id: number;
  readonly date: IsoDate;
  readonly currency: string;
  readonly received: number;
  home: number;
  owner: number | null;
  readonly places: Map<number, Pot>;
  isReceivable: boolean;
  /** The decision by which the bank took it back; null: it did not. */
  returnedBy: number | null;
  bookedOn: IsoDate;
};

export class Walk {
  readonly items: Item[] = [];
  readonly receipts: Receipt[] = [];
  readonly counts = new Map<string, number>();
  readonly journal = new Journal(isoDate("2026-04-10"));
  readonly rates = new Map<string, number>();
  readonly chance: Chance;
  bills = 0;
  readonly books: TestBooks;
  readonly world: World;
  readonly standard: "cas" | "sme";

  constructor(of: Pick<Walk, "books" | "world" | "standard"> & { readonly seed: number }) {
    this.books = of.books;
    this.world = of.world;
    this.standard = of.standard;
    this.chance = chanceOf(of.seed);
  }

  // ------------------------------------------------------------ picking

  below(limit: number): number {
    return this.chance.below(limit);
  }

  day(): IsoDate {
    const days = Math.round((Date.parse(this.journal.today) - Date.parse(firstDay)) / 86_400_000);
    return addDays(firstDay, this.below(days + 1));
  }

  amount(): number {
    return 1 + this.below(this.below(3) === 0 ? 300 : 900_000);
  }

  some(of: number): number {
    if (this.below(2) === 0) return of;
    return of > 0 ? 1 + this.below(of) : 0 - 1 - this.below(0 - of);
  }

  /** Units of home for one of the currency, in millionths. */
  rate(currency: string, date: IsoDate): number {
    return this.rates.get(`${currency} ${date}`)!;
  }

  inHome(currency: string, minor: number, date: IsoDate): number {
    if (currency === "CNY") return minor;
    const cents = currency === "JPY" ? 100 : 1;
    return share(minor * cents, this.rate(currency, date), 1_000_000);
  }

  open(wants: (item: Item) => boolean): Item | undefined {
    return this.chance.oneOf(this.items.filter((item) => leftOf(item) !== 0 && wants(item)));
  }

  place(receipt: Receipt): Pot {
    return this.placeOf(receipt, receipt.owner);
  }

  placeOf(receipt: Receipt, owner: number | null): Pot {
    const known = receipt.places.get(owner ?? 0);
    if (known) return known;
    const account = owner === null ? "unidentified" : "on_account";
    const name = `receipt ${receipt.id} ${account}`;
    const pot = { name, account, customer: owner, currency: receipt.currency, moves: [] };
    receipt.places.set(owner ?? 0, pot);
    return pot;
  }

  money(wants: (receipt: Receipt) => boolean): Receipt | undefined {
    return this.chance.oneOf(
      this.receipts.filter((r) => r.isReceivable && leftOf(this.place(r)) > 0 && wants(r)),
    );
  }

  // ------------------------------------------------------------ comparing

  /** The entries of a decision are those of the draft. */
  async compare(decisionId: number, lines: readonly Line[], what: string): Promise<void> {
    const rows = await this.world.linesOf(decisionId);
    assert.deepEqual(totals(rows), totals(lines), `${what}, decision ${decisionId}`);
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  async did(decisionId: number, draft: Draft, what: string, onItsDates = false): Promise<void> {
    await this.compare(decisionId, draft.lines, what);
    this.journal.keep(decisionId, draft, onItsDates);
  }

  // ------------------------------------------------------------ documents

  item(id: number, from: Omit<Item, "id" | "moves" | "name">): Item {
    const item = { ...from, id, name: `${from.kind} ${id}`, moves: [] };
    this.items.push(item);
    return item;
  }

  async addDocument(date = this.day()): Promise<void> {
    if (!this.journal.isOpen(date)) return;
    const kind = (
      ["invoice", "invoice", "invoice", "delivery", "delivery", "credit_note", "payable"] as const
    )[this.below(7)]!;
    const currency = this.chance.oneOf(currencies)!;
    const isClaim = kind === "invoice" || kind === "delivery";
    const minor = isClaim ? this.amount() : 0 - this.amount();
    const homeMinor = this.inHome(currency, minor, date);
    if (homeMinor === 0) return;
    const customer = this.chance.oneOf(this.world.customers)!;
    const no = `D${this.items.length}-${this.below(1e6)}`;
    const of = { customerId: customer, no, kind, currency, amountMinor: minor, homeMinor, date };
    const id = await addItem(this.books, { ...of, due: addDays(date, 30) });
    const account = accountsOf[kind];
    const item = this.item(id, { account, customer, currency, kind, issued: date });
    if (kind === "delivery") this.unbilled.set(item, minor);
    const draft = new Draft().put(date, item, minor, homeMinor);
    draft.line(date, "gl_contra", null, { currency: "CNY", minor: -homeMinor, home: -homeMinor });
    this.record(draft);
  }

  /** Not a decision: it cannot be undone. */
  record(draft: Draft): void {
    for (const { pot, move } of draft.effects) pot.moves.push(move);
    this.journal.lines.push(...draft.lines);
  }

  /** Money nobody has asked about for years. */
  addOldReceipt(): Promise<void> {
    return this.addReceipt(addDays(longAgo, this.below(300)), "CNY");
  }

  async addReceipt(
    date = this.day(),
    currency: string = this.chance.oneOf(currencies)!,
  ): Promise<void> {
    if (!this.journal.isOpen(date)) return;
    const minor = this.amount();
    const home = this.inHome(currency, minor, date);
    if (home === 0) return;
    const bankAccountId = this.world.accounts[currency]!;
    const lineId = await addLine(
      { ...this.books, bankAccountId },
      { amountMinor: minor, homeMinor: home, currency, date, payer: `P${this.below(9)}` },
    );
    const receipt: Receipt = {
      ...{ lineId, id: await this.world.receiptOf(lineId), date, currency, received: minor, home },
      ...{ owner: null, places: new Map(), isReceivable: true, bookedOn: date },
      returnedBy: null,
    };
    this.receipts.push(receipt);
    const draft = new Draft().put(date, this.place(receipt), minor, home);
    this.record(draft.line(date, "bank", null, { currency, minor, home }));
  }

  // ------------------------------------------------------------ money that is matched

  /** J09, dated since when the money is there. */
  claimInto(draft: Draft, receipt: Receipt, customer: number): Pot {
    const from = this.place(receipt);
    const date = this.journal.dated([], [from]);
    const minor = leftOf(from);
    draft.claiming(receipt.id);
    const home = draft.take(date, from, minor);
    const to = this.placeOf(receipt, customer);
    draft.put(date, to, minor, home).claiming(null);
    return to;
  }

  async claim(): Promise<void> {
    const receipt = this.money((r) => r.owner === null && r.lineId !== null);
    const customerId = this.chance.oneOf(this.world.customers)!;
    if (!receipt) return;
    const lineId = receipt.lineId!;
    const claimed = await claimLine(this.world.deps, this.world.accountant, {
      ...{ booksId: this.books.booksId, lineId, customerId },
    });
    if (!claimed.ok) return assert.equal(claimed.error.code, "already_decided");
    const draft = new Draft();
    this.claimInto(draft, receipt, customerId);
    receipt.owner = customerId;
    await this.did(claimed.value.decisionId, draft, "J09 claim");
  }

  /** J10 with J33 or J34, J12 for a tail, J20 for what is over. */
  async settle(): Promise<void> {
    const receipt = this.money((r) => r.lineId !== null);
    if (!receipt) return;
    const { currency, owner } = receipt;
    const isCross = this.below(8) === 0;
    const first = this.open(
      (i) =>
        ["invoice", "delivery", "retention", "bill"].includes(i.kind) &&
        (i.currency === currency) !== isCross &&
        (owner === null || i.customer === owner),
    );
    if (!first) return;
    const customer = first.customer!;
    const before = this.place(receipt);
    const more = [0, 1].flatMap(() => {
      const item = this.open(
        (i) =>
          i.customer === customer &&
          i.currency === currency &&
          (i.kind === "invoice" || i.kind === "credit_note") &&
          i !== first,
      );
      return item && this.below(3) > 0 && !isCross ? [item] : [];
    });
    // a platform kept a fee of it: the gross settles (J27); one person says so up to 15 % of the gross
    const isNet = owner === null && !isCross && leftOf(before) >= 20 && this.below(6) === 0;
    const fee = isNet ? 1 + this.below(Math.floor(leftOf(before) / 10)) : 0;
    const feeHome = fee === 0 ? 0 : share(fee, homeOf(before), leftOf(before));
    const gross = { minor: leftOf(before) + fee, home: homeOf(before) + feeHome };
    let rest = gross.minor;
    const parts: { item: Item; minor: number; given: number }[] = [];
    for (const item of [...new Set([...more, first])].toSorted((a, b) => leftOf(a) - leftOf(b))) {
      const left = leftOf(item);
      if (isCross) {
        parts.push({ item, minor: this.some(left), given: this.some(rest) });
        rest -= parts[0]!.given;
        continue;
      }
      const minor = left < 0 ? this.some(left) : Math.min(this.some(left), rest);
      if (minor === 0) continue;
      parts.push({ item, minor, given: minor });
      rest -= minor;
    }
    const given = parts.reduce((sum, part) => sum + part.given, 0);
    if (parts.length === 0 || given <= fee) return;
    const closing = parts.at(-1)!;
    const tail = leftOf(closing.item) - closing.minor;
    const tailHome = tail === 0 ? 0 : this.inHome(closing.item.currency, tail, receipt.date);
    const rounds = tail > 0 && worth(closing.item, tail) <= 5_000 && this.below(2) === 0;
    const keeps = rest > 0 && this.below(4) === 0 && !isCross;
    const text = (minor: number, of: string) => formatMinor(minor, of);
    const base = { lineId: receipt.lineId!, difference: null, due: null };
    const over = { ...base, side: "line", itemId: null, code: "advance" } as const;
    const short = { ...base, side: "item", itemId: closing.item.id, code: "rounding" } as const;
    const ofItem = closing.item.currency;
    const kept = { ...base, side: "line", itemId: null, code: "platform_fee" } as const;
    const residuals = [
      ...(fee > 0 ? [{ ...kept, amount: text(fee, currency), currency }] : []),
      ...(rounds ? [{ ...short, amount: text(tail, ofItem), currency: ofItem }] : []),
      ...(keeps ? [{ ...over, amount: text(rest, currency), currency }] : []),
    ];
    const outcome = await settleByHand(this.world.deps, this.world.accountant, {
      booksId: this.books.booksId,
      settlement: {
        lineIds: [receipt.lineId!],
        customerId: owner ?? customer,
        parts: parts.map((part) => ({
          ...{ lineId: receipt.lineId!, itemId: part.item.id },
          ...{ amount: text(part.minor, part.item.currency), currency: part.item.currency },
          ...{ lineAmount: text(part.given, currency), lineCurrency: currency },
        })),
        residuals,
        reason: "",
      },
    });
    assert.ok(outcome.ok, `${JSON.stringify(outcome)} ${JSON.stringify(parts)}`);
    const draft = new Draft();
    const { journal } = this;
    const date = journal.dated([], [before, ...parts.map((part) => part.item)]);
    const dateOfTail = journal.dated([], [before, closing.item]);
    const dateOfRest = journal.dated([], [before]);
    const from = owner === null ? this.claimInto(draft, receipt, customer) : before;
    if (fee > 0) {
      draft.put(dateOfRest, from, fee, feeHome);
      draft.line(dateOfRest, "selling", customer, { currency, minor: fee, home: feeHome });
    }
    const worthOf = (minor: number) =>
      minor === gross.minor ? gross.home : share(minor, gross.home, gross.minor);
    const homes = parts.map((part) => share(part.given, gross.home, gross.minor));
    homes[homes.length - 1]! += worthOf(given) - homes.reduce((a, b) => a + b, 0);
    let used = { minor: 0, home: 0 };
    parts.forEach((part, n) => {
      draft.take(date, from, part.given, homes[n]!);
      const taken = draft.take(date, part.item, part.minor, worth(part.item, part.minor));
      draft.exchange(date, part.item.customer, homes[n]! - taken);
      used = { minor: used.minor + part.given, home: used.home + homes[n]! };
    });
    if (rounds) {
      const taken = homeOf(closing.item) - worth(closing.item, closing.minor);
      draft.take(dateOfTail, closing.item, tail, taken);
      const charged = { currency: closing.item.currency, minor: tail, home: tailHome };
      draft.line(dateOfTail, "rounding", closing.item.customer, charged);
      draft.exchange(dateOfTail, closing.item.customer, tailHome - taken);
    }
    receipt.owner = owner ?? customer;
    const { decisionId } = outcome.value;
    if (keeps) {
      const home = gross.home - used.home;
      draft.take(dateOfRest, from, rest, home);
      this.advance(draft, { receipt, date: dateOfRest, minor: rest, home }, decisionId);
    }
    await this.did(decisionId, draft, isCross ? "J34 across currencies" : "J10 settle");
    await this.name(decisionId);
  }

  /** J20: a debt to the customer, not revalued. */
  advance(
    draft: Draft,
    of: { receipt: Receipt; date: IsoDate; minor: number; home: number },
    decisionId: number,
  ): void {
    const { receipt, date, minor, home } = of;
    const { owner: customer, currency } = receipt;
    const item = this.item(-decisionId, {
      ...{ account: "advance_plain", customer, currency, kind: "advance", issued: receipt.date },
    });
    draft.put(date, item, -minor, -home);
  }

  /** Items that a decision began get the numbers they have in the books. */
  async name(decisionId: number): Promise<void> {
    const begun = this.items.filter((item) => item.id === -decisionId);
    const ids = await this.world.begunBy(decisionId);
    assert.equal(begun.length, ids.length, "items begun");
    for (const [n, item] of begun.entries()) Object.assign(item, { id: ids[n] });
  }

  async categorise(): Promise<void> {
    const receipt = this.money((r) => r.owner === null && r.lineId !== null);
    if (!receipt || leftOf(this.place(receipt)) !== receipt.received) return;
    const [outcome] = await markNotReceivable(this.world.deps, this.world.accountant, {
      ...{ booksId: this.books.booksId, lineIds: [receipt.lineId!] },
      ...{ category: "interest", reason: "" },
    });
    if (!outcome?.ok) return assert.equal(outcome?.error.code, "already_decided");
    const pot = this.place(receipt);
    const date = this.journal.dated([], [pot]);
    const { currency, received: minor } = receipt;
    const draft = new Draft();
    const home = draft.take(date, pot, minor);
    draft.line(date, "bank", null, { currency, minor: -minor, home: -home });
    receipt.isReceivable = false;
    this.categorised.set(outcome.value.decisionId, receipt);
    await this.did(outcome.value.decisionId, draft, "not receivable");
  }

  // ------------------------------------------------------------ adjustments

  async asked(request: Partial<AdjustmentRequest>): Promise<number> {
    return this.world.adjust({ ...emptyRequest, fileIds: [this.world.fileId], ...request });
  }

  text(pot: Pot, minor: number): string {
    return formatMinor(Math.abs(minor), pot.currency);
  }

  /** J12–J14, J16, J17, J27, J41: off a claim, at the day's rate against what it was booked at. */
  async charge(): Promise<void> {
    const item = this.open((i) => ["invoice", "delivery", "retention"].includes(i.kind));
    if (!item) return;
    const kinds = [
      ...(["rounding", "fee", "discount", "penalty", "withholding", "freight"] as const),
      "platform_fee" as const,
    ];
    const kind = this.chance.oneOf(kinds)!;
    const accounts = {
      ...{ rounding: "rounding", fee: "bank_fee", discount: "cash_discount" },
      ...{ penalty: "other_expense", withholding: "withholding_receivable", freight: "selling" },
      platform_fee: "selling",
    } as const;
    const minor = Math.min(leftOf(item), 1 + this.below(4_000));
    const date = this.todayFor(item);
    const since = thereSince(item);
    const { today } = this.journal;
    const home = this.inHome(item.currency, minor, since > today ? since : today);
    if (worth(item, minor) === 0 && home === 0) return;
    const decisionId = await this.asked({ kind, itemId: item.id, amount: this.text(item, minor) });
    const draft = new Draft();
    const taken = draft.take(date, item, minor);
    const charged = { currency: item.currency, minor, home };
    draft.line(date, accounts[kind], item.customer, charged);
    draft.exchange(date, item.customer, home - taken);
    await this.did(decisionId, draft, kind);
  }

  /** J44: goods off a claim at the day's rate; what they and the allowance do not cover is the result. */
  async takeGoods(): Promise<void> {
    const item = this.open((i) => ["invoice", "delivery", "retention"].includes(i.kind));
    if (!item) return;
    const minor = this.some(leftOf(item));
    const date = this.todayFor(item);
    const since = thereSince(item);
    const { today } = this.journal;
    const home = this.inHome(item.currency, minor, since > today ? since : today);
    const fair = 1 + this.below(2 * home + 1);
    const tax = this.below(fair);
    const isSmall = this.standard === "sme";
    const allowance = isSmall ? 0 : this.below(home + 1);
    const isAsset = this.below(2) === 0;
    const text = (of: number) => formatMinor(of, "CNY");
    const decisionId = await this.asked({
      ...{ kind: "goods_payment", itemId: item.id, amount: this.text(item, minor) },
      agreementNo: "XY-3",
      goods: {
        ...{ what: "钢板", use: isAsset ? "asset" : "goods", fairValue: text(fair) },
        ...{ tax: text(tax), allowanceUsed: text(allowance) },
      },
    });
    const draft = new Draft();
    const taken = draft.take(date, item, minor);
    const book = (account: string, of: number) =>
      draft.line(date, account, item.customer, { currency: "CNY", minor: of, home: of });
    book(isAsset ? "asset_received" : "goods_received", fair - tax);
    book("input_vat", tax);
    book("allowance", allowance);
    const loss = home - fair - allowance;
    const ofSmall = loss > 0 ? "other_expense" : "other_income";
    book(isSmall ? ofSmall : "investment", loss);
    draft.exchange(date, item.customer, home - taken);
    await this.did(decisionId, draft, "J44 goods");
  }

  todayFor(...pots: Pot[]): IsoDate {
    return this.journal.dated([this.journal.today], pots);
  }

  /** J06, J22, J23, J25: one document settles another, both shrink. */
  async net(): Promise<void> {
    const item = this.open((i) => i.kind === "invoice");
    if (!item) return;
    const other = this.open(
      (i) =>
        ["credit_note", "advance", "payable"].includes(i.kind) &&
        i.currency === item.currency &&
        (i.customer === item.customer || i.kind === "payable"),
    );
    if (!other) return;
    const minor = this.some(Math.min(leftOf(item), 0 - leftOf(other)));
    const { journal } = this;
    const isAllocation = other.kind !== "payable";
    const date = isAllocation
      ? journal.dated([item.issued, other.issued], [item, other])
      : this.todayFor(item, other);
    const isTheirs = other.customer === item.customer;
    const settling = other.kind === "advance" ? "apply_advance" : "offset_credit";
    const netting = isTheirs ? "net_payable" : "three_party";
    const kind = other.kind === "payable" ? netting : settling;
    const decisionId = await this.asked({
      ...{ kind, itemId: item.id, otherItemId: other.id, agreementNo: "XY-1" },
      amount: this.text(item, minor),
    });
    const draft = new Draft();
    const given = draft.take(date, other, -minor);
    const taken = draft.take(date, item, minor);
    draft.exchange(date, item.customer, 0 - given - taken);
    if (kind === "offset_credit" && given + taken === 0) draft.lines.length = 0;
    await this.did(decisionId, draft, kind);
  }

  /** A part of a claim goes on as another item, or ends with another: J18, J19, J24, J31, J37, J39, J32, J42. */
  async move(): Promise<void> {
    const item = this.open((i) => i.kind in movesOf);
    if (!item) return;
    const { standard } = this;
    const kind = this.chance.oneOf(movesOf[item.kind] ?? [])!;
    if (kind === "recover" && standard === "sme") return;
    if (kind === "retention_release" && item.account === "receivable") return;
    if (kind === "factor" && item.currency !== "CNY") return;
    const minor = kind === "dishonour" ? leftOf(item) : this.some(leftOf(item));
    const isUnconditional = standard === "sme" || this.below(2) === 0;
    const to = this.chance.oneOf(this.world.customers.filter((c) => c !== item.customer))!;
    const isDerecognised = this.below(2) === 0;
    const isPaid = kind === "factor" || kind.startsWith("recourse");
    const bankAccountId = isPaid ? this.books.bankAccountId : null;
    const paid = this.some(minor);
    const date = this.todayFor(item);
    const decisionId = await this.asked({
      ...{ kind, itemId: item.id, toCustomerId: to, isUnconditional, agreementNo: "XY-2" },
      ...{ amount: this.text(item, minor), evidence: ["裁定"], responsible: "王敏" },
      ...{ toName: "宏远钢材", isDerecognised, bankAccountId },
      proceeds: kind === "factor" ? this.text(item, paid) : null,
    });
    const draft = new Draft();
    const { customer, currency } = item;
    const home = draft.take(date, item, minor);
    const amount = { currency, minor, home };
    const loss = standard === "sme" ? "other_expense" : "allowance";
    const begin = (kindOfNew: string, account: string, whose = customer) => {
      const base = { account, customer: whose, currency, kind: kindOfNew, issued: item.issued };
      draft.put(date, this.item(-decisionId, base), minor, home);
    };
    if (kind === "transfer") begin(item.kind, item.account, to);
    if (kind === "retention_split")
      begin("retention", isUnconditional ? "retention" : "contract_asset");
    if (kind === "retention_release") begin("retention", "receivable");
    if (kind === "dishonour") begin("invoice", "receivable");
    if (kind === "endorse_bill") {
      draft.line(date, "payable", null, amount);
      const owed = { currency, minor: -minor, home: -home };
      if (!isDerecognised) draft.line(date, "endorsed_bill", customer, owed);
      begin("bill_endorsed", isDerecognised ? "" : item.account);
    }
    if (kind === "recourse_bill") {
      if (item.account !== "") draft.line(date, "endorsed_bill", customer, amount);
      draft.line(date, "bank", customer, { currency, minor: -minor, home: -home });
      begin("invoice", "receivable");
    }
    if (kind === "factor") {
      const cost = minor - paid;
      const lost = isDerecognised ? "investment" : "interest";
      draft.line(date, "bank", null, { currency, minor: paid, home: paid });
      if (cost > 0) draft.line(date, lost, customer, { currency, minor: cost, home: cost });
      const owed = { currency, minor: -minor, home: -home };
      if (!isDerecognised) draft.line(date, "loan", customer, owed);
      begin("factored", isDerecognised ? "" : item.account);
    }
    if (item.kind === "factored" && item.account !== "") draft.line(date, "loan", customer, amount);
    if (kind === "recourse_factored") {
      draft.line(date, "bank", customer, { currency, minor: -minor, home: -home });
      begin("invoice", "receivable");
    }
    if (kind === "write_off") {
      draft.line(date, loss, customer, amount);
      begin("written_off", "");
    }
    if (kind === "recover") {
      draft.line(date, loss, customer, { currency, minor: -minor, home: -home });
      begin("invoice", "receivable");
    }
    await this.did(decisionId, draft, kind);
    await this.name(decisionId);
  }

  /** J04: an invoice of one delivery or two, in whole or in part, some of it paid before. */
  async billDelivery(): Promise<void> {
    const first = this.chance.oneOf([...this.unbilled.keys()]);
    if (!first) return;
    const second = [...this.unbilled.keys()].find(
      (i) => i !== first && i.customer === first.customer && i.currency === first.currency,
    );
    const issued = this.day();
    const deliveries = second && this.below(3) === 0 ? [first, second] : [first];
    const billed = deliveries.map((item, n) => {
      const minor = this.unbilled.get(item)!;
      return n === deliveries.length - 1 ? this.some(minor) : minor;
    });
    const total = billed.reduce((sum, minor) => sum + minor, 0);
    const moved = deliveries.map((item, n) => Math.min(billed[n]!, leftOf(item)));
    // paid in full before, without tax: there is nothing to book
    if (moved.every((minor) => minor === 0)) return;
    const document = { no: `FP${++this.invoices}`, issuedOn: issued, tax: null };
    const decisionId = await this.asked({
      ...{ kind: "invoice_delivery", itemId: first.id, amount: this.text(first, total) },
      document: { ...document, moreItemIds: deliveries.slice(1).map(({ id }) => id) },
    });
    const date = this.journal.dated([issued], deliveries);
    const draft = new Draft();
    const { customer, currency } = first;
    const homes = deliveries.map((item, n) =>
      moved[n] === 0 ? 0 : draft.take(date, item, moved[n]!),
    );
    const base = { account: "receivable", customer, currency, kind: "invoice", issued };
    const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
    draft.put(date, this.item(-decisionId, base), sum(moved), sum(homes));
    this.billedBy.set(
      decisionId,
      deliveries.map((item, n) => [item, billed[n]!] as const),
    );
    for (const [item, minor] of this.billedBy.get(decisionId) ?? []) this.takeUnbilled(item, minor);
    await this.did(decisionId, draft, "J04 delivery invoiced");
    await this.name(decisionId);
  }

  /** What no invoice bills of each delivery. */
  readonly unbilled = new Map<Item, number>();
  readonly billedBy = new Map<number, readonly (readonly [Item, number])[]>();
  invoices = 0;

  takeUnbilled(item: Item, minor: number): void {
    const left = (this.unbilled.get(item) ?? 0) - minor;
    if (left === 0) this.unbilled.delete(item);
    else this.unbilled.set(item, left);
  }

  /** What is left of a receipt: J10, J20, J38, J42, J09 to another customer. */
  async useMoney(): Promise<void> {
    const receipt = this.money((r) => r.owner !== null);
    if (!receipt) return;
    const pot = this.place(receipt);
    const kinds = ["apply_receipt", "keep_as_advance", "refund", "reassign"] as const;
    const kind = this.chance.oneOf(kinds)!;
    const { journal } = this;
    const { currency, owner: customer } = receipt;
    const item =
      kind === "apply_receipt"
        ? this.open(
            (i) =>
              (i.kind === "invoice" || (i.kind === "factored" && i.account === "")) &&
              i.customer === customer &&
              i.currency === currency,
          )
        : undefined;
    if (kind === "apply_receipt" && !item) return;
    const most = item ? Math.min(leftOf(item), leftOf(pot)) : leftOf(pot);
    const minor = kind === "reassign" ? leftOf(pot) : this.some(most);
    const to = this.chance.oneOf(this.world.customers.filter((c) => c !== customer))!;
    const today = this.todayFor(pot);
    const date = item ? journal.dated([receipt.date], [item, pot]) : today;
    const paid = this.inHome(currency, minor, journal.today);
    const decisionId = await this.asked({
      ...{ kind, receiptId: receipt.id, itemId: item?.id ?? null, toCustomerId: to },
      ...{ amount: this.text(pot, minor), bankAccountId: this.world.accounts[currency]! },
      toAccount: "6217000000000011",
    });
    const draft = new Draft();
    const given = draft.take(date, pot, minor);
    if (item) draft.exchange(date, customer, given - draft.take(date, item, minor));
    if (item?.kind === "factored") {
      const base = { account: "agency", kind: "held_for_factor", issued: receipt.date, currency };
      draft.put(date, this.item(-decisionId, { ...base, customer: customer! }), -minor, -given);
    }
    if (kind === "keep_as_advance") {
      this.advance(draft, { receipt, date, minor, home: given }, decisionId);
    }
    if (kind === "refund") {
      draft.line(date, "bank", customer, { currency, minor: -minor, home: -paid });
      draft.exchange(date, customer, given - paid);
    }
    if (kind === "reassign") {
      draft.put(date, this.placeOf(receipt, to), minor, given);
      receipt.owner = to;
      this.moves.set(decisionId, { receipt, from: customer! });
    }
    await this.did(decisionId, draft, kind);
    await this.name(decisionId);
  }
  readonly moves = new Map<number, { receipt: Receipt; from: number }>();

  /** J46: money that nobody has claimed for three years, all of it. */
  async keepUnclaimed(): Promise<void> {
    const { journal } = this;
    const latest = addMonths(journal.today, -36);
    const receipt = this.money((r) => r.owner === null && r.lineId !== null && r.date <= latest);
    if (!receipt) return;
    const pot = this.place(receipt);
    const minor = leftOf(pot);
    const date = this.todayFor(pot);
    const decisionId = await this.asked({
      ...{ kind: "unclaimed_income", receiptId: receipt.id, amount: this.text(pot, minor) },
    });
    const draft = new Draft();
    const home = draft.take(date, pot, minor);
    draft.line(date, "other_income", null, { currency: "CNY", minor: -minor, home: -home });
    await this.did(decisionId, draft, "J46 unclaimed");
  }

  /** J38 of a credit note or an advance, J45 of a deposit that goes back, J42 of what is a factor's. */
  async refundCredit(): Promise<void> {
    const item = this.open((i) => i.kind in paidOutBy);
    if (!item) return;
    const kind = paidOutBy[item.kind] ?? "refund";
    const minor = this.some(leftOf(item));
    const date = this.todayFor(item);
    const { currency, customer } = item;
    const paid = this.inHome(currency, -minor, this.journal.today);
    const decisionId = await this.asked({
      ...{ kind, itemId: item.id, amount: this.text(item, minor) },
      ...{ bankAccountId: this.world.accounts[currency]!, toAccount: "6217000000000011" },
    });
    const draft = new Draft();
    const given = draft.take(date, item, minor);
    draft.line(date, "bank", customer, { currency, minor, home: -paid });
    draft.exchange(date, customer, 0 - given - paid);
    await this.did(decisionId, draft, `${kind} of an item`);
  }

  /** J45: money of a line is a customer's deposit, on the day it came. */
  async deposit(): Promise<void> {
    const receipt = this.money((r) => r.lineId !== null);
    if (!receipt) return;
    const customer = receipt.owner ?? this.chance.oneOf(this.world.customers)!;
    const pot = this.place(receipt);
    const minor = this.some(leftOf(pot));
    const taken = await takeDeposit(this.world.deps, this.world.accountant, {
      ...{ booksId: this.books.booksId, lineId: receipt.lineId!, customerId: customer },
      ...{ amount: this.text(pot, minor), number: "", due: null, reason: "random" },
    });
    assert.ok(taken.ok, JSON.stringify(taken));
    const { decisionId } = taken.value;
    const date = this.journal.dated([receipt.date], [pot]);
    const draft = new Draft();
    const from = receipt.owner === null ? this.claimInto(draft, receipt, customer) : pot;
    const home = draft.take(date, from, minor, worth(pot, minor));
    receipt.owner = customer;
    const base = { account: "deposit_held", customer, kind: "deposit", issued: receipt.date };
    const item = this.item(-decisionId, { ...base, currency: receipt.currency });
    draft.put(date, item, -minor, -home);
    await this.did(decisionId, draft, "J45 deposit");
    await this.name(decisionId);
  }

  /** J11: a line of money out takes a receipt back; what stood on it is undone on one day. */
  async bankReturn(): Promise<void> {
    const receipt = this.chance.oneOf(this.receipts.filter(isStillThere));
    if (!receipt) return;
    const { journal } = this;
    const { currency, received: minor } = receipt;
    const latest = Math.round((Date.parse(journal.today) - Date.parse(receipt.date)) / 86_400_000);
    const date = addDays(receipt.date, this.below(latest + 1));
    const bankAccountId = this.world.accounts[currency]!;
    const out = { amountMinor: -minor, currency, date, payer: "P" };
    const lineId = await addLine({ ...this.books, bankAccountId }, out);
    const returned = await returnReceipt(this.world.deps, this.world.accountant, {
      ...{ booksId: this.books.booksId, lineId, receiptId: receipt.id, reason: "random" },
    });
    if (!returned.ok) {
      return assert.equal(returned.error.code, "return_of_refunded", JSON.stringify(returned));
    }
    const { decisionId } = returned.value;
    await this.takeBack(decisionId, await this.lastDayOf(decisionId, receipt, date));
    const place = this.place(receipt);
    assert.equal(leftOf(place), minor, "nothing of it is used");
    const draft = new Draft();
    const booked = journal.dated([date], [place]);
    const home = draft.take(booked, place, minor);
    draft.line(booked, "bank", receipt.owner, { currency, minor: -minor, home: -home });
    receipt.returnedBy = decisionId;
    await this.did(decisionId, draft, "J11 bank return");
  }

  /**
   * That day, or the last one of what was undone with the decision, of the receipt and of the items begun:
   * nothing is gone while something stands on it.
   */
  async lastDayOf(decisionId: number, receipt: Receipt, day: IsoDate): Promise<IsoDate> {
    const ids = new Set((await this.world.undoneSince(decisionId)).map(({ id }) => id));
    const undone = this.journal.decisions.filter(({ id }) => ids.has(id));
    const begun = this.items.filter((item) =>
      undone.some(({ effects }) =>
        effects.some(({ pot, move }) => pot === item && isFirst(pot, move)),
      ),
    );
    const moves = [
      ...undone.flatMap(({ lines, effects }) => [...lines, ...effects.map(({ move }) => move)]),
      ...[...receipt.places.values(), ...begun].flatMap((pot) => pot.moves),
    ];
    return moves.map(({ date }) => date).reduce((a, b) => (a > b ? a : b), day);
  }

  /** J28, and J10 with it. */
  async bill(): Promise<void> {
    const item = this.open((i) => i.kind === "invoice" && i.currency === "CNY");
    if (!item) return;
    const receivedOn = this.day();
    if (!this.journal.isOpen(receivedOn)) return;
    const customer = item.customer!;
    const face = this.amount();
    const minor = this.below(3) === 0 ? 0 : Math.min(this.some(leftOf(item)), face);
    const number = `T${++this.bills}`;
    const taken = await takeBill(this.world.deps, this.world.accountant, {
      booksId: this.books.booksId,
      bill: {
        ...{ customerId: customer, acceptance: "bank", number, range: "", acceptor: "工商银行" },
        ...{ drawer: "", receivedOn, dueDate: "2029-01-01", amount: formatMinor(face, "CNY") },
        parts: minor === 0 ? [] : [{ itemId: item.id, amount: formatMinor(minor, "CNY") }],
      },
    });
    assert.ok(taken.ok, JSON.stringify(taken));
    const { decisionId, receiptId } = taken.value;
    const receipt: Receipt = {
      ...{ lineId: null, id: receiptId, date: receivedOn, currency: "CNY", received: face },
      ...{ home: face, owner: customer, places: new Map(), isReceivable: true },
      ...{ bookedOn: receivedOn, returnedBy: null },
    };
    this.receipts.push(receipt);
    const draft = new Draft();
    const base = { account: "bill", customer, currency: "CNY", kind: "bill", issued: receivedOn };
    draft.put(receivedOn, this.item(-decisionId, base), face, face);
    draft.put(receivedOn, this.place(receipt), face, face);
    if (minor !== 0) {
      const date = this.journal.dated([receivedOn], [item]);
      draft.take(date, this.place(receipt), minor, minor);
      draft.take(date, item, minor);
    }
    this.bookedBills.set(decisionId, receipt);
    await this.did(decisionId, draft, "J28 bill");
    await this.name(decisionId);
  }
  readonly bookedBills = new Map<number, Receipt>();

  // ------------------------------------------------------------ months

  async tomorrow(): Promise<void> {
    this.journal.today = addDays(this.journal.today, 1 + this.below(6));
    this.world.setToday(this.journal.today);
  }

  /** J35: monetary balances at the closing rate, taken back on the next day. */
  async revalue(month: Month): Promise<void> {
    const end = endOfMonth(isoDate(`${month}-01`));
    if (!this.journal.isOpen(end) || end >= this.journal.today) return;
    const outcome = await revalueMonth(this.world.deps, this.world.accountant, {
      ...{ booksId: this.books.booksId, month, today: this.journal.today },
    });
    const draft = new Draft();
    const next = addDays(end, 1);
    const monetary = ["receivable", "uninvoiced", "retention", "contract_asset", "deposit_held"];
    const pots = [
      ...this.items.filter((item) => monetary.includes(item.account)),
      ...this.receipts.flatMap((receipt) => [...receipt.places.values()]),
    ];
    let total = 0;
    for (const pot of pots.filter(({ currency }) => currency !== "CNY")) {
      const { minor, home } = potAt(pot, end);
      const change = this.inHome(pot.currency, minor, end) - home;
      if (change === 0) continue;
      draft.put(end, pot, 0, change).put(next, pot, 0, 0 - change);
      total += pot.account === "on_account" || pot.account === "unidentified" ? -change : change;
    }
    for (const currency of ["USD", "JPY"]) {
      const bank = this.journal.lines.filter(
        (line) => line.account === "bank" && line.currency === currency && line.date <= end,
      );
      const minor = bank.reduce((sum, line) => sum + line.minor, 0);
      const home = bank.reduce((sum, line) => sum + line.home, 0);
      const change = this.inHome(currency, minor, end) - home;
      draft.line(end, "bank", null, { currency, minor: 0, home: change });
      draft.line(next, "bank", null, { currency, minor: 0, home: 0 - change });
      total += change;
    }
    draft.exchange(end, null, total).exchange(next, null, 0 - total);
    if (!outcome.ok) {
      assert.equal(outcome.error.code, "nothing_to_revalue", JSON.stringify(outcome));
      assert.deepEqual(totals(draft.lines), []);
      return;
    }
    await this.did(outcome.value.decisionId, draft, "J35 revaluation", true);
  }

  async closeOrReopen(): Promise<void> {
    const { booksId } = this.books;
    const { journal } = this;
    if (journal.closedThrough !== null && this.below(3) === 0) {
      const month = monthOf(journal.closedThrough);
      const { deps, accountant } = this.world;
      journal.closedThrough = await reopen(deps, accountant, { booksId, month });
      return;
    }
    const last = journal.closedThrough;
    const month = last === null ? monthOf(firstDay) : monthOf(addMonths(startOfMonth(last), 1));
    const end = endOfMonth(isoDate(`${month}-01`));
    if (addDays(end, 20) >= journal.today) return;
    await this.revalue(month);
    const input = { booksId, month, today: journal.today };
    const closed = await closePeriod(this.world.deps, this.world.accountant, input);
    assert.ok(closed.ok, JSON.stringify(closed));
    journal.closedThrough = closed.value.closedThrough;
    this.counts.set("close", (this.counts.get("close") ?? 0) + 1);
  }

  // ------------------------------------------------------------ undo

  async undo(): Promise<void> {
    const { journal } = this;
    const decision = this.chance.oneOf(journal.decisions);
    if (!decision) return;
    const isBackdated = this.below(3) === 0;
    const who = { ...this.world.accountant, role: "finance_lead" } as const;
    const [outcome] = await undoDecisions(this.world.deps, who, {
      ...{ booksId: this.books.booksId, decisionIds: [decision.id], reason: "random" },
      withDependants: this.below(2) === 0,
      onOriginalDate: isBackdated,
    });
    if (decision.undone) return assert.equal(outcome?.ok, false, "undone twice");
    if (!outcome?.ok) {
      const { code } = outcome!.error;
      assert.ok(code === "has_dependants" || code === "period_closed", code);
      this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
      return;
    }
    await this.takeBack(outcome.value.decisionId, isBackdated ? null : journal.today);
  }

  /** All that was undone at once with this decision, in its order, on that day; null: each on its own. */
  async takeBack(decisionId: number, day: IsoDate | null): Promise<void> {
    const { journal } = this;
    for (const { id, byId } of await this.world.undoneSince(decisionId)) {
      const undone = journal.decisions.find((one) => one.id === id);
      assert.ok(undone && !undone.undone, `decision ${id} stood`);
      const isUsed = (receipt: number) => this.isUsedByOthers(receipt, undone.id);
      const kept = new Set(
        undone.effects.flatMap(({ claimOf }) =>
          claimOf !== undefined && isUsed(claimOf) ? [claimOf] : [],
        ),
      );
      const isBookedAgain = await this.bookAgain(undone, day === null);
      if (isBookedAgain) undone.undone = true;
      const isKept = (receipt: number) => kept.has(receipt);
      const lines = isBookedAgain ? [] : journal.undo(undone, isKept, day);
      this.giveBack(undone.id, kept);
      await this.compare(byId, lines, day === null ? "undo on its day" : "undo");
    }
  }

  /** Whose money it is again. */
  giveBack(decisionId: number, kept: ReadonlySet<number>): void {
    const decision = this.journal.decisions.find(({ id }) => id === decisionId)!;
    const claimed = new Set(decision.effects.flatMap(({ claimOf }) => claimOf ?? []));
    for (const receipt of this.receipts) {
      if (claimed.has(receipt.id) && !kept.has(receipt.id)) receipt.owner = null;
    }
    const moved = this.moves.get(decisionId);
    if (moved) moved.receipt.owner = moved.from;
    const bill = this.bookedBills.get(decisionId);
    if (bill) bill.isReceivable = false;
    for (const receipt of this.receipts) {
      if (receipt.returnedBy === decisionId) receipt.returnedBy = null;
    }
    for (const [item, minor] of this.billedBy.get(decisionId) ?? [])
      this.takeUnbilled(item, -minor);
  }

  isUsedByOthers(receiptId: number, decisionId: number): boolean {
    const receipt = this.receipts.find(({ id }) => id === receiptId)!;
    const pots = new Set(receipt.places.values());
    return this.journal.decisions.some(
      (other) =>
        other.id !== decisionId &&
        !other.undone &&
        !other.onItsDates &&
        other.effects.some(({ pot, claimOf }) => pots.has(pot) && claimOf === undefined),
    );
  }

  /** A category taken back: the same money is a receipt again, booked on the day of the undo. */
  async bookAgain({ id: decisionId, lines }: Decision, isBackdated: boolean): Promise<boolean> {
    const receipt = this.categorised.get(decisionId);
    if (!receipt) return false;
    const day = isBackdated ? lines[0]!.date : this.journal.today;
    const date = this.journal.dated([day, receipt.bookedOn], []);
    const { currency, received: minor, home, lineId } = receipt;
    const id = await this.world.receiptOf(lineId!);
    const again = { ...receipt, id, places: new Map<number, Pot>(), isReceivable: true };
    this.receipts.push(Object.assign(again, { bookedOn: date }));
    const draft = new Draft().put(date, this.place(again), minor, home);
    this.record(draft.line(date, "bank", null, { currency, minor, home }));
    return true;
  }
  readonly categorised = new Map<number, Receipt>();
}

function isFirst(pot: Pot, move: Move): boolean {
  return pot.moves[0] === move;
}

/** Money in that was booked and not taken back since. */
function isStillThere(receipt: Receipt): boolean {
  if (receipt.lineId === null || !receipt.isReceivable) return false;
  return receipt.returnedBy === null;
}
const accountsOf = {
  ...{ invoice: "receivable", delivery: "uninvoiced", credit_note: "receivable" },
  payable: "payable",
} as const;

const paidOutBy: Readonly<Record<string, AdjustmentRequest["kind"]>> = {
  ...{ credit_note: "refund", advance: "refund", deposit: "return_deposit" },
  held_for_factor: "pay_factor",
};

const movesOf: Readonly<Record<string, readonly AdjustmentRequest["kind"][]>> = {
  invoice: ["retention_split", "transfer", "write_off", "factor"],
  retention: ["retention_release", "transfer"],
  bill: ["dishonour", "endorse_bill"],
  bill_endorsed: ["recourse_bill"],
  factored: ["recourse_factored", "clear_factored"],
  written_off: ["recover"],
};

const emptyRequest: AdjustmentRequest = {
  ...{ kind: "rounding", itemId: null, otherItemId: null, receiptId: null, toCustomerId: null },
  ...{ bankLineId: null, bankAccountId: null, toAccount: "", amount: "", reason: "random" },
  ...{ difference: null, due: null, isUnconditional: false, agreementNo: "", evidence: [] },
  ...{ responsible: "", fileIds: [] },
};

/** Sums by day, account, customer and currency; gains and losses of exchange are one. */
function totals(lines: readonly Line[]): [string, number, number][] {
  const sums = new Map<string, [number, number]>();
  for (const { date, account, customer, currency, minor, home } of lines) {
    const key = [date, account === "fx_gain" ? "fx" : account, customer ?? "", currency].join(" ");
    const [a, b] = sums.get(key) ?? [0, 0];
    sums.set(key, [a + minor, b + home]);
  }
  return [...sums]
    .filter(([, [minor, home]]) => minor !== 0 || home !== 0)
    .map(([key, [minor, home]]): [string, number, number] => [key, minor, home])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
