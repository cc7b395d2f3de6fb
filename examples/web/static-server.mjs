import { once } from "node:events";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

const TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".svg", "image/svg+xml"],
]);
const HERE = new URL("./", import.meta.url);

/** The page's files by their paths, and what it uses of a package. */
const FILES = new Map([
  ["/", new URL("index.html", HERE)],
  ["/modules/openapi-fetch.js", new URL(import.meta.resolve("openapi-fetch"))],
  ...readdirSync(HERE, { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => TYPES.has(extname(name)) && !name.includes("node_modules"))
    .map((name) => [`/${name}`, new URL(name, HERE)]),
]);

/** What the page may do: run its own scripts, and talk to these servers. Trusted Types: text never becomes markup. */
const policyFor = (servers) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${servers.join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

/**
 * Serves the page on a port of this machine, 0 being any free one. `settings` is asked for what its `config.js` is to
 * say; it is asked late, so that those servers can be told of the page's origin first.
 */
export const servePage = async (port, settings) => {
  const answer = async (path) => {
    // A file may be gone for a moment, while somebody saves it.
    const content = FILES.has(path) ? await readFile(FILES.get(path)).catch(() => null) : null;
    const { api, betterAuth = null } = settings();
    const headers = {
      "Content-Type": TYPES.get(path === "/" ? ".html" : extname(path)) ?? "text/plain",
      "Content-Security-Policy": policyFor([api, betterAuth].filter(Boolean).map((url) => new URL(url).origin)),
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cache-Control": "no-cache",
    };
    if (path === "/config.js") return [200, headers, `export const config = ${JSON.stringify({ api, betterAuth })};`];
    return content ? [200, headers, content] : [404, headers, "There is nothing here.\n"];
  };
  const respond = async (request, response) => {
    const [status, headers, body] = await answer(request.url.replace(/\?.*/, ""));
    response.writeHead(status, headers).end(body);
  };
  const server = createServer((request, response) => void respond(request, response)).listen(port, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}`, server };
};
