import type { Settings } from "@taskward/composition";

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

/** A newcomer has the store that needs nothing and accounts to sign up for, and has not asked for a log in JSON. */
const isForNewcomers = ({ database, localAccounts, logFormat }: Settings): boolean =>
  database.kind !== "server" && localAccounts && logFormat !== "json";

/** What to try first, for a newcomer; nothing for anybody else. */
export const greeting = (settings: Settings, url: string): string => (isForNewcomers(settings) ? exampleFor(url) : "");
