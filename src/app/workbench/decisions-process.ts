// Runs as a process of its own: the to-confirm workbook that came back.
import { readFile } from "node:fs/promises";
import { answerApart } from "../apart/answer-apart.ts";
import { readDecisionsFile } from "./read-decisions-file.ts";

answerApart(async (path: string) => readDecisionsFile(await readFile(path)));
