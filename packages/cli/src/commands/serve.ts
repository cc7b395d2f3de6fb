import { environment, readSettings, type Settings, startTaskward } from "@taskward/composition";
import { Command } from "commander";
import { Ended, EXIT } from "../exit.js";
import { untilStopped } from "../until-stopped.js";

const exampleFor = (url: string): string => `
  Taskward is listening on ${url}

  Sign up, and keep the token:
    TOKEN=$(curl -s ${url}/api/v1/auth/signup -H 'Content-Type: application/json' \\
      -d '{"email":"ann@example.com","password":"correct horse battery"}' | node -pe 'JSON.parse(fs.readFileSync(0)).data.token')

  Create a task:
    curl -s ${url}/api/v1/tasks -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"title":"Buy milk"}'

  List your tasks:
    curl -s ${url}/api/v1/tasks -H "Authorization: Bearer $TOKEN"

`;

/** How long requests in flight have, in seconds, to be told that the storage has failed. */
const LAST_WORDS = 1;

/** A newcomer has the store that needs nothing, accounts to sign up for, and a log for people to read. */
const isForNewcomers = ({ database, localAccounts, logFormat }: Settings): boolean =>
  database.kind !== "server" && localAccounts && (logFormat ?? (process.stdout.isTTY ? "pretty" : "json")) === "pretty";

export const serve = async (settings: Settings): Promise<void> => {
  const taskward = await startTaskward(settings);
  try {
    const server = await taskward.listen();
    if (isForNewcomers(settings)) process.stdout.write(exampleFor(server.url));
    const failure = await Promise.race([untilStopped(), taskward.failed]);
    const inTime = await server.close(failure ? LAST_WORDS : settings.shutdownTimeout);
    if (failure) {
      process.stderr.write(`taskward: ${failure.message}\n`);
      throw new Ended(EXIT.storageFailed);
    }
    if (!inTime) throw new Error(`requests were still under way after ${settings.shutdownTimeout} seconds`);
  } finally {
    await taskward.close();
  }
};

export const serveCommand = (): Command =>
  new Command("serve")
    .description("serve the HTTP API")
    .addHelpText("after", "\nExample:\n  DATABASE_URL=postgres://localhost/tasks PORT=8080 taskward serve")
    .action(() => serve(readSettings(environment())));
