// The verbs of a ledger scenario: each calls the event function of one or two rows of the table.
import assert from "node:assert/strict";
import { type IsoDate, isoDate } from "../../../src/core/date.ts";
import { isDifferenceCode } from "../../../src/core/differences.ts";
import type { ItemKind } from "../../../src/core/item-kinds.ts";
import { type AccountKey, revaluedAccounts } from "../../../src/core/ledger/accounts.ts";
import { signedLine } from "../../../src/core/ledger/balance.ts";
import { billDeliveries, type DeliveryToBill } from "../../../src/core/ledger/bill-deliveries.ts";
import type { EventCode, Origin } from "../../../src/core/ledger/event-codes.ts";
import {
  discount,
  fee,
  freight,
  penalty,
  platformFee,
  platformFeeOf,
  roundingOver,
  roundingShort,
  withholding,
} from "../../../src/core/ledger/events/adjustments.ts";
import {
  applyAdvance,
  overpaymentToAdvance,
  prepayment,
} from "../../../src/core/ledger/events/advances.ts";
import { allocation, offsetCredit } from "../../../src/core/ledger/events/allocations.ts";
import { recovery, recoveryAsIncome, writeOff } from "../../../src/core/ledger/events/bad-debts.ts";
import {
  billCleared,
  billDiscounted,
  billDishonoured,
  billEndorsed,
  billRecourse,
  billTaken,
} from "../../../src/core/ledger/events/bills.ts";
import { deposit, depositReturned } from "../../../src/core/ledger/events/deposits.ts";
import {
  factor,
  factoredCleared,
  factoredRecourse,
  factorPaid,
  holdForFactor,
} from "../../../src/core/ledger/events/factoring.ts";
import { goodsPayment } from "../../../src/core/ledger/events/goods-payment.ts";
import {
  handedOver,
  handedOverReceived,
  receivedByOtherBooks,
  receivedForOtherBooks,
} from "../../../src/core/ledger/events/intragroup.ts";
import {
  netWithPayable,
  threePartyNetting,
  transferDebt,
} from "../../../src/core/ledger/events/netting.ts";
import {
  bankReturn,
  claim,
  moveToCustomer,
  receiptIdentified,
  receiptUnidentified,
  unclaimedToIncome,
} from "../../../src/core/ledger/events/receipts.ts";
import { refund } from "../../../src/core/ledger/events/refunds.ts";
import { retentionRelease, retentionSplit } from "../../../src/core/ledger/events/retention.ts";
import { type ForeignBalance, revaluation } from "../../../src/core/ledger/events/revaluation.ts";
import {
  delivery,
  invoice,
  openingItem,
  openingReceipt,
  redInvoice,
} from "../../../src/core/ledger/events/sales.ts";
import { bookAtRate } from "../../../src/core/ledger/home-amount.ts";
import type { NewItem, NewReceipt, Posting } from "../../../src/core/ledger/open.ts";
import type { Booked, EntryPair, Occasion } from "../../../src/core/ledger/posting.ts";
import { itemsAt, receiptsAt } from "../../../src/core/ledger/records.ts";
import { parseMinor, parseRate, type Rate } from "../../../src/core/money.ts";
import { ok, type Result } from "../../../src/core/result.ts";
import type { Statement } from "./scenario.ts";
import { forever, type ScenarioBook } from "./scenario-book.ts";

export type Outcome = Result<Posting, { readonly code: string }>;

export type Call = { readonly book: ScenarioBook; readonly statement: Statement };

/** "113,000.00" in a currency; "USD 9,975.00" arrives as two words. */
export function amountIn(text: string, currency: string): bigint {
  const minor = parseMinor(text.replaceAll(",", ""), currency);
  assert.ok(minor !== null, `not an amount: ${text}`);
  return minor;
}

type Words = {
  readonly date: IsoDate;
  readonly next: () => string;
  readonly amount: (currency?: string) => { currency: string; amountMinor: bigint };
  readonly more: () => boolean;
  readonly option: (name: string) => string | undefined;
  readonly dateOption: (name: string) => IsoDate | undefined;
  readonly rate: (currency: string) => Rate | null;
  readonly occasion: (event: EventCode) => Occasion;
};

function wordsOf({ book, statement }: Call): Words {
  const { words, options, date } = statement;
  assert.ok(date, `row ${statement.row}: an event has a date`);
  const { books } = book.records;
  let position = 0;
  const next = () => {
    const word = words[position];
    assert.ok(word !== undefined, `row ${statement.row}: a word is missing`);
    position += 1;
    return word;
  };
  const amount = (known?: string) => {
    const first = next();
    const currency = /^[A-Z]{3}$/.test(first) ? first : (known ?? books.homeCurrency);
    const text = currency === first ? next() : first;
    return { currency, amountMinor: amountIn(text, currency) };
  };
  return {
    date,
    next,
    amount,
    more: () => position < words.length,
    option: (name) => options[name],
    dateOption: (name) => (options[name] === undefined ? undefined : isoDate(options[name])),
    rate: (currency) => {
      const text = options["rate"];
      if (text === undefined || currency === books.homeCurrency) return null;
      return parseRate(text, { from: currency, to: books.homeCurrency });
    },
    occasion: (event) => ({
      books,
      businessDate: date,
      accountingDate: options["post"] === undefined ? date : isoDate(options["post"]),
      origin:
        (options["origin"] as Origin | undefined) ?? (fromElsewhere.has(event) ? "gl" : "ours"),
    }),
  };
}

/** In the scenarios another program invoices, unless one says `origin`. */
const fromElsewhere: ReadonlySet<EventCode> = new Set<EventCode>(["J01", "J02", "J05"]);

function booked(call: Call, w: Words, amount: { currency: string; amountMinor: bigint }): Booked {
  const given = w.option("home");
  const { books } = call.book.records;
  if (given !== undefined) return { ...amount, homeMinor: amountIn(given, books.homeCurrency) };
  return bookAtRate(books, amount, w.rate(amount.currency));
}

function newItem(call: Call, w: Words, kind: ItemKind, account: AccountKey): NewItem {
  const itemId = w.next();
  const customerId = w.next();
  const amounts = booked(call, w, w.amount());
  return {
    itemId,
    number: itemId,
    customerId,
    customerName: call.book.names.get(customerId) ?? "",
    kind,
    account,
    ...amounts,
    issueDate: w.dateOption("issued") ?? w.date,
    accountingDate: w.date,
    dueDate: w.dateOption("due") ?? null,
    ageFrom: w.dateOption("age") ?? w.dateOption("issued") ?? w.date,
    linkedItemId: w.option("of") ?? null,
  };
}

/** Net and tax of a document: net= is given, the rest is tax. */
function parts(call: Call, w: Words, item: NewItem): { net: Booked; tax: Booked } {
  const netMinor = amountIn(w.option("net") ?? "", item.currency);
  const net = booked(call, w, { currency: item.currency, amountMinor: netMinor });
  const tax = {
    currency: item.currency,
    amountMinor: item.amountMinor - net.amountMinor,
    homeMinor: item.homeMinor - net.homeMinor,
  };
  return { net, tax };
}

function newReceipt(
  call: Call,
  w: Words,
  receiptId: string,
): Omit<NewReceipt, "account" | "customerId" | "customerName"> {
  return {
    receiptId,
    ...booked(call, w, w.amount()),
    businessDate: w.date,
    accountingDate: w.date,
    bankAccountId: w.option("bank") ?? "B1",
    payerAccount: w.option("account") ?? "",
    payerName: w.option("from") ?? "",
  };
}

/** What leaves the bank: paid= in home currency where it is foreign. */
function paidIn(
  call: Call,
  w: Words,
  amount: { readonly currency: string; readonly amountMinor: bigint },
): Booked {
  const { books } = call.book.records;
  const paid = w.option("paid");
  const homeMinor = paid === undefined ? amount.amountMinor : amountIn(paid, books.homeCurrency);
  return { ...amount, homeMinor };
}

function pairWith(w: Words): EntryPair {
  const otherBooksName = w.option("books") ?? "";
  return { pairId: "1", otherBooksId: "2", otherBooksName };
}

/** What no invoice has billed of a delivery, and the tax of it that is still deferred. */
function deliveryToBill(book: ScenarioBook, id: string): DeliveryToBill {
  const { records, written } = book;
  const { items, entries } = records;
  const reversed = new Set(entries.map(({ reversesId }) => reversesId));
  const begun = entries.find(
    ({ event, lines }) => event === "J03" && lines.some(({ itemId }) => itemId === id),
  );
  const billed = [...written.values()]
    .filter(({ entryId }) => !reversed.has(entryId))
    .flatMap(({ posting }) => posting.billed ?? [])
    .filter(({ deliveryId }) => deliveryId === id);
  const deferred = (begun?.lines ?? []).filter(({ account }) => account === "deferred_vat");
  const left = (what: "amountMinor" | "homeMinor") =>
    deferred.reduce((sum, line) => sum + line[what], 0n) -
    billed.reduce((sum, part) => sum + part.deferred[what], 0n);
  const whole = items.find(({ itemId }) => itemId === id)?.amountMinor ?? 0n;
  const delivery = book.item(id);
  return {
    delivery,
    unbilledMinor: whole - billed.reduce((sum, { billedMinor }) => sum + billedMinor, 0n),
    deferred: {
      currency: delivery.currency,
      amountMinor: left("amountMinor"),
      homeMinor: left("homeMinor"),
    },
  };
}

function agreementOf(w: Words) {
  return {
    number: w.option("agreement") ?? "",
    signedBy: (w.option("signed") ?? "").split(",").filter((party) => party !== ""),
  };
}

/** From one thing an amount makes or settles another: R1 -> A1 500.00 */
function fromTo(call: Call, w: Words, from: (id: string) => { currency: string }) {
  const fromId = w.next();
  const toId = w.next();
  return { fromId, toId, ...w.amount(from(fromId).currency), call };
}

/** discount-bill N1 -> N2 to=工商银行 off=yes: `off` where the bill leaves the books. */
function passedOn(call: Call, w: Words) {
  const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
  const isDerecognised = w.option("off") === "yes";
  const to = w.option("to") ?? "";
  return { bill: call.book.item(fromId), newItemId: toId, amountMinor, to, isDerecognised };
}

type Verb = (call: Call, w: Words) => Outcome;

const verbs: Readonly<Record<string, Verb>> = {
  opening: (call, w) => {
    const kind = (w.option("kind") ?? "invoice") as ItemKind;
    const account = (w.option("on") ?? "receivable") as AccountKey;
    const item = newItem(call, w, kind, account);
    const tax = w.option("tax");
    const amountMinor = tax === undefined ? 0n : amountIn(tax, item.currency);
    const withTax = { ...item, tax: { amountMinor, homeMinor: amountMinor } };
    return ok(openingItem(w.occasion("J01"), tax === undefined ? item : withTax));
  },
  "opening-receipt": (call, w) => {
    const receiptId = w.next();
    const customerId = w.next();
    const customerName = call.book.names.get(customerId) ?? "";
    const base = newReceipt(call, w, receiptId);
    return ok(
      openingReceipt(w.occasion("J01"), {
        ...base,
        account: "on_account",
        customerId,
        customerName,
      }),
    );
  },
  invoice: (call, w) => {
    const item = newItem(call, w, (w.option("kind") ?? "invoice") as ItemKind, "receivable");
    return ok(invoice(w.occasion("J02"), { item, ...parts(call, w, item) }));
  },
  delivery: (call, w) => {
    const item = newItem(call, w, "delivery", "uninvoiced");
    return ok(delivery(w.occasion("J03"), { item, ...parts(call, w, item) }));
  },
  "invoice-delivery": (call, w) => {
    const from = w.next().split("+");
    const item = newItem(call, w, "invoice", "receivable");
    const { tax } = parts(call, w, item);
    const deliveries = from.map((id) => deliveryToBill(call.book, id));
    return billDeliveries(w.occasion("J04"), deliveries, {
      ...{ face: item, taxMinor: tax.amountMinor, item, mayExceed: false },
    });
  },
  red: (call, w) => {
    const item = newItem(call, w, "credit_note", "receivable");
    return ok(
      redInvoice(w.occasion("J05"), {
        item,
        ...parts(call, w, item),
        blueNumber: w.option("of") ?? "",
        confirmationNo: w.option("confirmation") ?? "",
      }),
    );
  },
  offset: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const [credit, item] = [call.book.item(fromId), call.book.item(toId)];
    return offsetCredit(w.occasion("J06"), { credit, item, amountMinor });
  },
  receive: (call, w) => {
    const receiptId = w.next();
    return ok(receiptUnidentified(w.occasion("J07"), newReceipt(call, w, receiptId)));
  },
  "receive-for": (call, w) => {
    const customerId = w.next();
    const receiptId = w.next();
    const customerName = call.book.names.get(customerId) ?? "";
    const from = { ...newReceipt(call, w, receiptId), customerId, customerName };
    return ok(receiptIdentified(w.occasion("J08"), from));
  },
  claim: (call, w) => {
    const receipt = call.book.unclaimed(w.next());
    const customerId = w.next();
    const amountMinor = w.more() ? w.amount(receipt.currency).amountMinor : receipt.amountMinor;
    const customerName = call.book.names.get(customerId) ?? "";
    return claim(w.occasion("J09"), { receipt, customerId, customerName, amountMinor });
  },
  "for-other-books": (call, w) => {
    const receipt = call.book.receipt(w.next());
    const amountMinor = w.more() ? w.amount(receipt.currency).amountMinor : receipt.amountMinor;
    const pair = pairWith(w);
    return receivedForOtherBooks(w.occasion("J26"), { receipt, amountMinor, pair });
  },
  "hand-over": (call, w) => {
    const owed = { ...booked(call, w, w.amount()), pair: pairWith(w) };
    const paid = { ...owed, ...paidIn(call, w, w.amount(owed.currency)) };
    return handedOver(w.occasion("J26"), { owed, paid, bankAccountId: "B1" });
  },
  "handed-over-in": (call, w) => {
    const receipt = call.book.receipt(w.next());
    const owed = { ...booked(call, w, w.amount(receipt.currency)), pair: pairWith(w) };
    return handedOverReceived(w.occasion("J26"), { owed, receipt });
  },
  "by-other-books": (call, w) => {
    const customerId = w.next();
    const customerName = call.book.names.get(customerId) ?? "";
    const from = { ...newReceipt(call, w, w.next()), bankAccountId: null };
    const receipt = { ...from, account: "on_account", customerId, customerName } as const;
    return ok(receivedByOtherBooks(w.occasion("J26"), { receipt, pair: pairWith(w) }));
  },
  move: (call, w) => {
    const receipt = call.book.receipt(w.next(), w.option("customer"));
    const customerId = w.next();
    const customerName = call.book.names.get(customerId) ?? "";
    return moveToCustomer(w.occasion("J09"), { receipt, customerId, customerName });
  },
  allocate: (call, w) => {
    const receipt = call.book.receipt(w.next(), w.option("customer"));
    const items: { item: ReturnType<ScenarioBook["item"]>; amountMinor: bigint }[] = [];
    while (w.more()) {
      const item = call.book.item(w.next());
      items.push({ item, amountMinor: w.amount(item.currency).amountMinor });
    }
    const give = w.option("give");
    return allocation(w.occasion("J10"), {
      receipt,
      parts: items.map((part) => ({
        ...part,
        receiptAmountMinor:
          give === undefined ? part.amountMinor : amountIn(give, receipt.currency),
      })),
    });
  },
  return: (call, w) => {
    const receipt = call.book.receipt(w.next());
    const received = call.book.records.receipts.find((r) => r.receiptId === receipt.receiptId);
    return bankReturn(w.occasion("J11"), { receipt, receivedMinor: received!.amountMinor });
  },
  rounding: (call, w) => {
    const id = w.next();
    if (call.book.has(id)) {
      const item = call.book.item(id);
      const { amountMinor } = w.amount(item.currency);
      return roundingShort(w.occasion("J12"), { item, amountMinor, rate: w.rate(item.currency) });
    }
    const receipt = call.book.receipt(id);
    const { amountMinor } = w.amount(receipt.currency);
    return roundingOver(w.occasion("J12"), { receipt, amountMinor });
  },
  fee: (call, w) => {
    const item = call.book.item(w.next());
    const { amountMinor } = w.amount(item.currency);
    const borneBy = w.option("by") === "customer" ? "customer" : "us";
    const charged = fee(w.occasion("J13"), {
      item,
      amountMinor,
      rate: w.rate(item.currency),
      borneBy,
    });
    if (!charged.ok) return charged;
    if (charged.value.kind === "posted") return ok(charged.value.posting);
    return { ok: false, error: { code: `stays_open_${charged.value.difference}` } };
  },
  discount: (call, w) => {
    const item = call.book.item(w.next());
    const { amountMinor } = w.amount(item.currency);
    return discount(w.occasion("J14"), { item, amountMinor, rate: w.rate(item.currency) });
  },
  penalty: (call, w) => {
    const item = call.book.item(w.next());
    const { amountMinor } = w.amount(item.currency);
    return penalty(w.occasion("J16"), { item, amountMinor, rate: w.rate(item.currency) });
  },
  "platform-fee": (call, w) => {
    const id = w.next();
    const { book } = call;
    if (book.has(id)) {
      const item = book.item(id);
      const { amountMinor } = w.amount(item.currency);
      return platformFeeOf(w.occasion("J27"), { item, amountMinor, rate: w.rate(item.currency) });
    }
    const receipt = book.receipt(id);
    const { amountMinor } = w.amount(receipt.currency);
    return platformFee(w.occasion("J27"), { receipt, amountMinor });
  },
  freight: (call, w) => {
    const item = call.book.item(w.next());
    const { amountMinor } = w.amount(item.currency);
    return freight(w.occasion("J17"), { item, amountMinor, rate: w.rate(item.currency) });
  },
  "keep-unclaimed": (call, w) => {
    const receipt = call.book.receipt(w.next());
    const occasion = w.occasion("J46");
    const { amountMinor } = receipt;
    return unclaimedToIncome(occasion, { receipt, amountMinor, today: occasion.businessDate });
  },
  withhold: (call, w) => {
    const item = call.book.item(w.next());
    const { amountMinor } = w.amount(item.currency);
    return withholding(w.occasion("J41"), { item, amountMinor, rate: w.rate(item.currency) });
  },
  retain: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    return retentionSplit(w.occasion("J18"), {
      item: call.book.item(fromId),
      amountMinor,
      newItemId: toId,
      warrantyEnd: w.dateOption("warranty") ?? null,
      conditional: w.option("only_time") !== "yes",
    });
  },
  release: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const item = call.book.item(fromId);
    return retentionRelease(w.occasion("J19"), { item, amountMinor, newItemId: toId });
  },
  keep: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.receipt(id));
    const receipt = call.book.receipt(fromId);
    return overpaymentToAdvance(w.occasion("J20"), {
      receipt,
      amountMinor,
      newItemId: toId,
      number: toId,
    });
  },
  prepay: (call, w) => {
    const { fromId, toId, amountMinor, currency } = fromTo(call, w, (id) => call.book.receipt(id));
    const taxMinor = amountIn(w.option("tax") ?? "0", currency);
    const receipt = call.book.receipt(fromId);
    const input = { receipt, amountMinor, newItemId: toId, number: toId, taxMinor };
    return prepayment(w.occasion("J21"), input);
  },
  advance: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const [advance, item] = [call.book.item(fromId), call.book.item(toId)];
    return applyAdvance(w.occasion("J22"), { advance, item, amountMinor });
  },
  net: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const [payable, item] = [call.book.item(fromId), call.book.item(toId)];
    return netWithPayable(w.occasion("J23"), {
      payable,
      item,
      amountMinor,
      agreement: agreementOf(w),
    });
  },
  transfer: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const toCustomerId = w.option("to") ?? "";
    return transferDebt(w.occasion("J24"), {
      item: call.book.item(fromId),
      amountMinor,
      newItemId: toId,
      toCustomerId,
      toCustomerName: call.book.names.get(toCustomerId) ?? "",
      agreement: agreementOf(w),
    });
  },
  "take-goods": (call, w) => {
    const item = call.book.item(w.next());
    const { amountMinor } = w.amount(item.currency);
    const { homeCurrency } = call.book.records.books;
    const home = (name: string) => amountIn(w.option(name) ?? "0.00", homeCurrency);
    return goodsPayment(w.occasion("J44"), {
      item,
      amountMinor,
      rate: w.rate(item.currency),
      goods: {
        what: w.option("goods") ?? "",
        use: w.option("use") === "asset" ? "asset" : "goods",
        fairValueMinor: home("fair"),
        taxMinor: home("tax"),
        allowanceMinor: home("allowance"),
      },
      agreement: agreementOf(w),
    });
  },
  "net-three": (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const [payable, item] = [call.book.item(fromId), call.book.item(toId)];
    const agreement = agreementOf(w);
    return threePartyNetting(w.occasion("J25"), { payable, item, amountMinor, agreement });
  },
  bill: (call, w) => {
    const kind = w.option("kind");
    const account = kind === "trade" ? "bill_trade" : "bill";
    const item =
      kind === "platform"
        ? newItem(call, w, "e_receivable", "e_receivable")
        : newItem(call, w, "bill", account);
    const { customerId, customerName, currency, amountMinor, homeMinor } = item;
    const receipt: NewReceipt = {
      receiptId: item.itemId,
      account: "on_account",
      customerId,
      customerName,
      currency,
      amountMinor,
      homeMinor,
      businessDate: w.date,
      accountingDate: w.date,
      bankAccountId: null,
      payerAccount: "",
      payerName: customerName,
    };
    return ok(billTaken(w.occasion("J28"), { bill: item, receipt }));
  },
  dishonour: (call, w) => {
    const bill = call.book.item(w.next());
    const newItemId = w.next();
    const firstClaim = call.book.item(w.option("first") ?? "").ageFrom;
    return billDishonoured(w.occasion("J32"), { bill, newItemId, firstClaim });
  },
  recourse: (call, w) => {
    const bill = call.book.item(w.next());
    const newItemId = w.next();
    const firstClaim = call.book.item(w.option("first") ?? "").ageFrom;
    const amountMinor = w.more() ? w.amount(bill.currency).amountMinor : bill.amountMinor;
    const input = { bill, newItemId, firstClaim, amountMinor, bankAccountId: "B1" };
    return billRecourse(w.occasion("J32"), input);
  },
  "discount-bill": (call, w) => {
    const part = passedOn(call, w);
    const receiptId = w.option("money");
    const paid = amountIn(w.option("paid") ?? "0.00", part.bill.currency);
    const money = receiptId
      ? { receipt: call.book.receipt(receiptId) }
      : { bankAccountId: "B1", amountMinor: paid };
    return billDiscounted(w.occasion("J30"), { ...part, money });
  },
  factor: (call, w) => {
    const { bill: item, ...part } = passedOn(call, w);
    const receiptId = w.option("money");
    const paid = amountIn(w.option("paid") ?? "0.00", item.currency);
    const money = receiptId
      ? { receipt: call.book.receipt(receiptId) }
      : { bankAccountId: "B1", amountMinor: paid };
    return factor(w.occasion("J42"), { ...part, item, money });
  },
  "clear-factored": (call, w) => {
    const factored = call.book.item(w.next());
    const amountMinor = w.more() ? w.amount(factored.currency).amountMinor : factored.amountMinor;
    return factoredCleared(w.occasion("J42"), { factored, amountMinor });
  },
  "recourse-factored": (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const { kind, account } = call.book.item(w.option("of") ?? "");
    return factoredRecourse(w.occasion("J42"), {
      ...{ factored: call.book.item(fromId), amountMinor, sold: { kind, account } },
      ...{ newItemId: toId, bankAccountId: "B1" },
    });
  },
  "hold-for-factor": (call, w) => {
    const receipt = call.book.receipt(w.next());
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    return holdForFactor(w.occasion("J42"), {
      ...{ factored: call.book.item(fromId), amountMinor, receipt, newItemId: toId },
      to: w.option("to") ?? "",
    });
  },
  "pay-factor": (call, w) => {
    const item = call.book.item(w.next());
    const amount = w.amount(item.currency);
    const paid = booked(call, w, amount);
    const of = { item, amountMinor: amount.amountMinor, bankAccountId: "B1", paid };
    return factorPaid(w.occasion("J42"), of);
  },
  "endorse-bill": (call, w) => {
    const payableId = w.option("payable");
    const payable = payableId === undefined ? null : call.book.item(payableId);
    return billEndorsed(w.occasion("J31"), { ...passedOn(call, w), payable });
  },
  "clear-bill": (call, w) => {
    const bill = call.book.item(w.next());
    const amountMinor = w.more() ? w.amount(bill.currency).amountMinor : bill.amountMinor;
    return billCleared(w.occasion("J30"), { bill, amountMinor, today: w.date });
  },
  "write-off": (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const difference = w.option("difference") ?? "";
    return writeOff(w.occasion("J37"), {
      item: call.book.item(fromId),
      amountMinor,
      newItemId: toId,
      cause: w.option("cause") ?? "",
      difference: isDifferenceCode(difference) ? difference : null,
      evidence: (w.option("evidence") ?? "").split(",").filter((e) => e !== ""),
      responsible: w.option("responsible") ?? "",
    });
  },
  refund: (call, w) => {
    const id = w.next();
    const known = call.book.has(id);
    const source = known ? call.book.item(id) : call.book.receipt(id);
    const amount = w.amount(source.currency);
    return refund(w.occasion("J38"), {
      of: known ? { item: call.book.item(id) } : { receipt: call.book.receipt(id) },
      amountMinor: amount.amountMinor,
      bankAccountId: "B1",
      paid: booked(call, w, amount),
      toAccount: w.option("to") ?? "",
      payerAccount: w.option("paid_from") ?? "",
    });
  },
  recover: (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.item(id));
    const writtenOff = call.book.item(fromId);
    return recovery(w.occasion("J39"), { writtenOff, amountMinor, newItemId: toId });
  },
  "recover-as-income": (call, w) => {
    const { fromId, toId, amountMinor } = fromTo(call, w, (id) => call.book.receipt(id));
    const [receipt, writtenOff] = [call.book.receipt(fromId), call.book.item(toId)];
    return recoveryAsIncome(w.occasion("J39"), { writtenOff, receipt, amountMinor });
  },
  deposit: (call, w) => {
    const item = newItem(call, w, "deposit", "deposit_held");
    const owed = { ...item, amountMinor: -item.amountMinor, homeMinor: -item.homeMinor };
    const source = w.option("out_of");
    return deposit(w.occasion("J45"), {
      item: owed,
      from: source === undefined ? { bankAccountId: "B1" } : { receipt: call.book.receipt(source) },
    });
  },
  "return-deposit": (call, w) => {
    const item = call.book.item(w.next());
    const amount = w.amount(item.currency);
    return depositReturned(w.occasion("J45"), {
      item,
      amountMinor: amount.amountMinor,
      bankAccountId: "B1",
      paid: booked(call, w, amount),
    });
  },
  revalue: (call, w) => {
    const revalued = revaluation(w.occasion("J35"), foreignBalances(call));
    return ok(revalued ?? { entry: null, uses: [], allocations: [] });
  },
};

/** Everything foreign that is monetary, at the closing rates given as USD=7.15. */
function foreignBalances({ book, statement }: Call): ForeignBalance[] {
  const { homeCurrency } = book.records.books;
  const rateOf = (currency: string) => {
    const text = statement.options[currency.toLowerCase()];
    assert.ok(text !== undefined, `row ${statement.row}: no closing rate of ${currency}`);
    return parseRate(text, { from: currency, to: homeCurrency })!;
  };
  const isForeign = ({ currency }: { currency: string }) => currency !== homeCurrency;
  const items = itemsAt(book.records, forever)
    .filter((item) => isForeign(item) && revaluedAccounts.has(item.account))
    .map((item) => ({
      account: item.account,
      refs: { customerId: item.customerId, itemId: item.itemId },
      currency: item.currency,
      amountMinor: item.amountMinor,
      homeMinor: item.homeMinor,
      rate: rateOf(item.currency),
    }));
  const receipts = receiptsAt(book.records, forever)
    .filter(isForeign)
    .map((receipt) => ({
      account: receipt.account,
      refs: {
        receiptId: receipt.receiptId,
        ...(receipt.customerId === null ? {} : { customerId: receipt.customerId }),
      },
      currency: receipt.currency,
      amountMinor: -receipt.amountMinor,
      homeMinor: -receipt.homeMinor,
      rate: rateOf(receipt.currency),
    }));
  return [...items, ...receipts, ...bankBalances(book, rateOf).filter(isForeign)];
}

function bankBalances(book: ScenarioBook, rateOf: (currency: string) => Rate): ForeignBalance[] {
  const { homeCurrency } = book.records.books;
  const lines = book.records.entries.flatMap((entry) => entry.lines);
  const foreign = lines.filter((l) => l.account === "bank" && l.currency !== homeCurrency);
  return [...Map.groupBy(foreign, (line) => line.currency)].map(([currency, group]) => {
    const signed = group.map(signedLine);
    return {
      account: "bank" as const,
      refs: { bankAccountId: "B1" },
      currency,
      amountMinor: signed.reduce((sum, b) => sum + b.amountMinor, 0n),
      homeMinor: signed.reduce((sum, b) => sum + b.homeMinor, 0n),
      rate: rateOf(currency),
    };
  });
}

export function act(call: Call): Outcome {
  const verb = verbs[call.statement.verb];
  assert.ok(verb, `row ${call.statement.row}: no verb ${call.statement.verb}`);
  return verb(call, wordsOf(call));
}
