// The firm as it is called on its papers: with a name in each language, by the one of the paper.
export function ownNameIn(
  books: { readonly ownNames: readonly string[]; readonly name: string },
  language: "zh" | "en",
): string {
  const names = books.ownNames.length > 0 ? books.ownNames : [books.name];
  const isChinese = (name: string) => /\p{Script=Han}/u.test(name);
  return names.find((name) => isChinese(name) === (language === "zh")) ?? names[0] ?? "";
}

/** Whoever holds an account: the firm by its name of each language, anybody else as written. */
export function holderNames(
  books: { readonly ownNames: readonly string[]; readonly name: string },
  held: string,
): { readonly zh: string; readonly en: string } {
  if (!books.ownNames.includes(held)) return { zh: held, en: held };
  return { zh: ownNameIn(books, "zh"), en: ownNameIn(books, "en") };
}
