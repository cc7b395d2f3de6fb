import { openTaskward, type Taskward } from "@taskward/composition";

/** A new store in memory, for anybody. */
export const openMemory = (): Promise<Taskward> => openTaskward({ databaseUrl: "memory:" });
