// People and rights: members with role and limits, the matrix of acts by roles, conflicting duties.
import { useState } from "react";
import { type Member, memberList } from "../../../src/contract/members.ts";
import { useGet } from "../../api/query.ts";
import { useRefusal } from "../../api/session.tsx";
import { Failure } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { SettingsFrame } from "../../components/settings-frame.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { peopleWords } from "../../words/people.ts";
import { useWords } from "../../words/words.ts";
import { MemberSignIns } from "../sign-ins/member-sign-ins.tsx";
import { ChangeForm } from "./change-form.tsx";
import { membersPath as path } from "./member-fields.tsx";
import { MemberForm } from "./member-form.tsx";
import { MemberTable } from "./member-table.tsx";
import { RightsMatrix } from "./rights-matrix.tsx";

export function Component() {
  const w = useWords(peopleWords);
  const refusal = useRefusal("manage_people");
  const { data, error, refetch } = useGet(memberList, path);
  const [isAdding, add] = useState(false);
  const [seen, setSeen] = useState<Member | null>(null);
  const [changing, change] = useState<Member | null>(null);
  return (
    <SettingsFrame title={w("people")} note={w("peopleText")}>
      {error ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      <section className="panel">
        <div className="panel-head">
          <h2>{w("people")}</h2>
          <span className="is-end">
            <RefusedButton type="primary" reason={refusal} onClick={() => add(true)}>
              {w("addMember")}
            </RefusedButton>
          </span>
        </div>
        {data ? (
          <MemberTable rows={data.rows} refusal={refusal} onChange={change} onSignIns={setSeen} />
        ) : (
          <div className="panel-body">
            <Skeleton />
          </div>
        )}
      </section>
      <RightsMatrix />
      {isAdding ? <MemberForm onClose={() => add(false)} /> : null}
      {changing ? <ChangeForm member={changing} onClose={() => change(null)} /> : null}
      {seen ? <MemberSignIns member={seen} onClose={() => setSeen(null)} /> : null}
    </SettingsFrame>
  );
}
