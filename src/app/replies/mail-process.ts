// Runs as a process of its own: one mail that came in, read. Anybody may write to us.
import { answerApart } from "../apart/answer-apart.ts";
import { readMailHere } from "./mail-reading.ts";

answerApart(readMailHere);
