// A status: always a word, with the colour of its meaning. One vocabulary for all pages.
import { statusWords } from "../words/status.ts";
import { useSentence } from "../words/words.ts";

export type Tone = "plain" | "blue" | "green" | "amber" | "red" | "violet" | "hatched" | "aside";

export type StatusName = keyof typeof statusWords;

const tones: Readonly<Record<StatusName, Tone>> = {
  new: "plain",
  auto: "green",
  confirmed: "green",
  settled: "green",
  part_settled: "blue",
  suggested: "amber",
  unmatched: "amber",
  unclaimed: "amber",
  on_account: "blue",
  claiming: "blue",
  not_receivable: "aside",
  held: "plain",
  reversed: "hatched",
  withdrawn: "hatched",
  open: "plain",
  not_due: "plain",
  due_soon: "amber",
  overdue: "plain",
  disputed: "violet",
  on_hold: "red",
  pending: "amber",
  approved: "green",
  rejected: "red",
  running: "blue",
  queued: "plain",
  done: "green",
  failed: "red",
  cancelled: "hatched",
  active: "green",
  inactive: "plain",
  revoked: "hatched",
  expired: "plain",
  proven: "green",
  broken: "red",
  unproven: "amber",
  closed: "green",
  reopened: "amber",
};

export function StatusTag({ status, detail }: { status: StatusName; detail?: string }) {
  const word = useSentence();
  return <Tag tone={tones[status]} text={word(statusWords[status]) + (detail ?? "")} />;
}

export function Tag(props: { tone?: Tone; text: string; outlined?: boolean; title?: string }) {
  const { tone = "plain", outlined = false } = props;
  const classes = ["tag", `is-${tone}`, outlined ? "is-outlined" : ""].join(" ");
  return (
    <span className={classes} title={props.title ?? props.text}>
      {props.text}
    </span>
  );
}
