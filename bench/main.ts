// npm run bench -- COMMAND: accuracy on generated truth, size and speed. Not part of the tests.
import { benchCommands } from "./commands.ts";

const [name = "", ...rest] = process.argv.slice(2);
const command = benchCommands.find((one) => one.name === name);
if (command) {
  await command.run(rest);
} else {
  const lines = benchCommands.map((one) => `  ${one.name.padEnd(12)} ${one.title}`);
  console.log(`npm run bench -- COMMAND\n${lines.join("\n")}`);
  process.exitCode = name === "" ? 0 : 2;
}
