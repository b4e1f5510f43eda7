// What the forms for a new and for a present member have in common: role and limits.
import { Checkbox, Form, Input } from "antd";
import { type Role, roleNames, roles } from "../../../src/core/roles.ts";
import { peopleWords } from "../../words/people.ts";
import { useSentence, useWords } from "../../words/words.ts";

export const membersPath = "/members";

export function useRoleOptions() {
  const word = useSentence();
  return roles.map((value) => ({ value, label: word(roleNames[value]) }));
}

const amountPattern = /^\d{1,12}(\.\d{1,2})?$/;

export type MemberFields = {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly adjustAlone?: string;
  readonly approve?: string;
  readonly isLead?: boolean;
  readonly reason?: string;
};

/** Fields left empty are no limits. */
export function limitsOf({ adjustAlone, approve }: Pick<MemberFields, "adjustAlone" | "approve">) {
  return {
    ...(adjustAlone ? { adjustAlone } : {}),
    ...(approve ? { approve } : {}),
  };
}

export function LimitFields() {
  const w = useWords(peopleWords);
  const rules = [{ pattern: amountPattern, message: w("amountBad") }];
  return (
    <div style={{ display: "flex", gap: 16 }}>
      <Form.Item name="adjustAlone" label={w("adjustAlone")} rules={rules} style={{ flex: 1 }}>
        <Input inputMode="decimal" className="money" />
      </Form.Item>
      <Form.Item name="approve" label={w("approve")} rules={rules} style={{ flex: 1 }}>
        <Input inputMode="decimal" className="money" />
      </Form.Item>
    </div>
  );
}

/** Leading a team, and why limits grow: wider ones wait for a second person. */
export function RightsFields() {
  const w = useWords(peopleWords);
  return (
    <>
      <Form.Item name="isLead" valuePropName="checked" extra={w("isLeadHint")}>
        <Checkbox>{w("isLead")}</Checkbox>
      </Form.Item>
      <Form.Item name="reason" label={w("limitReason")}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}
