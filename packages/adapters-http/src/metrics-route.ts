import type { ExposeMetrics } from "@taskward/application";
import { answer } from "./answer.js";
import { type ApiRouter, answering } from "./router.js";

/** `/metrics`, for Prometheus: no token, no envelope; whoever can reach the port can read it. */
export const addMetricsRoute = (router: ApiRouter, expose: ExposeMetrics | null): void => {
  if (expose === null) return;
  router.get(
    "/metrics",
    answering(async (ctx) => {
      ctx.state.purpose = "probe";
      const { contentType, text } = await expose();
      return answer(200, text, { "Content-Type": contentType });
    }),
  );
};
