import { openTokens, readSettings } from "@taskward/composition";
import { userId } from "@taskward/domain";
import { SECRET } from "./taskward.js";

/** A token of this user's that `taskward serve` in a place accepts, as `taskward token issue` would print it. */
export const tokenOf = (user: string): string => {
  const settings = readSettings({ DATABASE_URL: "memory:", BETTER_AUTH_SECRET: SECRET });
  return openTokens(settings).issue(userId(user)).token;
};
