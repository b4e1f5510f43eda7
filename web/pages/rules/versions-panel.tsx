// The versions of a rule's setting: what each changed, who, when, why; any of them can come back.
import { App } from "antd";
import {
  type RuleCardOnWire,
  type RuleVersionsOnWire,
  ruleCard,
  ruleVersions,
} from "../../../src/contract/rules.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { InstantText } from "../../ui/date-text.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { rulesWords } from "../../words/rules.ts";
import { useSentence, useWords } from "../../words/words.ts";

type Version = RuleVersionsOnWire["rows"][number];

export function VersionsPanel({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(ruleCopyWords);
  const r = useWords(rulesWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const { timeZone } = useBooks();
  const path = `${base}/rules/${rule.key}/versions`;
  const notAllowed = useRefusal("change_rules");
  const { data, error, refetch } = useGet(ruleVersions, path);
  const send = useSend(ruleCard, "POST", [`${base}/rules`]);
  const restore = (version: number) =>
    send.mutate(
      { path: `${path}/${version}/restore`, body: {} },
      {
        onSuccess: (card) => void message.success(w("restored", { version: card.version })),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("versions")}</h2>
      </header>
      <div className="panel-body">
        <p className="page-note" style={{ marginTop: 0 }}>
          {w("versionsNote")}
        </p>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {data || error ? null : <Skeleton lines={3} />}
        {data?.rows.length === 0 ? <p className="page-note">{w("versionsNone")}</p> : null}
        <ol className="rule-versions">
          {data?.rows.map((row) => (
            <li key={row.version}>
              <div>
                <b>{r("versionNo", { version: row.version })}</b>
                <InstantText at={row.at} timeZone={timeZone} withYear />
                <span>{row.by === "" ? w("bySystem") : row.by}</span>
                {row.version === rule.version ? null : (
                  <RefusedButton
                    size="small"
                    reason={notAllowed}
                    loading={send.isPending}
                    onClick={() => restore(row.version)}
                  >
                    {w("restore")}
                  </RefusedButton>
                )}
              </div>
              {row.reason === "" ? null : <p>{row.reason}</p>}
              <Changes rule={rule} changes={row.changes} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Changes({ rule, changes }: { rule: RuleCardOnWire; changes: Version["changes"] }) {
  const w = useWords(ruleCopyWords);
  const word = useSentence();
  const fieldText = (field: string) => {
    const param = rule.params.find(({ name }) => field === `params.${name}`);
    if (param) return word(param.label);
    if (field.startsWith("tol.abs.")) {
      const currency = field.slice("tol.abs.".length);
      return w("field_tolerance", { currency });
    }
    const key = `field_${field}`;
    return isWord(key) ? w(key) : field;
  };
  const valueText = (value: string | null) => {
    if (value === null) return w("notSet");
    const key = `value_${value}`;
    return isWord(key) ? w(key) : value;
  };
  if (changes.length === 0) return <p className="page-note">{w("changeNone")}</p>;
  return (
    <ul>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {fieldText(field)}: <del>{valueText(before)}</del> → <ins>{valueText(after)}</ins>
        </li>
      ))}
    </ul>
  );
}

function isWord(key: string): key is keyof typeof ruleCopyWords {
  return Object.hasOwn(ruleCopyWords, key);
}
