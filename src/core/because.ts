// Why something was decided: a message key with fields, worded in zh and en (words/), never a
// sentence built where the decision is made.

export type Because = {
  readonly key: string;
  /** Plain values; amounts as decimal text, dates as ISO text. */
  readonly fields: Readonly<Record<string, string | number>>;
};

export function because(key: string, fields: Because["fields"] = {}): Because {
  return { key, fields };
}
