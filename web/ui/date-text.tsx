// Dates as 2026-09-30, instants as 09-30 14:05 in the books' zone, due dates with their distance.
import { daysBetween, isoDate } from "../../src/core/date.ts";
import { frameWords } from "../words/frame.ts";
import { useWords } from "../words/words.ts";

export function DateText(props: { date: string | null }) {
  const w = useWords(frameWords);
  if (props.date === null) return <em className="unknown">{w("unknown")}</em>;
  return (
    <time className="date" dateTime={props.date}>
      {props.date}
    </time>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `withYear` where the reader needs it; the full instant is on hover. */
export function InstantText(props: { at: string | null; timeZone: string; withYear?: boolean }) {
  if (props.at === null) return <span className="date">–</span>;
  return (
    <time className="date" dateTime={props.at} title={`${props.at} (${props.timeZone})`}>
      {formatInstant(props.at, props.timeZone, props.withYear ?? false)}
    </time>
  );
}

export function formatInstant(at: string, timeZone: string, withYear: boolean): string {
  let format = formats.get(timeZone);
  if (!format) {
    // sv-SE writes 2026-09-30 14:05.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "short",
    });
    formats.set(timeZone, format);
  }
  const text = format.format(new Date(at));
  return withYear ? text : text.slice(5);
}

/** The calendar day of an instant in that zone, which is not always its day in UTC. */
export function formatDay(at: string, timeZone: string): string {
  return formatInstant(at, timeZone, true).slice(0, 10);
}

/** 2026-09-30 14:05:09, for figures that are a few seconds old. */
export function formatSecond(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(new Date(at));
}

/** Within this many days a coming due date is in amber. */
const soonDays = 7;

export type DueTextProps = {
  readonly due: string | null;
  /** The books' own day, or the day the report stands at. */
  readonly today: string;
  /** Of a settled item the distance says nothing. */
  readonly settled?: boolean;
};

export function DueText({ due, today, settled = false }: DueTextProps) {
  const w = useWords(frameWords);
  if (due === null) return <em className="unknown">{w("noDueDate")}</em>;
  const days = daysBetween(isoDate(due), isoDate(today));
  return (
    <span className="date">
      <time dateTime={due}>{due}</time>
      {settled ? null : <DueDistance days={days} />}
    </span>
  );
}

/** `days` positive: late by so many. */
function DueDistance({ days }: { days: number }) {
  const w = useWords(frameWords);
  if (days > 0) {
    return <span className="date-distance is-late">{w("overdueDays", { days })}</span>;
  }
  const classes = -days <= soonDays ? "date-distance is-soon" : "date-distance";
  return (
    <span className={classes}>{days === 0 ? w("dueToday") : w("dueInDays", { days: -days })}</span>
  );
}

type FrameWord = (key: keyof typeof frameWords, fields?: { days: number }) => string;

function ageWords(days: number, w: FrameWord): string {
  if (days > 0) return w("overdueDays", { days });
  return days === 0 ? w("dueToday") : w("dueInDays", { days: -days });
}

/** Overdue by its word and a bar of four steps: 1–30, 31–60, 61–90, over 90 days. */
export function AgeText({ days, inWords = false }: { days: number | null; inWords?: boolean }) {
  const w = useWords(frameWords);
  if (days === null) return <em className="unknown">{w("noDueDate")}</em>;
  const steps = days <= 0 ? 0 : days <= 30 ? 1 : days <= 60 ? 2 : days < 90 ? 3 : 4;
  return (
    <span className="age">
      <span>{inWords ? ageWords(days, w) : days}</span>
      <span className={`age-steps is-${steps}`} aria-hidden="true" />
    </span>
  );
}
