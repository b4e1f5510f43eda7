// What orders the list, how often a customer may be contacted, and which rule gives whom to whom.
import { App, Button, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import {
  type CollectionSettings,
  collectionGrades,
  collectionSettings,
  teamBoard,
} from "../../../src/contract/collections.ts";
import { scoreParts } from "../../../src/core/collections/score.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { Skeleton } from "../../ui/states.tsx";
import { collectionWords } from "../../words/collections.ts";
import { useWords } from "../../words/words.ts";

type Rule = CollectionSettings["rules"][number];

export function SettingsPanel() {
  const base = `${useBooksPath()}/collections`;
  const { data, error } = useGet(collectionSettings, `${base}/settings`);
  const team = useGet(teamBoard, `${base}/team`);
  if (error) return <Failure error={error} />;
  if (!data || !team.data) return <Skeleton />;
  const members = team.data.rows.flatMap(({ member }) => member ?? []);
  return <SettingsForm saved={data} members={members} />;
}

function SettingsForm(props: {
  readonly saved: CollectionSettings;
  readonly members: readonly { readonly id: number; readonly name: string }[];
}) {
  const w = useWords(collectionWords);
  const base = `${useBooksPath()}/collections`;
  const refusal = useRefusal("manage_books");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(collectionSettings, "PUT", [base]);
  const [draft, setDraft] = useState(props.saved);
  const change = (part: Partial<CollectionSettings>) => setDraft({ ...draft, ...part });
  const save = () =>
    send.mutate(
      { path: `${base}/settings`, body: draft },
      {
        onSuccess: () => void message.success(w("settingsSaved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <div className="collections-settings">
      <section className="panel panel-body">
        <h2>{w("weights")}</h2>
        <p className="page-note">{w("weightsHint")}</p>
        {scoreParts.map((part) => (
          <div className="collections-field" key={part}>
            <span>{w(`part_${part}`)}</span>
            <InputNumber
              size="small"
              min={0}
              max={100}
              precision={0}
              aria-label={w(`part_${part}`)}
              value={draft.weights[part]}
              onChange={(value) => change({ weights: { ...draft.weights, [part]: value ?? 0 } })}
            />
          </div>
        ))}
      </section>
      <section className="panel panel-body">
        <h2>{w("limits")}</h2>
        <div className="collections-field">
          <span>{w("weekCap")}</span>
          <InputNumber
            size="small"
            min={0}
            max={14}
            precision={0}
            aria-label={w("weekCap")}
            value={draft.weekCap}
            onChange={(value) => change({ weekCap: value ?? 0 })}
          />
        </div>
        <div className="collections-field">
          <span>{w("graceDays")}</span>
          <InputNumber
            size="small"
            min={0}
            max={10}
            precision={0}
            aria-label={w("graceDays")}
            value={draft.graceDays}
            onChange={(value) => change({ graceDays: value ?? 0 })}
          />
        </div>
      </section>
      <Rules rules={draft.rules} members={props.members} onChange={(rules) => change({ rules })} />
      <RefusedButton type="primary" reason={refusal} loading={send.isPending} onClick={save}>
        {w("saveSettings")}
      </RefusedButton>
    </div>
  );
}

function Rules(props: {
  readonly rules: readonly Rule[];
  readonly members: readonly { readonly id: number; readonly name: string }[];
  readonly onChange: (rules: Rule[]) => void;
}) {
  const { rules, members, onChange } = props;
  const w = useWords(collectionWords);
  const { id: booksId, homeCurrency } = useBooks();
  const put = (index: number, part: Partial<Rule>) =>
    onChange(rules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)));
  const [first] = members;
  const fresh = first && {
    grades: [],
    regions: [],
    segments: [],
    from: "0",
    memberIds: [first.id],
  };
  return (
    <section className="panel panel-body">
      <h2>{w("rules")}</h2>
      <p className="page-note">{w("rulesHint")}</p>
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells rules apart
        <div key={index} className="collections-rule">
          <b>{index + 1}</b>
          <Select
            mode="multiple"
            size="small"
            placeholder={w("ruleGrades")}
            aria-label={w("ruleGrades")}
            value={rule.grades}
            options={collectionGrades.map((value) => ({ value, label: value }))}
            onChange={(grades: Rule["grades"]) => put(index, { grades })}
          />
          <Select
            mode="tags"
            size="small"
            placeholder={w("ruleRegions")}
            aria-label={w("ruleRegions")}
            value={rule.regions}
            onChange={(regions: string[]) => put(index, { regions })}
          />
          <Select
            mode="tags"
            size="small"
            placeholder={w("ruleSegments")}
            aria-label={w("ruleSegments")}
            value={rule.segments}
            onChange={(segments: string[]) => put(index, { segments })}
          />
          <Input
            size="small"
            className="is-amount"
            prefix={`${w("ruleFrom")} ${homeCurrency}`}
            aria-label={w("ruleFrom")}
            value={rule.from}
            onChange={({ target }) => put(index, { from: target.value.replace(/,/g, "") })}
          />
          <Select
            mode="multiple"
            size="small"
            placeholder={w("ruleMembers")}
            aria-label={w("ruleMembers")}
            value={rule.memberIds}
            options={members.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(memberIds: number[]) => {
              if (memberIds.length > 0) put(index, { memberIds });
            }}
          />
          <Button size="small" onClick={() => onChange(rules.filter((_, at) => at !== index))}>
            {w("removeRule")}
          </Button>
        </div>
      ))}
      {fresh ? (
        <Button size="small" onClick={() => onChange([...rules, fresh])}>
          + {w("addRule")}
        </Button>
      ) : (
        <p className="page-note">
          {w("noCollectors")} <Link to={pathTo("people", { booksId })}>{w("toPeople")}</Link>
        </p>
      )}
    </section>
  );
}
