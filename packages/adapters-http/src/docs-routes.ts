import { answer } from "./answer.js";
import { docsAsset, docsPage } from "./docs-page.js";
import { noSuchRoute } from "./errors.js";
import { type OpenApiOptions, openApiDocument } from "./openapi.js";
import { prefixUsed } from "./path-used.js";
import { type ApiRouter, answering } from "./router.js";

/** The document as text, kept for the prefix that was asked for last: usually there is but one. */
const documentText = (options: OpenApiOptions): ((mountedAt: string) => string) => {
  let kept: { readonly mountedAt: string; readonly text: string } | undefined;
  return (mountedAt) => {
    if (kept?.mountedAt !== mountedAt)
      kept = { mountedAt, text: JSON.stringify(openApiDocument({ ...options, mountedAt })) };
    return kept.text;
  };
};

/** `/openapi.json`, and `/docs`, which shows it; with a slash at its end, too, as people type it. */
export const addDocsRoutes = (router: ApiRouter, options: OpenApiOptions): void => {
  const textFor = documentText(options);

  router.get(
    "/openapi.json",
    answering((ctx) => answer(200, textFor(prefixUsed(ctx)))),
  );
  router.get(
    "/docs",
    answering(() => docsPage("docs/")),
  );
  router.get(
    "/docs/",
    answering(() => docsPage("")),
  );
  router.get(
    "/docs/:file",
    answering(async (ctx) => {
      const asset = await docsAsset(ctx.state.captures?.[0] ?? "");
      if (asset === null) throw noSuchRoute();
      return asset;
    }),
  );
};
