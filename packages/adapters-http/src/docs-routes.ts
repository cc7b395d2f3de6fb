import { answer } from "./answer.js";
import { describeApi } from "./describe-api.js";
import { docsAsset, docsPage } from "./docs-page.js";
import { noSuchRoute } from "./errors.js";
import type { OpenApiOptions } from "./openapi.js";
import { prefixUsed } from "./path-used.js";
import { type ApiRouter, answering } from "./router.js";

/** The document as text, kept for the prefix that was asked for last: usually there is but one. */
const documentText = (options: OpenApiOptions): ((mountedAt: string) => Promise<string>) => {
  let kept: { readonly mountedAt: string; readonly text: string } | undefined;
  return async (mountedAt) => {
    if (kept?.mountedAt === mountedAt) return kept.text;
    const text = JSON.stringify(await describeApi({ ...options, mountedAt }));
    kept = { mountedAt, text };
    return text;
  };
};

/** `/openapi.json`, and `/docs`, which shows it; with a slash at its end, too, as people type it. */
export const addDocsRoutes = (router: ApiRouter, options: OpenApiOptions): void => {
  const textFor = documentText(options);

  router.get(
    "/openapi.json",
    answering(async (ctx) => answer(200, await textFor(prefixUsed(ctx)))),
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
