// node examples/web/start.mjs [port of the page] [port of Taskward, or the URL of one that runs]
import { openTaskward } from "taskward";
import { servePage } from "./static-server.mjs";

const [pagePort = "5173", taskward = "8000"] = process.argv.slice(2);

const cannotListen = ({ message }) => {
  console.error(`${message}. To choose other ports: node examples/web/start.mjs 5174 8001`);
  process.exit(1);
};

/** A Taskward that lets pages of this origin in, and keeps its data until Ctrl-C. */
const startTaskward = async (origin) => {
  const options = { databaseUrl: "memory:", port: Number(taskward), corsOrigins: [origin] };
  const { url } = await (await openTaskward(options)).listen();
  return url;
};

let api = "http://127.0.0.1";
const page = await servePage(Number(pagePort), () => ({ api: `${api}/api/v1` })).catch(cannotListen);
const runs = /^https?:/.test(taskward);
api = runs ? taskward.replace(/\/$/, "") : await startTaskward(page.url).catch(cannotListen);

console.log(`
  The page is at ${page.url}
  It talks to Taskward at ${api}, ${
    runs ? `which has to be started with CORS_ORIGINS=${page.url}` : "which forgets everything on Ctrl-C"
  }.
`);
