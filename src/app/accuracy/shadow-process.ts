// Runs as a process of its own: a firm's own finished settlements, out of any table.
import { readFile } from "node:fs/promises";
import { answerApart } from "../apart/answer-apart.ts";
import { readShadowFile } from "./read-shadow-file.ts";

answerApart(async (path: string) => readShadowFile(await readFile(path)));
