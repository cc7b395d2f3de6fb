import type { UserTasks } from "@taskward/composition";
import type { Screen } from "../../src/shell/screen.js";
import { type ShellSession, shellSession, type Turn } from "../../src/shell/session.js";

/** A screen without colour or end. */
export const PLAIN: Screen = { columns: null, hasKeys: false, paint: (_, text) => text };

export interface Conversation {
  readonly session: ShellSession;
  readonly start: Turn;
  /** The turn that the last of these lines led to, with the output of all of them. */
  readonly type: (...lines: readonly string[]) => Promise<Turn>;
}

/** A session that has started. */
export const conversation = async (tasks: UserTasks, screen: Screen = PLAIN): Promise<Conversation> => {
  const session = shellSession({ tasks, screen }, "Taskward.");
  const start = await session.start();
  const type = async (...lines: readonly string[]): Promise<Turn> => {
    let turn: Turn = { ...start, output: "" };
    for (const line of lines) {
      const { output } = turn;
      turn = await session.line(line);
      turn = { ...turn, output: output + turn.output };
    }
    return turn;
  };
  return { session, start, type };
};
