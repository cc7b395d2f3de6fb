import type { HttpPorts } from "../../src/index.js";
import { type Moment, moment } from "./moment.js";

/** Lists that are answered only when the test says so. */
export const heldLists = (ports: HttpPorts): Pick<HttpPorts, "listTasks"> & { asked: Moment; release: Moment } => {
  const [asked, release] = [moment(), moment()];
  return {
    asked,
    release,
    listTasks: async (...question) => {
      asked.come();
      await release.hasCome;
      return ports.listTasks(...question);
    },
  };
};
