// @ts-check
/** @import { Accounts } from "./accounts.js" */
import { Refusal } from "./refusal.js";

/**
 * A refusal of Better Auth's in the words of ours.
 *
 * @param {Response} response
 */
const refusalOf = async (response) => {
  const { message = response.statusText } = await response.json().catch(() => ({}));
  const code = response.status === 429 ? "RATE_LIMITED" : response.status < 500 ? "VALIDATION_ERROR" : "INTERNAL_ERROR";
  return new Refusal({ code, message, request_id: "" }, Number(response.headers.get("X-Retry-After")) || null);
};

/** @param {string} token */
const subjectOf = (token) => {
  const payload = token.split(".")[1] ?? "";
  return String(JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))).sub);
};

/**
 * Accounts of a Better Auth server with the plugin `jwt()`.
 *
 * Who is signed in is known by Better Auth's cookie, which no script can read. The token for Taskward lives 15 minutes,
 * and only in memory: there is always another one for the cookie.
 *
 * @param {string} origin of the Better Auth server
 * @returns {Accounts}
 */
export const betterAuth = (origin) => {
  /** @type {Promise<string | null> | null} */
  let current = null;
  /** @type {string | null} */
  let owner = null;

  /**
   * @param {string} path
   * @param {object} [body]
   */
  const ask = async (path, body) =>
    fetch(`${origin}/api/auth${path}`, {
      credentials: "include",
      ...(body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });

  const fetchToken = async () => {
    const response = await ask("/token");
    if (response.status === 401) return null;
    if (!response.ok) throw await refusalOf(response);
    const { token } = await response.json();
    // The cookie is shared by all tabs: somebody else may have signed in. What this one shows is not theirs.
    const subject = subjectOf(token);
    if (owner !== null && owner !== subject) return null;
    owner = subject;
    return String(token);
  };
  /** Another token, kept for whoever asks next. What failed, or found nobody signed in, is asked anew. */
  const renew = () => {
    const asked = fetchToken();
    const forget = () => {
      if (current === asked) current = null;
    };
    asked.then((token) => token ?? forget(), forget);
    current = asked;
    return asked;
  };

  /**
   * @param {string} path
   * @param {object} body
   */
  const post = async (path, body) => {
    const response = await ask(path, body);
    if (!response.ok) throw await refusalOf(response);
    current = null;
    owner = null;
  };

  return {
    token: () => current ?? renew(),
    renew,
    // Better Auth wants a name.
    signUp: ({ email, password, name }) =>
      post("/sign-up/email", { email, password, name: name || email.replace(/@.*/, "") }),
    signIn: ({ email, password }) => post("/sign-in/email", { email, password }),
    signOut: () => post("/sign-out", {}),
  };
};
