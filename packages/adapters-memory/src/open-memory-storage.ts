import type { Storage } from "@taskward/application";
import { MemoryArchive } from "./archive.js";
import { MemoryCredentialStore } from "./credential-store.js";
import { Memory } from "./memory.js";
import { MemoryTaskStore } from "./task-store.js";
import { MemoryUserStore } from "./user-store.js";

/** A new, empty storage in this process's memory. Task ids start at 1; nothing outlives the process. */
export const openMemoryStorage = (): Storage => {
  const memory = new Memory();
  return {
    tasks: new MemoryTaskStore(memory),
    users: new MemoryUserStore(memory),
    credentials: new MemoryCredentialStore(memory),
    archive: new MemoryArchive(memory),
    ready: async () => void memory.open,
    close: async () => memory.close(),
  };
};
