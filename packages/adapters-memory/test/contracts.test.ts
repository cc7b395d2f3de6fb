import { describeArchive } from "@taskward/application/contracts/archive";
import { describeCredentialStore } from "@taskward/application/contracts/credential-store";
import { describeHistories } from "@taskward/application/contracts/histories";
import { describeStorage } from "@taskward/application/contracts/storage";
import { describeTaskStore } from "@taskward/application/contracts/task-store";
import { describeUserStore } from "@taskward/application/contracts/user-store";
import { openMemoryStorage } from "../src/index.js";

const open = async () => openMemoryStorage();

describeStorage("The memory", open);
describeTaskStore("The memory", open);
describeHistories("The memory", open, { histories: 1000 });
describeUserStore("The memory", open);
describeCredentialStore("The memory", open);
describeArchive("The memory", open);
