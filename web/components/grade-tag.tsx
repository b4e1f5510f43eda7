// A customer's dunning grade, never a bare letter and never an empty place: with the days of the books'
// own grades, or why there is none.
import { type UngradedReason, ungradedReasons } from "../../src/core/dunning/customer-grade.ts";
import { type DunningGrade, gradeTitle } from "../../src/core/terms/ages.ts";
import { useBooks } from "../api/session.tsx";
import { Tag } from "../ui/status-tag.tsx";
import { useSentence } from "../words/words.ts";

/** Of a notice of long ago it is not known why. */
const noGrade = { zh: "未定级", en: "No grade" };

const tones = { A: "red", B: "amber", C: "plain" } as const;

/** "催收 B (31–89天)" by the days these books have set. */
export function useGradeTitle(): (grade: DunningGrade) => string {
  const { gradeDays } = useBooks();
  const word = useSentence();
  return (grade) => word(gradeTitle(grade, gradeDays));
}

type GradeTagProps = {
  readonly grade: DunningGrade | null;
  readonly ungraded: UngradedReason | null;
};

export function GradeTag({ grade, ungraded }: GradeTagProps) {
  const title = useGradeTitle();
  const word = useSentence();
  if (grade !== null) return <Tag outlined tone={tones[grade]} text={title(grade)} />;
  if (ungraded === null) return <span className="page-note">{word(noGrade)}</span>;
  const text = word(ungradedReasons[ungraded]);
  if (ungraded === "disputed") return <Tag tone="violet" text={text} />;
  return <span className="page-note">{text}</span>;
}
