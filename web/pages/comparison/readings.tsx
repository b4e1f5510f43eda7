// Entries that may be read in several ways: each reading with all it says, and the button that says which
// it is. Nothing of them counts as agreed or as a difference before that.
import { App } from "antd";
import { useNavigate } from "react-router";
import type { ComparedGroupOnWire, ComparisonDetail } from "../../../src/contract/comparisons.ts";
import { idPath } from "../../../src/contract/page.ts";
import { differences, isDifferenceCode } from "../../../src/core/differences.ts";
import { useSend } from "../../api/query.ts";
import { useBooks, useBooksPath, useRefusal } from "../../api/session.tsx";
import { useErrorSentence } from "../../components/failure.tsx";
import { RefusedButton } from "../../components/refused-button.tsx";
import { pathTo } from "../../paths.ts";
import { Tag } from "../../ui/status-tag.tsx";
import { useBecause } from "../../words/because.ts";
import { comparisonPageWords } from "../../words/comparison.ts";
import { useSentence, useWords } from "../../words/words.ts";

export function Readings(props: {
  readonly detail: ComparisonDetail;
  readonly group: ComparedGroupOnWire;
}) {
  const w = useWords(comparisonPageWords);
  const reason = useBecause();
  const { detail, group } = props;
  const { decide, isPending } = useDecide(detail, group);
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

/** The ledgers are compared again with that word: the page goes on with the new comparison. */
function useDecide(detail: ComparisonDetail, group: ComparedGroupOnWire) {
  const { id: booksId } = useBooks();
  const base = useBooksPath();
  const navigate = useNavigate();
  const sentence = useErrorSentence();
  const { message } = App.useApp();
  const send = useSend(idPath, "POST", [`${base}/comparisons`]);
  const decide = (way: number) =>
    send.mutate(
      { path: `${base}/comparisons/${detail.id}/groups/${group.n}/reading`, body: { way } },
      {
        onSuccess: ({ id }) =>
          navigate(pathTo("comparison", { booksId, comparisonId: id }), { replace: true }),
        onError: (error) => void message.error(sentence(error)),
      },
    );
  return { decide, isPending: send.isPending };
}
