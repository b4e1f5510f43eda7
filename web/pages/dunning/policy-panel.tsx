// Policies by scope and the settings of the books. A change is tried on today before it is saved, and
// on the past by a simulation.
import { App, Button, Select } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import {
  type DunningPolicyOnWire,
  type DunningSetup,
  dunningSetup,
  type PolicyScopeOnWire,
} from "../../../src/contract/dunning.ts";
import { useGet, useSend } from "../../api/query.ts";
import { useBooksPath, useRefusal } from "../../api/session.tsx";
import { Failure, useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { dunningWords } from "../../words/dunning.ts";
import { useWords } from "../../words/words.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { PreviewCompare } from "./preview-compare.tsx";
import { SettingEditor } from "./setting-editor.tsx";
import { SimulationPanel } from "./simulation-panel.tsx";

const organisation: PolicyScopeOnWire = { scope: "organisation" };

export function PolicyPanel() {
  const base = `${useBooksPath()}/dunning`;
  const { data, error } = useGet(dunningSetup, base);
  if (error) return <Failure error={error} />;
  if (!data) return <Skeleton lines={10} />;
  return <Policies setup={data} />;
}

function keyOf(scope: PolicyScopeOnWire): string {
  return JSON.stringify(scope);
}

function Policies({ setup }: { readonly setup: DunningSetup }) {
  const w = useWords(dunningWords);
  const [address] = useSearchParams();
  const asked = Number(address.get("for") ?? 0);
  const [scope, setScope] = useState<PolicyScopeOnWire>(
    asked > 0 ? { scope: "customer", customerId: asked } : organisation,
  );
  const found = setup.policies.find((one) => keyOf(one.scope) === keyOf(scope));
  const whole = setup.policies.find((one) => one.scope.scope === "organisation");
  const start = found?.policy ?? whole?.policy ?? setup.blank;
  return (
    <>
      <div className="dunning-policy">
        <Scopes setup={setup} scope={scope} onScope={setScope} />
        <ScopeEditor
          key={`${keyOf(scope)} ${found?.version ?? 0}`}
          scope={scope}
          start={start}
          isSaved={found !== undefined}
          note={
            found ? w("version", { version: found.version, by: found.by ?? "" }) : w("neverSaved")
          }
        />
      </div>
      <SettingEditor key={setup.settingVersion} setup={setup} />
    </>
  );
}

function Scopes(props: {
  readonly setup: DunningSetup;
  readonly scope: PolicyScopeOnWire;
  readonly onScope: (scope: PolicyScopeOnWire) => void;
}) {
  const { setup, scope, onScope } = props;
  const w = useWords(dunningWords);
  const own = setup.policies.filter((one) => one.scope.scope !== "organisation");
  const scopes: readonly PolicyScopeOnWire[] = [organisation, ...own.map((one) => one.scope)];
  const isListed = scopes.some((one) => keyOf(one) === keyOf(scope));
  const shown = isListed ? scopes : [...scopes, scope];
  const nameOf = (one: PolicyScopeOnWire) => {
    const subject = own.find((row) => keyOf(row.scope) === keyOf(one))?.subject ?? "";
    if (one.scope === "segment") return w("scopeSegment", { name: one.segment });
    if (one.scope === "customer") return w("scopeCustomer", { name: subject });
    if (one.scope === "item") return w("scopeItem", { name: subject });
    return w("scopeOrganisation");
  };
  const isOn = (one: PolicyScopeOnWire) =>
    setup.policies.find((row) => keyOf(row.scope) === keyOf(one))?.policy.isOn === true;
  return (
    <section className="panel">
      <div className="dunning-scopes">
        {shown.map((one) => (
          <button
            key={keyOf(one)}
            type="button"
            className={keyOf(one) === keyOf(scope) ? "is-chosen" : ""}
            aria-pressed={keyOf(one) === keyOf(scope)}
            onClick={() => onScope(one)}
          >
            {nameOf(one)}
            <Tag tone={isOn(one) ? "green" : "plain"} text={isOn(one) ? w("isOn") : w("isOff")} />
          </button>
        ))}
        {setup.segments.length > 0 ? (
          <Select
            value={null}
            placeholder={w("addSegment")}
            aria-label={w("addSegment")}
            options={setup.segments.map((segment) => ({ value: segment, label: segment }))}
            onChange={(segment: string | null) =>
              segment === null ? undefined : onScope({ scope: "segment", segment })
            }
          />
        ) : null}
        <p className="page-note">{w("nearest")}</p>
      </div>
    </section>
  );
}

function ScopeEditor(props: {
  readonly scope: PolicyScopeOnWire;
  readonly start: DunningPolicyOnWire;
  readonly isSaved: boolean;
  readonly note: string;
}) {
  const { scope, start, isSaved } = props;
  const w = useWords(dunningWords);
  const base = `${useBooksPath()}/dunning`;
  const refusal = useRefusal("change_rules");
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const [policy, setPolicy] = useState(start);
  const [tried, setTried] = useState<DunningPolicyOnWire | null>(null);
  const [isOnPast, setIsOnPast] = useState(false);
  const send = useSend(dunningSetup, "PUT", [base]);
  const save = (next: DunningPolicyOnWire | null) =>
    send.mutate(
      { path: `${base}/policy`, body: { scope, policy: next } },
      {
        onSuccess: () => void message.success(w("saved")),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{w("policy")}</h2>
        <span className="page-note">{props.note}</span>
        <span className="is-end">
          {isSaved && scope.scope !== "organisation" ? (
            <RefusedButton reason={refusal} onClick={() => save(null)}>
              {w("removeScope")}
            </RefusedButton>
          ) : null}
          <Button onClick={() => setIsOnPast(!isOnPast)}>{w("tryOnPast")}</Button>
          <Button onClick={() => setTried(policy)}>{w("tryOut")}</Button>
          <RefusedButton
            type="primary"
            reason={refusal}
            loading={send.isPending}
            onClick={() => save(policy)}
          >
            {w("save")}
          </RefusedButton>
        </span>
      </header>
      <div className="panel-body">
        <PolicyEditor policy={policy} onChange={setPolicy} />
        {tried ? (
          <PreviewCompare tried={{ change: { scope, policy: tried }, setting: null }} />
        ) : null}
        {isOnPast ? <SimulationPanel tried={{ change: { scope, policy }, setting: null }} /> : null}
      </div>
    </section>
  );
}
