// 计划: rates by grade from this week on, and where the rest of the plan is set.
import { App, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { collectionDone } from "../../../src/contract/collections.ts";
import type { Cycle } from "../../../src/contract/pdca.ts";
import { weekOf } from "../../../src/core/collections/outcome.ts";
import { isoDate } from "../../../src/core/date.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { useGradeTitle } from "../../components/grade-tag.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { formatAmount } from "../../ui/money-text.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { pdcaWords } from "../../words/pdca.ts";
import { useLanguage, useWords } from "../../words/words.ts";

const names = ["all", "A", "B", "C"] as const;

export function PlanForm({ data }: { readonly data: Cycle }) {
  const w = useWords(pdcaWords);
  const gradeTitle = useGradeTitle();
  const base = `${useBooksPath()}/collections/pdca`;
  const refusal = useRefusal("manage_books");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(collectionDone, "PUT", [base]);
  const [draft, setDraft] = useState(data.plan);
  const save = () =>
    send.mutate(
      { path: `${base}/plan`, body: { ...draft, week: weekOf(isoDate(data.today)) } },
      {
        onSuccess: () => void message.success(w("planSaved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <section className="panel" aria-label={w("plan")}>
      <h2 className="panel-head">{w("plan")}</h2>
      <div className="panel-body pdca-plan">
        <p className="page-note">{w("planHint")}</p>
        {names.map((name) => {
          const title = name === "all" ? w("planAll") : gradeTitle(name);
          return (
            <div key={name} className="pdca-field">
              <span>{title}</span>
              <Input
                size="small"
                suffix="%"
                inputMode="decimal"
                aria-label={title}
                value={draft[name] ?? ""}
                onChange={({ target }) =>
                  setDraft({
                    ...draft,
                    [name]: target.value.trim() === "" ? null : target.value.trim(),
                  })
                }
              />
            </div>
          );
        })}
        <RefusedButton type="primary" reason={refusal} loading={send.isPending} onClick={save}>
          {w("planSave")}
        </RefusedButton>
        <Rest data={data} />
      </div>
    </section>
  );
}

function Rest({ data }: { readonly data: Cycle }) {
  const w = useWords(pdcaWords);
  const language = useLanguage();
  const { id: booksId } = useBooks();
  const { target, homeCurrency, weekCap, hasDunning } = data;
  const page = pathTo("collections", { booksId });
  return (
    <ul className="pdca-rest">
      <li>
        <Link to={`${page}?view=team`}>
          {target === null
            ? w("noTarget")
            : w("target", {
                amount: `${homeCurrency} ${formatAmount(target, homeCurrency, language)}`,
              })}
        </Link>
      </li>
      <li>
        <Link to={`${page}?view=settings`}>
          {weekCap === 0 ? w("noCap") : w("cap", { count: weekCap })}
        </Link>
      </li>
      <li>
        <Tag
          tone={hasDunning ? "green" : "plain"}
          text={w(hasDunning ? "policiesOn" : "policiesOff")}
        />
      </li>
    </ul>
  );
}
