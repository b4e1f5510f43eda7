// What each role may do, and which duties of one role should not be in one hand.
import {
  type Act,
  actNames,
  acts,
  conflictsOf,
  mayDo,
  roleNames,
  roles,
} from "../../../src/core/roles.ts";
import { useIsPhone } from "../../ui/phone.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { peopleWords } from "../../words/people.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function RightsMatrix() {
  const w = useWords(peopleWords);
  const word = useSentence();
  const conflicts = roles.flatMap((role) => conflictsOf(role).map(([a, b]) => ({ role, a, b })));
  const name = (act: Act) => word(acts[act]);
  if (useIsPhone()) return <p className="page-note">{w("matrixOnComputer")}</p>;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{w("matrix")}</h2>
      </div>
      <div className="matrix-scroll">
        <table className="matrix rights-matrix">
          <thead>
            <tr>
              <th>{w("act")}</th>
              {roles.map((role) => (
                <th key={role} className="is-centre">
                  {word(roleNames[role])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {actNames.map((act) => (
              <tr key={act}>
                <th scope="row">{name(act)}</th>
                {roles.map((role) => (
                  <td key={role} className="is-centre">
                    {mayDo(role, act) ? (
                      <span role="img" style={{ color: "var(--green)" }} aria-label={w("mayDo")}>
                        ✓
                      </span>
                    ) : (
                      <span style={{ color: "#c3cad3" }}>–</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {conflicts.length > 0 ? (
        <div className="panel-body">
          <p className="page-note" style={{ marginBottom: 8 }}>
            {w("conflictsText")}
          </p>
          <div className="chips">
            {conflicts.map(({ role, a, b }) => (
              <Tag
                key={`${role}${a}${b}`}
                tone="amber"
                text={w("conflictsOf", { role: word(roleNames[role]), a: name(a), b: name(b) })}
              />
            ))}
          </div>
        </div>
      ) : null}
    </section>
  );
}
