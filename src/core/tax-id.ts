// Check characters of Chinese taxpayer numbers: unified social credit code (GB 32100-2015, 18
// characters, modulo 31) and resident identity number (GB 11643-1999, 18 digits, modulo 11).

const creditCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** GB 32100 §5: Ci × 3^(i−1) mod 31, check = 31 − sum mod 31 (31 counts as 0). */
export function isCreditCode(text: string): boolean {
  if (text.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (let at = 0; at < 17; at++) {
    const value = creditCharacters.indexOf(text[at] ?? "");
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return creditCharacters[(31 - (sum % 31)) % 31] === text[17];
}

/** GB 11643: weights 2^(18−i) mod 11 over 17 digits, check 1 0 X 9 8 7 6 5 4 3 2. */
export function isResidentNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += +(text[at] ?? "0") * (2 ** (17 - at) % 11);
  return "10X98765432"[sum % 11] === text[17];
}

/**
 * Is this a mistyped Chinese number? Only 18 letters and digits claim to be one; 15-digit old
 * numbers carry no check character and foreign ids have other lengths.
 */
export function taxIdFault(text: string): boolean {
  const id = text.trim().toUpperCase();
  if (!/^[0-9A-Z]{18}$/.test(id)) return false;
  return !isCreditCode(id) && !isResidentNumber(id);
}
