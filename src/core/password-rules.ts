// What a password must be: long enough, and none that is guessed first (ASVS 6.2.1, 6.2.4, 6.2.11). No
// kinds of characters are asked for; counted is what nobody foresees.

export const shortestPassword = 10;
export const longestPassword = 128;

/** Characters that neither a word of the list, the person's names nor the character before gives away. */
const leastUnforeseen = 5;

/** The words of which the most used passwords are made, by lists of leaked ones; years; our own names. */
const favourite =
  /passw(?:or|0r)?d|p[a@4]ss(?:w[o0]rd)?|admin(?:istrator)?|welcome|letmein|login|iloveyou|woaini|sunshine|princess|football|baseball|superman|batman|dragon|monkey|master|shadow|secret|changeme|default|test|demo|user|finance|caiwu|company|gongsi|mima|qingzhang|(?:19|20)\d\d/g;

/** Neighbours on a keyboard, along its rows and up and down its columns. */
const keyboard =
  "1234567890 qwertyuiop asdfghjkl zxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm 1q2w3e4r5t6y7u8i9o0p qazwsxedcrfvtgb";

export type PasswordFault = "password_too_short" | "password_too_long" | "password_guessable";

/** Null: it may be used. `names`: the person's address and name. */
export function faultOfPassword(
  password: string,
  names: readonly string[] = [],
): PasswordFault | null {
  if (password.length < shortestPassword) return "password_too_short";
  if (password.length > longestPassword) return "password_too_long";
  return isGuessable(password, names) ? "password_guessable" : null;
}

function isGuessable(password: string, names: readonly string[]): boolean {
  let rest = password.toLowerCase();
  for (const name of names.flatMap(wordsOf)) rest = rest.replaceAll(name, " ");
  return unforeseenIn(rest.replace(favourite, " ")) < leastUnforeseen;
}

const shortestName = 3;

/** Of zhang.san@firm.example: zhang, san, firm, example. */
function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= shortestName || /\p{Script=Han}{2}/u.test(word));
}

function unforeseenIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const isForeseen = text[at] === " " || (at > 0 && (goesOn(text, at) || isRepeated(text, at)));
    if (!isForeseen) count++;
  }
  return count;
}

/** aa, ab, 98, qw: as the character before lets expect. */
function goesOn(text: string, at: number): boolean {
  if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) return true;
  const before = text[at - 1]!;
  const here = text[at]!;
  return keyboard.includes(before + here) || keyboard.includes(here + before);
}

/** The same two characters stand further left. */
function isRepeated(text: string, at: number): boolean {
  return text.slice(0, at).includes(text.slice(at - 1, at + 1));
}
