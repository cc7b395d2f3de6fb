import { describeIsolation } from "@taskward/adapters-http/contracts/isolation";
import { STORES } from "./support/served.js";

// A taste; `npm run isolation` goes on for 20 000 operations on each store.
const operations = 150;

for (const { name, open } of STORES) {
  describeIsolation(name, () => open(), { operations });
  if (name === "in memory")
    describeIsolation(
      `${name}, where strangers hear that a task is another's`,
      () => open({ foreignTasks: "forbid" }),
      {
        operations,
        foreign: "forbid",
      },
    );
}
