import { createInterface } from "node:readline/promises";

/** Asks somebody at the terminal; nobody is there to be asked where input or standard error is no terminal. */
const ask = async (question: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const left = new AbortController();
  terminal.on("close", () => left.abort());
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: left.signal });
    return /^\s*y(es)?\s*$/i.test(answer);
  } catch {
    // Ctrl-C and the end of the input are no yes.
    process.stderr.write("\n");
    return false;
  } finally {
    terminal.close();
  }
};

/** Resolves when somebody said yes, on the command line or when asked. Rejects otherwise: nothing may happen then. */
export const confirm = async (question: string, yes: boolean): Promise<void> => {
  if (yes) return;
  if (!(process.stdin.isTTY && process.stderr.isTTY))
    throw new Error(`${question} There is nobody to ask here: say --yes if you mean it`);
  if (!(await ask(question))) throw new Error("Nothing was changed");
};
