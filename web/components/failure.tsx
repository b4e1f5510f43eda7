// An error of a request as an ErrorState: the server's own sentence, its faults, its code, and the way
// on: to ask again, or back from what is not there.
import { useLocation, useNavigate } from "react-router";
import { ApiProblem } from "../api/client.ts";
import { ErrorState } from "../ui/states.tsx";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export function Failure(props: { error: unknown; onRetry?: () => void }) {
  const w = useWords(frameWords);
  const sentence = useErrorSentence();
  const back = useWayBack();
  const retry = props.onRetry ? { onRetry: props.onRetry } : {};
  if (!(props.error instanceof ApiProblem)) {
    return <ErrorState title={w("failedConnection")} code="connection_lost" {...retry} />;
  }
  const { code, status, reference, errors = [] } = props.error.problem;
  // to ask again for what is not there, or not for this reader, brings nothing
  const wayOn = status === 404 || status === 403 ? { onBack: back } : retry;
  return (
    <ErrorState
      title={sentence(props.error)}
      code={reference ? `${code} ${reference}` : code}
      details={errors.map(({ path, message }) => `${path}: ${message}`)}
      {...wayOn}
    />
  );
}

/** A tab of its own has nothing before it: the way back is the page without what the address names. */
function useWayBack(): () => void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return () => void (history.length > 1 ? navigate(-1) : navigate(search === "" ? "/" : pathname));
}

/** The sentence of an error of what was sent, for a form's foot or a message. */
export function useErrorSentence(): (error: unknown) => string {
  const w = useWords(frameWords);
  return (error) => {
    if (!(error instanceof ApiProblem)) return w("unsentConnection");
    const { code, title } = error.problem;
    return code === "not_signed_in" ? w("signedOutMeanwhile") : title;
  };
}
