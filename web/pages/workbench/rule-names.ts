// Rules by what they are called: "R26" tells nobody anything who has not read the list of rules.
import type { BankLineDetail } from "../../../src/contract/workbench.ts";
import type { Because } from "../../../src/core/because.ts";
import { useLanguage, useWords } from "../../words/words.ts";
import { workbenchWords } from "../../words/workbench.ts";

type Titled = Pick<BankLineDetail, "ruleTitles">;

/** R26 → R26（最早到期冲抵）; a code without a title stays as it is. */
export function useRuleName({ ruleTitles }: Titled): (code: string) => string {
  const w = useWords(workbenchWords);
  const language = useLanguage();
  return (code) => {
    const found = ruleTitles.find((rule) => rule.code === code);
    return found ? w("ruleNamed", { code, title: found[language] }) : code;
  };
}

/** A reason that names a rule by its code, with the rule's name. */
export function useNamedRules(detail: Titled): (because: Because) => Because {
  const nameOf = useRuleName(detail);
  return (because) => {
    const { rule } = because.fields;
    if (typeof rule !== "string") return because;
    return { ...because, fields: { ...because.fields, rule: nameOf(rule) } };
  };
}
