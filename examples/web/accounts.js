// @ts-check
import { betterAuth } from "./better-auth.js";
import { config } from "./config.js";
import { localAccounts } from "./local-accounts.js";

/**
 * What somebody types to get in.
 *
 * @typedef {{ readonly email: string, readonly password: string, readonly name: string }} Credentials
 */

/**
 * How people sign in, and where their token is.
 *
 * @typedef {object} Accounts
 * @property {() => Promise<string | null>} token what to send as `Authorization: Bearer …`; null: sign in first
 * @property {() => Promise<string | null>} renew another one, when that one did not count; null: sign in first
 * @property {(credentials: Credentials) => Promise<void>} signUp
 * @property {(credentials: Credentials) => Promise<void>} signIn
 * @property {() => Promise<void>} signOut
 */

/** @returns {Accounts} */
export const openAccounts = () =>
  config.betterAuth === null ? localAccounts(config.api) : betterAuth(config.betterAuth);
