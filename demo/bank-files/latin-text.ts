// SWIFT's character set x has no Chinese: what a bank abroad prints instead.

const words: Readonly<Record<string, string>> = {
  利息划入: "CREDIT INTEREST",
  结息: "CREDIT INTEREST",
  活期存款利息: "CREDIT INTEREST",
  批量结息: "CREDIT INTEREST",
  手续费: "BANK CHARGES",
  账户管理费: "ACCOUNT MAINTENANCE FEE",
  汇款手续费: "TRANSFER CHARGES",
  应付利息: "",
  存款利息: "",
};

/** Known words in English; other Chinese becomes nothing, as the character set demands. */
export function latinText(text: string): string {
  const known = words[text];
  if (known !== undefined) return known;
  return text
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}
