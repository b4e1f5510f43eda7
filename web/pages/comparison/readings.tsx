// Entries that may be read in several ways: each reading with all it says, and the button that says which
// it is. Nothing of them counts as agreed or as a difference before that.
import type { ComparedGroupOnWire, ComparisonDetail } from "../../../src/contract/comparisons.ts";
import { differences, isDifferenceCode } from "../../../src/core/differences.ts";
import { useRefusal } from "../../api/session.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { Tag } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useSentence, useWords } from "../../words/words.ts";
import { useComparedAnew } from "./use-compared-anew.ts";

export function Readings(props: {
  readonly detail: ComparisonDetail;
  readonly group: ComparedGroupOnWire;
}) {
  const w = useWords(comparisonPageWords);
  const reason = useBecause();
  const { detail, group } = props;
  const { compare, isPending } = useComparedAnew();
  const decide = (way: number) => compare(`${detail.id}/groups/${group.n}/reading`, { way });
  const refusal = useRefusal("collect");
  const isSigned = detail.ourSignature !== null || detail.theirSignature !== null;
  const parts = group.because.filter(({ fields }) => fields["way"] !== undefined);
  const ways = [...Map.groupBy(parts, ({ fields }) => Number(fields["way"]))];
  return (
    <ul className="comparison-ways">
      {ways.map(([way, said]) => (
        <li key={way}>
          <b>{w("reading", { way })}</b>
          <ul>
            {said.map((part) => (
              <li key={`${part.fields["ourPlaces"]}|${part.fields["theirPlaces"]}`}>
                {reason(part)}
                <CodeTag code={part.fields["code"]} />
              </li>
            ))}
          </ul>
          {detail.state === "open" ? (
            <RefusedButton
              size="small"
              loading={isPending}
              reason={refusal ?? (isSigned ? w("signedAlready") : null)}
              aria-label={w("decideWay", { way })}
              onClick={() => decide(way)}
            >
              {w("decide")}
            </RefusedButton>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function CodeTag({ code }: { readonly code: string | number | undefined }) {
  const word = useSentence();
  if (typeof code !== "string" || !isDifferenceCode(code)) return null;
  return <Tag tone="amber" outlined text={`${code} ${word(differences[code])}`} />;
}
