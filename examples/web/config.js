// @ts-check

/**
 * Where this page finds its servers. `start.mjs` serves its own in place of this file; on a host for static files, write
 * yours here.
 *
 * @type {{ readonly api: string, readonly betterAuth: string | null }}
 */
export const config = {
  api: "http://127.0.0.1:8000/api/v1",
  // The origin of a Better Auth server that people sign in with; null for Taskward's own accounts.
  betterAuth: null,
};
