// One account: what the standard calls it, and the firm's own code and names in fields.
import { Button, Input } from "antd";
import type { ChartAccountOnWire } from "../../../src/contract/accounts.ts";
import { charts } from "../../../src/core/ledger/accounts.ts";
import { grouped } from "../../ui/count.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { booksSettingWords } from "../../words/books-settings.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { type AccountDraft, draftOf, isOwn, isSame } from "./account-draft.ts";

type AccountRowProps = {
  readonly row: ChartAccountOnWire;
  readonly draft: AccountDraft;
  readonly refusal: string | null;
  readonly onChange: (draft: AccountDraft) => void;
};

/** Accounts of one code are told apart by what they are for; the full chart of CAS names most. */
function purposeOf(key: string) {
  const special = `purpose_${key}`;
  if (special in booksSettingWords) {
    return booksSettingWords[special as keyof typeof booksSettingWords]; // checked right before
  }
  return Object.entries(charts.cas).find(([name]) => name === key)?.[1] ?? null;
}

export function AccountRow({ row, draft, refusal, onChange }: AccountRowProps) {
  const w = useWords(booksSettingWords);
  const word = useSentence();
  const name = word(purposeOf(row.key) ?? row.shipped);
  const reason = row.isFixed ? w("fixed") : refusal;
  const field = (part: keyof AccountDraft, label: string, width: number) => (
    <td>
      {reason === null ? (
        <Input
          size="small"
          value={draft[part]}
          maxLength={60}
          status={draft[part].trim() === "" ? "error" : ""}
          aria-label={w("fieldOf", { account: name, field: label })}
          onChange={(event) => onChange({ ...draft, [part]: event.target.value })}
          title={draft[part]}
          style={{ minWidth: width }}
        />
      ) : (
        <span title={reason}>{draft[part]}</span>
      )}
    </td>
  );
  return (
    <tr className={isSame(draft, row) ? "" : "is-edited"}>
      <th scope="row">
        <span className="account-name">
          <span className="account-code">{row.shipped.code}</span>
          <span>{name}</span>
        </span>
      </th>
      {field("code", w("codeHead"), 110)}
      {field("zh", w("nameZh"), 190)}
      {field("en", w("nameEn"), 220)}
      <td className="is-right">{row.lines === 0 ? "–" : grouped(row.lines)}</td>
      <td className="account-own">
        {isOwn(row, draft) ? (
          <>
            <Tag tone="blue" text={w("ownTag")} outlined />{" "}
            {reason === null ? (
              <Button
                size="small"
                type="link"
                title={w("shippedAs", { code: row.shipped.code, name: word(row.shipped) })}
                onClick={() => onChange(draftOf(row.shipped))}
              >
                {w("restore")}
              </Button>
            ) : null}
          </>
        ) : null}
      </td>
    </tr>
  );
}
