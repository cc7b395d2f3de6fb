import { exchange } from "./exchange.js";

/** Whether the server at this URL says, at the moment, that it can serve. */
export const isReady = (url: string): Promise<boolean> =>
  exchange(url, undefined, { method: "GET", path: "/readyz" }).then(
    ({ status }) => status === 200,
    () => false,
  );
