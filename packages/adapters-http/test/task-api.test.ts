import { describeTaskApi } from "../src/contracts/task-api.js";
import { serve } from "./support/serve.js";

describeTaskApi("in memory", () => serve());
