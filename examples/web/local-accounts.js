// @ts-check
/** @import { Accounts } from "./accounts.js" */
import { answerTo, connect } from "./client.js";

const KEY = "taskward-token";

/**
 * Accounts of Taskward itself.
 *
 * The token is in sessionStorage: it survives a reload, ends with the tab, and is on no disk that the next user of this
 * machine reads, as it would be in localStorage. A script of somebody else's could read it in either, and also in
 * memory; what keeps such scripts out is the page's Content-Security-Policy.
 *
 * @param {string} api
 * @returns {Accounts}
 */
export const localAccounts = (api) => {
  const client = connect(api);
  return {
    token: async () => sessionStorage.getItem(KEY),
    renew: async () => {
      sessionStorage.removeItem(KEY);
      return null;
    },
    signUp: async ({ name, ...credentials }) => {
      const body = { ...credentials, name: name === "" ? null : name };
      const { data } = await answerTo(client.POST("/auth/signup", { body }));
      sessionStorage.setItem(KEY, data.token);
    },
    signIn: async ({ email, password }) => {
      const { data } = await answerTo(client.POST("/auth/signin", { body: { email, password } }));
      sessionStorage.setItem(KEY, data.token);
    },
    signOut: async () => sessionStorage.removeItem(KEY),
  };
};
