import { readFileSync } from "node:fs";
import { expect } from "chai";
import { run, SHELL } from "./command.js";
import { conversation, PLAIN } from "./conversation.js";
import { openMemory } from "./open-memory.js";
import { PseudoTerminal } from "./pseudo-terminal.js";

const PAGE = readFileSync(new URL("../../../../../docs/shell.md", import.meta.url), "utf8").replaceAll("\r\n", "\n");

/** What the page says that this command shows. */
const recordingOf = (command: string): string => {
  const start = `\`\`\`console\n$ ${command}\n`;
  const from = PAGE.indexOf(start);
  if (from === -1) throw new Error(`The page does not show ${command}`);
  return PAGE.slice(from + start.length, PAGE.indexOf("```", from + start.length));
};

/** The questions of a recording and what was typed after them; the session tells which lines are questions. */
const answersIn = async (recording: string): Promise<[question: string, answer: string][]> => {
  const taskward = await openMemory();
  const { session, start } = await conversation(taskward.as("ann").tasks, { ...PLAIN, hasKeys: true });
  const lines = recording.split("\n");
  const answers: [string, string][] = [];
  let at = 0;
  for (let turn = start; !turn.done; ) {
    at += turn.output.split("\n").length - 1;
    const line = lines[at++];
    if (!line?.startsWith(turn.prompt)) throw new Error(`Line ${at} of the recording should ask: ${turn.prompt}`);
    const answer = line.slice(turn.prompt.length + 1);
    answers.push([turn.prompt, answer]);
    turn = await session.line(answer);
  }
  await taskward.close();
  return answers;
};

const trimmed = (text: string): string => text.replaceAll(/ +$/gm, "");

describe("the page about the shell", () => {
  if (process.platform !== "win32")
    it("shows what a terminal shows", async () => {
      const recording = recordingOf("npx taskward shell");
      const terminal = new PseudoTerminal(SHELL);
      for (const [question, answer] of await answersIn(recording)) {
        await terminal.until(`${question} `);
        terminal.type(`${answer}\r`);
      }
      expect(await terminal.ended()).to.equal(0);
      expect(trimmed(terminal.seen)).to.equal(recording);
    });

  it("shows what a pipe gets", async () => {
    const input = "1\nBuy milk\n\n2\n6\n";
    const { output } = await run(input);
    expect(output).to.equal(recordingOf(`printf '${input.replaceAll("\n", "\\n")}' | npx taskward shell`));
  });
});
