import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { tokenOf } from "../../support/token.js";
import { exchange } from "../rig/exchange.js";

/** What one client was told until it was told nothing more. */
export interface Course {
  readonly answers: readonly { readonly status: number; readonly closes: boolean; readonly since: number }[];
  /** The titles whose creation was acknowledged. */
  readonly created: readonly string[];
  /** The code of the error that ended it. */
  readonly error: string | undefined;
}

/** Asks again and again on a connection that is kept, each third time for a task to be made, until one request fails. */
export const steadyClient = async (url: string, name: string, answered: () => void): Promise<Course> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const token = tokenOf("ann");
  const course = { answers: [] as Course["answers"][number][], created: [] as string[] };
  try {
    for (let n = 0; ; n++) {
      const title = `${name}-${n}`;
      const since = performance.now();
      const question = n % 3 === 0 ? { method: "POST", body: { title } } : { method: "GET" };
      const path = n % 3 === 0 ? "/api/v1/tasks" : "/api/v1/tasks?limit=5";
      const { status, headers } = await exchange(url, agent, { ...question, path, token });
      course.answers.push({ status, closes: headers.connection === "close", since });
      if (status === 201) course.created.push(title);
      answered();
      await pause(0);
    }
  } catch (error) {
    return { ...course, error: (error as NodeJS.ErrnoException).code };
  } finally {
    agent.destroy();
  }
};
