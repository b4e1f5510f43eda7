// Whom a copy of a rule holds for: customers, accounts of ours, currencies.
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { bankAccountChoices } from "../../../src/contract/bank-lines.ts";
import type { RuleCardOnWire, RuleScopeOnWire } from "../../../src/contract/rules.ts";
import { searchResult } from "../../../src/contract/search.ts";
import { currencyCodes } from "../../../src/core/currency.ts";
import { useGet } from "../../api/query.ts";
import { useBooksPath } from "../../api/session.tsx";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { useWords } from "../../words/words.ts";

type ScopeProps = {
  readonly rule: RuleCardOnWire;
  readonly scope: RuleScopeOnWire;
  readonly onChange: (scope: RuleScopeOnWire) => void;
};

export function ScopeFields({ rule, scope, onChange }: ScopeProps) {
  const w = useWords(ruleCopyWords);
  const accounts = useGet(bankAccountChoices, `${useBooksPath()}/bank-accounts`);
  const banks = new Map((accounts.data?.rows ?? []).map((one) => [one.accountNo, one.bank]));
  const isEmpty = Object.values(scope).every((list) => (list ?? []).length === 0);
  return (
    <div className="rule-field is-tall">
      <span>{w("scope")}</span>
      <div className="rule-amounts">
        {rule.takesCustomers ? (
          <CustomerNumbers
            value={scope.customer ?? []}
            onChange={(customer) => onChange({ ...scope, customer })}
          />
        ) : null}
        <Select
          mode="multiple"
          aria-label={w("scopeBanks")}
          placeholder={`${w("scopeBanks")}: ${w("scopeAny")}`}
          value={scope.bank ?? []}
          options={[...banks].map(([value, bank]) => ({ value, label: `${bank} ${value}` }))}
          onChange={(bank: string[]) => onChange({ ...scope, bank })}
          style={{ width: 260 }}
        />
        <Select
          mode="multiple"
          aria-label={w("scopeCurrencies")}
          placeholder={`${w("scopeCurrencies")}: ${w("scopeAny")}`}
          value={scope.currency ?? []}
          options={currencyCodes.map((value) => ({ value, label: value }))}
          onChange={(currency: string[]) => onChange({ ...scope, currency })}
          style={{ width: 260 }}
        />
      </div>
      <small>
        {isEmpty ? w("scopeNone") : null} {rule.takesCustomers ? null : w("scopeBefore")}
      </small>
    </div>
  );
}

type NumbersProps = {
  readonly value: readonly string[];
  readonly onChange: (numbers: string[]) => void;
};

/** Looked for by name; kept by number, which is what a setting names. */
function CustomerNumbers({ value, onChange }: NumbersProps) {
  const w = useWords(ruleCopyWords);
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const { data } = useGet(searchResult, `${useBooksPath()}/search`, {
    query: { q },
    enabled: q !== "",
    keep: true,
  });
  const hits = q === "" ? [] : (data?.hits ?? []).filter(({ kind }) => kind === "customer");
  return (
    <Select
      mode="multiple"
      aria-label={w("scopeCustomers")}
      placeholder={`${w("scopeCustomers")}: ${w("scopeSearch")}`}
      value={[...value]}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={hits.map(({ detail, title }) => ({ value: detail, label: `${detail} ${title}` }))}
      onChange={onChange}
      style={{ width: 260 }}
    />
  );
}
