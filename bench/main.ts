// npm run bench -- COMMAND: accuracy on generated truth, size and speed. Not part of the tests.
import { benchCommands } from "./commands.ts";

const [name = "", ...rest] = process.argv.slice(2);
const load = Object.hasOwn(benchCommands, name) ? benchCommands[name] : undefined;
if (load) {
  await (await load()).run(rest);
} else {
  const commands = await Promise.all(Object.values(benchCommands).map((one) => one()));
  const lines = commands.map((one) => `  ${one.name.padEnd(12)} ${one.title}`);
  console.log(`npm run bench -- COMMAND\n${lines.join("\n")}`);
  process.exitCode = name === "" ? 0 : 2;
}
