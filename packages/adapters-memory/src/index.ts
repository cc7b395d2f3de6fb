export { MemoryArchive } from "./archive.js";
export { MemoryCredentialStore } from "./credential-store.js";
export { Memory } from "./memory.js";
export { openMemoryStorage } from "./open-memory-storage.js";
export { MemoryTaskStore } from "./task-store.js";
export { MemoryUserStore } from "./user-store.js";
