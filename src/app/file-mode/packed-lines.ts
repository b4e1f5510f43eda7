// Bank lines in shared columns, and each of them as the engine reads it: a view of its row.
import type { IsoDate } from "../../core/date.ts";
import { MemoWords, wordsOfPayer } from "../../core/matching/find-words.ts";
import type { MatchLine } from "../../core/matching/input.ts";
import type { Records } from "../../core/matching/records.ts";
import { type AccountRows, indexAccounts } from "../../core/matching/seen-accounts.ts";
import {
  builders,
  gather,
  inOrder,
  NumberBuilder,
  TextBuilder,
  ValueBuilder,
} from "./column-builders.ts";
import {
  openTexts,
  sharedCounts,
  sharedMemory,
  type TextColumn,
  type ValueColumn,
} from "./columns.ts";

const textNames = ["lineId", "payerAccount", "memo", "bankRef", "endToEnd"] as const;

/** Row after row the lines of one payer name: what is decided together lies together. */
export type PackedLines = {
  readonly count: number;
  /** Where each row stands in the files. */
  readonly places: Uint32Array;
  readonly texts: Readonly<Record<(typeof textNames)[number], TextColumn>>;
  readonly payerName: ValueColumn<string>;
  readonly currency: ValueColumn<string>;
  readonly account: ValueColumn<string>;
  readonly date: ValueColumn<IsoDate>;
  readonly valueDate: ValueColumn<IsoDate | null>;
  readonly amountMinor: Float64Array<SharedArrayBuffer>;
  // Found out while the other files are still being read:
  readonly words: Float64Array<SharedArrayBuffer>;
  readonly accounts: AccountRows;
};

type LineTexts = Omit<PackedLines, "accounts">;

export function packLines(lines: readonly MatchLine[]): PackedLines {
  const texts = builders(textNames, () => new TextBuilder());
  const payerName = new ValueBuilder<string>();
  const currency = new ValueBuilder<string>();
  const account = new ValueBuilder<string>();
  const date = new ValueBuilder<IsoDate>();
  const valueDate = new ValueBuilder<IsoDate | null>();
  const amountMinor = new NumberBuilder();
  const words = new NumberBuilder();
  const memoWords = new MemoWords();
  const payerWords: number[] = [];
  for (const line of lines) {
    for (const name of textNames) texts[name].add(line[name]);
    const payer = payerName.add(line.payerName, (own) => own);
    currency.add(line.currency, (own) => own);
    account.add(line.account, (own) => own);
    date.add(line.date, () => line.date);
    valueDate.add(line.valueDate ?? "", () => line.valueDate);
    amountMinor.add(line.amountMinor);
    payerWords[payer] ??= wordsOfPayer(line.payerName);
    words.add(memoWords.of(line.memo) | payerWords[payer]);
  }
  const { order } = gather(
    Uint32Array.from(lines, (_, row) => row),
    (row) => payerName.codeAt(row),
  );
  const packed = {
    count: lines.length,
    places: sharedCopy(order),
    texts: inOrder(texts, order),
    payerName: payerName.inOrder(order),
    currency: currency.inOrder(order),
    account: account.inOrder(order),
    date: date.inOrder(order),
    valueDate: valueDate.inOrder(order),
    amountMinor: amountMinor.inOrder(order),
    words: words.inOrder(order),
  };
  return { ...packed, accounts: indexAccounts(openLines(packed), sharedMemory) };
}

function sharedCopy(numbers: Uint32Array): Uint32Array {
  const copy = sharedCounts(numbers.length);
  copy.set(numbers);
  return copy;
}

/** The lines as the engine takes them; whoever works on one keeps it for as long. */
export function openLines(packed: LineTexts): Records<MatchLine> {
  const columns = openColumns(packed);
  const { count } = packed;
  return {
    length: count,
    at: (row) => new LineView(columns, row),
    *[Symbol.iterator]() {
      for (let row = 0; row < count; row++) yield new LineView(columns, row);
    },
  };
}

type LineColumns = ReturnType<typeof openColumns>;

function openColumns(packed: LineTexts) {
  const { texts } = packed;
  return {
    packed,
    lineId: openTexts(texts.lineId),
    payerAccount: openTexts(texts.payerAccount),
    memo: openTexts(texts.memo),
    bankRef: openTexts(texts.bankRef),
    endToEnd: openTexts(texts.endToEnd),
  };
}

class LineView implements MatchLine {
  private readonly columns: LineColumns;
  private readonly row: number;
  /** Decoded when it is first asked for, and read by one test after another. */
  private keptId: string | null = null;
  private keptMemo: string | null = null;
  private keptAccount: string | null = null;

  constructor(columns: LineColumns, row: number) {
    this.columns = columns;
    this.row = row;
  }

  get lineId(): string {
    this.keptId ??= this.columns.lineId(this.row);
    return this.keptId;
  }
  get date(): IsoDate {
    const { codes, values } = this.columns.packed.date;
    return values[codes[this.row]!]!;
  }
  get valueDate(): IsoDate | null {
    const { codes, values } = this.columns.packed.valueDate;
    return values[codes[this.row]!]!;
  }
  get currency(): string {
    const { codes, values } = this.columns.packed.currency;
    return values[codes[this.row]!]!;
  }
  get amountMinor(): number {
    return this.columns.packed.amountMinor[this.row]!;
  }
  get words(): number {
    return this.columns.packed.words[this.row]!;
  }
  get payerName(): string {
    const { codes, values } = this.columns.packed.payerName;
    return values[codes[this.row]!]!;
  }
  get payerAccount(): string {
    this.keptAccount ??= this.columns.payerAccount(this.row);
    return this.keptAccount;
  }
  get memo(): string {
    this.keptMemo ??= this.columns.memo(this.row);
    return this.keptMemo;
  }
  get bankRef(): string {
    return this.columns.bankRef(this.row);
  }
  get endToEnd(): string {
    return this.columns.endToEnd(this.row);
  }
  get account(): string {
    const { codes, values } = this.columns.packed.account;
    return values[codes[this.row]!]!;
  }
  /** Nobody has decided anything in file mode. */
  get knownCustomerNo(): string | null {
    return null;
  }
}
