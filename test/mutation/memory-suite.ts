import { openMemoryStorage } from "@taskward/adapters-memory";
import { describeStores } from "./describe-stores.js";

describeStores("The memory", async () => openMemoryStorage());
