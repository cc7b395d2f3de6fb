// @ts-check
/**
 * @import { components, paths } from "./api.js"
 * @import { Accounts } from "./accounts.js"
 */
import createClient from "./modules/openapi-fetch.js";
import { Refusal } from "./refusal.js";

/** @typedef {ReturnType<typeof createClient<paths>>} Client */

/**
 * Sends requests with the user's token. When it does not count any more, asks once for another: nothing has been done
 * for a 401, so that every request may be sent again.
 *
 * @param {Accounts} accounts
 * @returns {(request: Request) => Promise<Response>}
 */
const authorized = (accounts) => async (request) => {
  /** @param {string | null} token */
  const send = (token) => {
    const copy = request.clone();
    if (token !== null) copy.headers.set("Authorization", `Bearer ${token}`);
    return fetch(copy);
  };
  const response = await send(await accounts.token());
  if (response.status !== 401) return response;
  const another = await accounts.renew();
  return another === null ? response : send(another);
};

/**
 * The API, typed by its OpenAPI document.
 *
 * @param {string} baseUrl
 * @param {Accounts} [accounts] whose token is sent; nobody's when absent
 */
export const connect = (baseUrl, accounts) =>
  /** @type {Client} */ (createClient(accounts ? { baseUrl, fetch: authorized(accounts) } : { baseUrl }));

/**
 * What a request was answered with. Throws a Refusal when it was refused; when nobody answered, what `fetch` throws.
 *
 * @template T
 * @param {Promise<{ data?: T, error?: components["schemas"]["ErrorEnvelope"], response: Response }>} pending
 * @returns {Promise<T>}
 */
export const answerTo = async (pending) => {
  const { data, error, response } = await pending;
  if (response.ok) return /** @type {T} */ (data);
  // Something between here and Taskward may answer in a form of its own.
  const known = error?.error ?? { code: "SERVICE_UNAVAILABLE", message: response.statusText, request_id: "" };
  const seconds = response.headers.get("Retry-After");
  throw new Refusal(known, seconds === null ? null : Number(seconds));
};
