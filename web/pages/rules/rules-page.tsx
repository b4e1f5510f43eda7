// 规则: one row a template, switched on and off in place; a row opens its form and examples.
import "./rules.css";
import { App, Switch, Tooltip } from "antd";
import { Link, useNavigate } from "react-router";
import { type RuleCardOnWire, ruleCard, ruleList } from "../../../src/contract/rules.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { pathTo } from "../../paths.ts";
import { grouped } from "../../ui/count.ts";
import { MoneyText } from "../../ui/money-text.tsx";
import { shareText } from "../../ui/share-text.ts";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { accuracyWords } from "../../words/accuracy.ts";
import { ruleCopyWords } from "../../words/rule-copies.ts";
import { rulesWords } from "../../words/rules.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { scopeText } from "./copies-panel.tsx";
import { DemotedNotice } from "./demoted-notice.tsx";
import { draftOf, settingOf } from "./rule-draft.ts";

export function Component() {
  const w = useWords(rulesWords);
  const c = useWords(ruleCopyWords);
  const { id: booksId, homeCurrency } = useBooks();
  const { data, error, refetch } = useGet(ruleList, `${useBooksPath()}/rules`);
  return (
    <SettingsFrame title={w("title")} note={w("note")}>
      <Link to={pathTo("ruleManual", { booksId })}>{c("manual")} →</Link>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {data || error ? null : <Skeleton lines={12} />}
      {data?.rows
        .filter(({ copy }) => copy === null)
        .map((rule) => (
          <DemotedNotice key={rule.key} rule={rule} />
        ))}
      {data ? (
        <section className="panel matrix-scroll">
          <table className="matrix rules-table">
            <thead>
              <tr>
                <th>{w("name")}</th>
                <th>{w("on")}</th>
                <th>{w("stage")}</th>
                <th>{w("action")}</th>
                <th className="is-right">{w("used")}</th>
                <th className="is-right">{w("usedMoney", { currency: homeCurrency })}</th>
                <th className="is-right">{w("undone")}</th>
                <th className="is-right">{w("precision")}</th>
                <th>{w("version")}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows
                .filter(({ copy }) => copy?.isRetired !== true)
                .map((rule) => (
                  <RuleRow key={rule.key} rule={rule} />
                ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </SettingsFrame>
  );
}

function RuleRow({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(rulesWords);
  const a = useWords(accuracyWords);
  const word = useSentence();
  const navigate = useNavigate();
  const { id: booksId } = useBooks();
  const c = useWords(ruleCopyWords);
  const to = pathTo("rule", { booksId, code: rule.key });
  const { enabled, action } = draftOf(rule);
  return (
    <tr className={enabled ? "" : "is-off"} onClick={() => void navigate(to)}>
      <th>
        <span className={rule.copy ? "rules-code is-copy" : "rules-code"}>{rule.key}</span>
        <Link to={to}>{rule.copy ? rule.copy.name : word(rule.title)}</Link>
        {rule.copy ? <small className="page-note"> {scopeText(rule, c("scopeNone"))}</small> : null}
      </th>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the switch inside takes the keys */}
      <td onClick={(event) => event.stopPropagation()}>
        <RuleSwitch rule={rule} />
      </td>
      <td>{word(rule.stageName)}</td>
      <td>
        <Tag
          tone={!enabled ? "plain" : action === "auto" ? "green" : "amber"}
          text={enabled ? w(action) : w("off")}
        />{" "}
        {rule.demoted ? <Tag tone="red" text={a("demoted")} outlined /> : null}
      </td>
      <td className="is-right">{rule.copy ? "" : grouped(rule.posted)}</td>
      <td className="is-right">
        {rule.copy || rule.posted === 0 ? "" : <MoneyText {...rule.home} />}
      </td>
      <td className="is-right">{rule.copy ? "" : grouped(rule.undone)}</td>
      <td className="is-right">{rule.copy ? "" : <PrecisionCell rule={rule} />}</td>
      <td className="page-note">
        {rule.version === 0 ? w("versionShipped") : w("versionNo", { version: rule.version })}
      </td>
    </tr>
  );
}

/** Of its automatic postings; a share of fewer than 30 samples is not shown. */
function PrecisionCell({ rule }: { readonly rule: RuleCardOnWire }) {
  const a = useWords(accuracyWords);
  const { sampled, wrong, right, interval, isEnough } = rule.precision;
  if (sampled === 0) return rule.posted === 0 ? "" : <span className="page-note">{a("few")}</span>;
  const between = interval
    ? a("between", { low: shareText(interval.low), high: shareText(interval.high) })
    : undefined;
  return (
    <span title={between}>
      {isEnough ? shareText(right) : a("few")}
      <small>{a("sampled", { labels: sampled, wrong })}</small>
    </span>
  );
}

function RuleSwitch({ rule }: { readonly rule: RuleCardOnWire }) {
  const w = useWords(rulesWords);
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const base = useBooksPath();
  const navigate = useNavigate();
  const { id: booksId } = useBooks();
  const refusal = useRefusal("change_rules");
  const send = useSend(ruleCard, "PUT", [`${base}/rules`]);
  const draft = draftOf(rule);
  // switching on is offered on its page, where it can be tried on history first
  const toggle = (enabled: boolean) =>
    enabled
      ? void navigate(`${pathTo("rule", { booksId, code: rule.key })}?enable=1`)
      : switchOff();
  const switchOff = () =>
    send.mutate(
      { path: `${base}/rules/${rule.key}`, body: settingOf(rule, { ...draft, enabled: false }) },
      {
        onSuccess: ({ version }) => void message.success(w("saved", { version })),
        onError: (fault) => void message.error(sentence(fault)),
      },
    );
  return (
    <Tooltip title={refusal}>
      <Switch
        size="small"
        checked={draft.enabled}
        disabled={refusal !== null}
        loading={send.isPending}
        onChange={toggle}
        aria-label={w("enabled")}
      />
    </Tooltip>
  );
}
