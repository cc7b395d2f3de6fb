import { type Administration, environment, openAdministration, readSettings } from "@taskward/composition";

/** Does an administrator's work on the configured store, and lets go of it. */
export const administer = async (work: (administration: Administration) => Promise<void>): Promise<void> => {
  const administration = await openAdministration(readSettings(environment()));
  try {
    await work(administration);
  } finally {
    await administration.close();
  }
};
