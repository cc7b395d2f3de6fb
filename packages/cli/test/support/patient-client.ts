import { Agent, request } from "node:http";

interface Answer {
  readonly status: number;
  /** Whether it is the last one on its connection. */
  readonly closes: boolean;
}

/** What became of the requests of one client. */
export interface Course {
  readonly answers: readonly Answer[];
  /** The code of the error that ended it. */
  readonly error: string | undefined;
}

const ask = (url: URL, agent: Agent, token: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    const req = request(url, { agent, headers }, (res) => {
      const { statusCode: status = 0, headers } = res;
      res.once("end", () => resolve({ status, closes: headers.connection === "close" })).once("error", reject);
      res.resume();
    });
    req.once("error", reject).end();
  });

/** Asks again and again, over connections that are kept, until one request fails; calls `answered` after each answer. */
export const askOnAndOn = async (url: string, token: string, answered: () => void): Promise<Course> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answer[] = [];
  try {
    for (;;) {
      answers.push(await ask(new URL("/api/v1/tasks", url), agent, token));
      answered();
    }
  } catch (error) {
    return { answers, error: (error as NodeJS.ErrnoException).code };
  } finally {
    agent.destroy();
  }
};
