import { existsSync } from "node:fs";
import type { Settings } from "@taskward/composition";

const ACCOUNT = '{"email":"ann@example.com","password":"correct horse battery"}';
const TASK = '{"title":"Buy milk"}';

interface Session {
  readonly signUp: string;
  readonly create: string;
  readonly list: string;
}

const inShell = (url: string): Session => ({
  signUp: `TOKEN=$(curl -s ${url}/api/v1/auth/signup -H 'Content-Type: application/json' \\
      -d '${ACCOUNT}' | node -pe 'JSON.parse(fs.readFileSync(0)).data.token')`,
  create: `curl -s ${url}/api/v1/tasks -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${TASK}'`,
  list: `curl -s ${url}/api/v1/tasks -H "Authorization: Bearer $TOKEN"`,
});

const inPowerShell = (url: string): Session => ({
  signUp: `$token = (Invoke-RestMethod ${url}/api/v1/auth/signup -Method Post -ContentType application/json \`
      -Body '${ACCOUNT}').data.token`,
  create: `Invoke-RestMethod ${url}/api/v1/tasks -Method Post -ContentType application/json \`
      -Headers @{ Authorization = "Bearer $token" } -Body '${TASK}'`,
  list: `(Invoke-RestMethod ${url}/api/v1/tasks -Headers @{ Authorization = "Bearer $token" }).data`,
});

const exampleFor = (url: string, { signUp, create, list }: Session): string => `
  Taskward is listening on ${url}

  Sign up, and keep the token (later, sign in: the same with /auth/signin):
    ${signUp}

  Create a task:
    ${create}

  List your tasks:
    ${list}

  All of the API, to try out: ${url}/docs

`;

/** A newcomer has the store that needs nothing and accounts to sign up for, and has not asked for a log in JSON. */
const isForNewcomers = ({ database, localAccounts, logFormat }: Settings): boolean =>
  database.kind !== "server" && localAccounts && logFormat !== "json";

/** What to try first, for a newcomer, in the shell that their system has; nothing for anybody else. */
export const greeting = (settings: Settings, url: string, platform = process.platform): string =>
  isForNewcomers(settings) ? exampleFor(url, platform === "win32" ? inPowerShell(url) : inShell(url)) : "";

/** What a newcomer is told while nothing can be seen: making a store takes longer than people wait for a sign of life. */
export const forecast = (settings: Settings): string => {
  const { database } = settings;
  const isNew = database.kind === "embedded" && !existsSync(database.directory);
  return isNew && isForNewcomers(settings)
    ? `Making the embedded store in ${database.directory}, once; this takes some seconds.\n`
    : "";
};
