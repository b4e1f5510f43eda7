// The next step of one document: in order, none skipped, at least seven days after the one before.
// A notice that belongs before the due date lapses when the step after it has come.

import { assert } from "../assert.ts";
import { addDays, type IsoDate, laterDate } from "../date.ts";
import { type DunningStep, leastDaysBetweenSteps, nominalDays } from "./policy.ts";

/** What was done for a document so far. Steps are known by their nominal day, so that a policy may change. */
export type Track = {
  readonly taken: { readonly nominal: number; readonly on: IsoDate } | null;
  /** Released by a person for a document that was overdue when it became known. */
  readonly startAt: number | null;
};

export const untouched: Track = { taken: null, startAt: null };

export type StepPlace = { readonly step: DunningStep; readonly nominal: number };

export type NextStep =
  | { readonly kind: "over" }
  /** Overdue beyond the first reminder when it became known: a person releases where it starts. */
  | { readonly kind: "start_to_release"; readonly proposed: StepPlace }
  | { readonly kind: "waits"; readonly next: StepPlace; readonly readyOn: IsoDate }
  | { readonly kind: "ready"; readonly next: StepPlace; readonly readyOn: IsoDate };

export type ScheduleInput = {
  readonly steps: readonly DunningStep[];
  readonly dueDate: IsoDate;
  readonly observedFrom: IsoDate;
  readonly track: Track;
  readonly day: IsoDate;
};

export function nextStep(input: ScheduleInput): NextStep {
  const { dueDate, track, day } = input;
  const places = placesOf(input.steps);
  if (track.taken === null && track.startAt === null && isNewlyKnown(places, input)) {
    return { kind: "start_to_release", proposed: startByAge(places, input) };
  }
  const next = firstUntaken(places, input);
  if (!next) return { kind: "over" };
  const readyOn = readyDay(next, track, dueDate);
  return { kind: readyOn <= day ? "ready" : "waits", next, readyOn };
}

export function placesOf(steps: readonly DunningStep[]): StepPlace[] {
  const days = nominalDays(steps);
  return steps.map((step, index) => ({ step, nominal: days[index] ?? 0 }));
}

function firstUntaken(places: readonly StepPlace[], input: ScheduleInput): StepPlace | undefined {
  const { track, dueDate, day } = input;
  const open = places.filter(({ nominal }) => {
    if (track.taken !== null) return nominal > track.taken.nominal;
    return track.startAt === null || nominal >= track.startAt;
  });
  return open.find((place, index) => {
    const after = open[index + 1];
    const isNotice = place.nominal <= 0;
    const hasLapsed = isNotice && after !== undefined && day >= addDays(dueDate, after.nominal);
    return !hasLapsed;
  });
}

function readyDay({ step, nominal }: StepPlace, { taken }: Track, dueDate: IsoDate): IsoDate {
  const byDue = addDays(dueDate, step.from === "due" || taken === null ? nominal : 0);
  if (taken === null) return byDue;
  const byPrevious = addDays(taken.on, leastDaysBetweenSteps);
  if (step.from === "due") return laterDate(byDue, byPrevious);
  return laterDate(addDays(taken.on, step.days), byPrevious);
}

/** Already past a later step than the first reminder when the books or dunning came to know it. */
function isNewlyKnown(places: readonly StepPlace[], input: ScheduleInput): boolean {
  const reminders = places.filter(({ nominal }) => nominal > 0);
  const second = reminders[1];
  return second !== undefined && input.observedFrom >= addDays(input.dueDate, second.nominal);
}

/** The furthest step its age has reached today. */
function startByAge(places: readonly StepPlace[], { dueDate, day }: ScheduleInput): StepPlace {
  const reached = places.filter(({ nominal }) => addDays(dueDate, nominal) <= day);
  const furthest = reached.at(-1) ?? places[0];
  assert(furthest !== undefined, "a policy has steps");
  return furthest;
}
