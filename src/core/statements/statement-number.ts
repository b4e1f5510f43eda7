// The number of a statement is its pay-code 付款码: short, and with two check characters (ISO 7064
// MOD 97-10), so that a mistyped one names no other statement.
const prefix = "DZ";

/** DZ + year and month + running number + two check digits: DZ2609000137. */
export function statementNumber(toDate: string, running: number): string {
  const body = `${prefix}${toDate.slice(2, 4)}${toDate.slice(5, 7)}${String(running).padStart(4, "0")}`;
  return withCheckDigits(body);
}

/** Other codes that a payer copies into a memo. */
export function withCheckDigits(body: string): string {
  return body + checkDigits(body);
}

export function isStatementNumber(text: string): boolean {
  return /^DZ\d{10,}$/.test(text) && remainder(text) === 1;
}

function checkDigits(body: string): string {
  return String(98 - remainder(`${body}00`)).padStart(2, "0");
}

/** Letters count 10 to 35 (ISO 7064). */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
