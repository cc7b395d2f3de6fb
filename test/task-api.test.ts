import { describeTaskApi } from "@taskward/adapters-http/contracts/task-api";
import { STORES } from "./support/served.js";

// In memory, the API's own package has tried it already.
for (const { name, open } of STORES) if (name !== "in memory") describeTaskApi(name, () => open());
