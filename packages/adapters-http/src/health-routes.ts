import { DomainError } from "@taskward/domain";
import { success } from "./answer.js";
import { readiness } from "./readiness.js";
import { type ApiRouter, answering } from "./router.js";

/** `/healthz`: the process answers. `/readyz`: so does the storage, and the server is not about to stop. */
export const addHealthRoutes = (router: ApiRouter, ready: () => Promise<void>): void => {
  const checkReady = readiness(ready);

  router.get(
    "/healthz",
    answering((ctx) => {
      ctx.state.purpose = "probe";
      return success("Alive", { status: "ok" });
    }),
  );

  router.get(
    "/readyz",
    answering(async (ctx) => {
      const { state } = ctx;
      state.purpose = "probe";
      if (state.entrance.traffic.draining) throw new DomainError("unavailable", "The server is about to stop");
      await checkReady();
      return success("Ready", { status: "ok" });
    }),
  );
};
