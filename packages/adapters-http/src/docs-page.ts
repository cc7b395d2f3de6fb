import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Answer, answer } from "./answer.js";

// As strict as Swagger UI allows: its icons are data URLs, and it calls the API that it is served from.
const POLICY = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The page, whose files are at `files`: a relative URL with a slash at its end, or "". */
const html = (files: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Taskward API</title>
<link rel="icon" type="image/png" href="${files}favicon.png">
<link rel="stylesheet" href="${files}swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="${files}swagger-ui-bundle.js"></script>
<script src="${files}initializer.js"></script>
</body>
</html>
`;

// Its own place says where the document is, whatever the API is mounted at.
const INITIALIZER = `SwaggerUIBundle({
  url: new URL("../openapi.json", document.currentScript.src).href,
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: null,
});
`;

const require = createRequire(import.meta.url);

const SCRIPT = "text/javascript; charset=utf-8";

type Asset = readonly [mediaType: string, read: () => string | Promise<Buffer>];

/** A file of a package, read when it is first asked for, and kept. */
const packaged = (path: string): (() => Promise<Buffer>) => {
  let content: Buffer | undefined;
  return async () => {
    content ??= await readFile(path);
    return content;
  };
};

const ASSETS: ReadonlyMap<string, Asset> = new Map<string, Asset>([
  ["initializer.js", [SCRIPT, () => INITIALIZER]],
  ["swagger-ui-bundle.js", [SCRIPT, packaged(require.resolve("swagger-ui-dist/swagger-ui-bundle.js"))]],
  ["swagger-ui.css", ["text/css; charset=utf-8", packaged(require.resolve("swagger-ui-dist/swagger-ui.css"))]],
  ["favicon.png", ["image/png", packaged(require.resolve("swagger-ui-dist/favicon-32x32.png"))]],
]);

/** Swagger UI for the document beside it; `files` is where its files are, relative to it. */
export const docsPage = (files: string): Answer =>
  answer(200, html(files), { "Content-Type": "text/html; charset=utf-8", ...POLICY });

/** A file that the page asks for; null when it is not one of its files. */
export const docsAsset = async (name: string): Promise<Answer | null> => {
  const asset = ASSETS.get(name);
  if (!asset) return null;
  const [mediaType, read] = asset;
  return answer(200, await read(), { "Content-Type": mediaType });
};
