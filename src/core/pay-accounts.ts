// 收款账户: an account of ours as it is printed to customers. One person proposes it, another confirms
// it; what was confirmed is what is printed, whatever files say afterwards.

export type PayAccount = {
  readonly accountNo: string;
  readonly holderZh: string;
  readonly holderEn: string;
  /** As its statement or its user wrote it. */
  readonly bank: string;
  readonly currency: string;
};

/** Where a paper says that money goes, and what it said once and must not say any more. */
export type PayTo = {
  readonly accounts: readonly PayAccount[];
  /** Ends of numbers that the paper was made with and that are not confirmed now. */
  readonly stopped: readonly string[];
};

/** Of the accounts a paper was made with, those that are confirmed at this moment. */
export function payToOf(
  made: { readonly currency: string; readonly accountNos: readonly string[] },
  printed: readonly PayAccount[],
): PayTo {
  const isNow = (no: string) =>
    printed.some(({ accountNo, currency }) => accountNo === no && currency === made.currency);
  return {
    accounts: printed.filter(
      ({ accountNo, currency }) =>
        currency === made.currency && made.accountNos.includes(accountNo),
    ),
    stopped: made.accountNos.filter((no) => !isNow(no)).map(accountEnd),
  };
}

/** …8807 */
export function accountEnd(accountNo: string): string {
  return accountNo.slice(-4);
}

export function holderIn({ holderZh, holderEn }: PayAccount, language: "zh" | "en"): string {
  return language === "zh" ? holderZh : holderEn;
}

/** All of it in one line, for the audit trail. */
export function payAccountText(account: PayAccount): string {
  const { holderZh, holderEn, bank, accountNo, currency } = account;
  const holder = holderZh === holderEn ? holderZh : `${holderZh} / ${holderEn}`;
  return [holder, bank, accountNo, currency].filter((part) => part !== "").join(" · ");
}

export function isSamePayAccount(a: PayAccount, b: PayAccount): boolean {
  return (
    a.accountNo === b.accountNo &&
    a.holderZh === b.holderZh &&
    a.holderEn === b.holderEn &&
    a.bank === b.bank &&
    a.currency === b.currency
  );
}

/** Whether a letter names one of these accounts, however its digits are grouped. */
export function namesAccount(text: string, accountNos: readonly string[]): string | null {
  const plain = text.replace(/[\s-]/g, "");
  const bare = (no: string) => no.replace(/[\s-]/g, "");
  return accountNos.find((no) => bare(no).length >= 6 && plain.includes(bare(no))) ?? null;
}
