import type { Worker } from "node:cluster";
import type { Order } from "./messages.js";

/** Tells a worker what to do. One that is about to be gone need not hear it. */
export const tell = (worker: Worker, order: Order): void => {
  if (worker.isConnected()) worker.send(order, () => {});
};
