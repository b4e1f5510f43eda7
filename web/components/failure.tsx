// An error of a request as an ErrorState: the server's own sentence, its faults, its code.
import { ApiProblem } from "../api/client.ts";
import { ErrorState } from "../ui/states.tsx";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export function Failure(props: { error: unknown; onRetry?: () => void }) {
  const w = useWords(frameWords);
  const retry = props.onRetry ? { onRetry: props.onRetry } : {};
  if (!(props.error instanceof ApiProblem)) {
    return <ErrorState title={w("failedConnection")} code="connection_lost" {...retry} />;
  }
  const { title, code, reference, errors = [] } = props.error.problem;
  return (
    <ErrorState
      title={title}
      code={reference ? `${code} ${reference}` : code}
      details={errors.map(({ path, message }) => `${path}: ${message}`)}
      {...retry}
    />
  );
}

/** The sentence of an error, for a form's foot or a message. */
export function useErrorSentence(): (error: unknown) => string {
  const w = useWords(frameWords);
  return (error) => (error instanceof ApiProblem ? error.problem.title : w("failedConnection"));
}
