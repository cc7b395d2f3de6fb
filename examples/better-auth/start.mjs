// node examples/better-auth/start.mjs [port of Better Auth] [port of Taskward] [port of the page]
import { openTaskward } from "taskward";
import { servePage } from "../web/static-server.mjs";
import { startBetterAuth } from "./better-auth.mjs";

const [authPort = 3000, taskwardPort = 8000, pagePort = 5173] = process.argv.slice(2).map(Number);

const cannotListen = ({ message }) => {
  console.error(`${message}. To choose other ports: node examples/better-auth/start.mjs 3001 8001 5174`);
  process.exit(1);
};

// The page of examples/web. Both servers have to know its origin, and it has to know theirs.
const servers = { api: "http://127.0.0.1", betterAuth: "http://127.0.0.1" };
const { url: page } = await servePage(pagePort, () => servers).catch(cannotListen);

const { url: auth } = await startBetterAuth(authPort, { trustedOrigins: [page] }).catch(cannotListen);

// The same as JWT_JWKS_URL, JWT_ISSUER and JWT_AUDIENCE in the environment of `npx taskward serve`.
const taskward = await openTaskward({
  databaseUrl: "memory:",
  jwtJwksUrl: `${auth}/api/auth/jwks`,
  jwtIssuer: auth,
  jwtAudience: auth,
  corsOrigins: [page],
  port: taskwardPort,
});
const { url: tasks } = await taskward.listen().catch(cannotListen);
Object.assign(servers, { api: `${tasks}/api/v1`, betterAuth: auth });

console.log(`
  Better Auth is listening on ${auth}: it knows who you are.
  Taskward is listening on ${tasks}: it keeps your tasks, and trusts the tokens of the first.
  Both forget everything on Ctrl-C. To see them at work in a browser, open ${page}
  To see what it does there, paste this into another terminal:

# Sign up with Better Auth, which answers with a cookie
COOKIES=$(mktemp)
curl -s -c $COOKIES ${auth}/api/auth/sign-up/email -H 'Content-Type: application/json' \\
  -d '{"name":"Ann","email":"ann@example.com","password":"correct horse battery"}'; echo

# Get a token for the cookie; it is good for 15 minutes
TOKEN=$(curl -s -b $COOKIES ${auth}/api/auth/token | node -pe 'JSON.parse(fs.readFileSync(0)).token')

# Show it to Taskward: create a task, list your tasks, see who you are
curl -s ${tasks}/api/v1/tasks -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"title":"Buy milk"}'; echo
curl -s ${tasks}/api/v1/tasks -H "Authorization: Bearer $TOKEN"; echo
curl -s ${tasks}/api/v1/me -H "Authorization: Bearer $TOKEN"; echo
`);
