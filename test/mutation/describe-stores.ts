import type { Storage } from "@taskward/application";
import { describeArchive } from "@taskward/application/contracts/archive";
import { describeCredentialStore } from "@taskward/application/contracts/credential-store";
import { describeHistories } from "@taskward/application/contracts/histories";
import { describeTaskStore } from "@taskward/application/contracts/task-store";
import { describeUserStore } from "@taskward/application/contracts/user-store";

/** The contract of every store of a storage. */
export const describeStores = (name: string, open: () => Promise<Storage>): void => {
  describeTaskStore(name, open);
  describeHistories(name, open, { histories: 20 });
  describeUserStore(name, open);
  describeCredentialStore(name, open);
  describeArchive(name, open);
};
