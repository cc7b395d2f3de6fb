// npx mocha examples/adapter/file-tasks.test.mjs
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeTaskStore } from "@taskward/application/contracts/task-store";
import { after } from "mocha";
import { openFileTasks } from "./file-tasks.mjs";

const directory = await mkdtemp(join(tmpdir(), "taskward-files-"));
after(() => rm(directory, { recursive: true }));

describeTaskStore("A directory of files", async () => openFileTasks(directory));
