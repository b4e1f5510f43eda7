// When are two spellings one bank account? By letters and digits alone; a BIC before the number
// (MT940 :25: "BANKCNBJ/5021…") is no part of it; banks mask the middle ("6225****8807").

export function accountForm(account: string): string {
  const parts = account.split("/");
  const last = parts.at(-1) ?? "";
  const number = parts.length > 1 && last.length >= 5 ? last : account;
  return number
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9*]/g, "");
}

export function isSameAccount(a: string, b: string): boolean {
  const [known, found] = [accountForm(a), accountForm(b)];
  if (known === "" || found === "") return false;
  return known === found || isMaskOf(found, known) || isMaskOf(known, found);
}

function isMaskOf(masked: string, whole: string): boolean {
  const parts = /^([A-Z0-9]*)\*+([A-Z0-9]{4,})$/.exec(masked);
  if (!parts || whole.includes("*")) return false;
  return whole.startsWith(parts[1] ?? "") && whole.endsWith(parts[2] ?? "");
}
