/** What is shown instead of a secret. */
export const MASK = "***";

// Scheme, user part, host and path, query, fragment. WHATWG takes these schemes without slashes, too.
const URLS = /((?:https?|postgres(?:ql)?):[/\\]*|[a-z][a-z0-9+.-]*:\/\/)([^\s/\\?#]*@)?([^\s?#]*)(\?[^\s#]*)?(#\S*)?/gi;
const SECRET_PARAMETER = /pass|secret|key|token/i;

/** The mask, and behind it what ends a part of the sentence that the URL stands in. */
const instead = (secret: string): string => `${MASK}${/[:.,;)]*$/.exec(secret)?.[0] ?? ""}`;

const isSecretParameter = (pair: string): boolean =>
  [...new URLSearchParams(pair).keys()].some((name) => SECRET_PARAMETER.test(name));

// Whoever lends an address on the web may put a key under any name; PostgreSQL's parameters are known.
const maskedPair = (pair: string, isWeb: boolean): string => {
  if (pair === "" || !(isWeb || isSecretParameter(pair))) return pair;
  const [name = "", ...value] = pair.split("=");
  return value.length === 0 ? instead(name) : `${name}=${instead(value.join("="))}`;
};

const maskedQuery = (query: string, isWeb: boolean): string =>
  `?${query
    .slice(1)
    .split("&")
    .map((pair) => maskedPair(pair, isWeb))
    .join("&")}`;

// On the web, one who has no password is a token; to PostgreSQL, a user.
const maskedUser = (user: string, isWeb: boolean): string => {
  const colon = user.indexOf(":");
  if (isWeb) return `${MASK}@`;
  return colon === -1 ? user : `${user.slice(0, colon)}:${MASK}@`;
};

/** A text as it is, but for what may be secret in the URLs in it: passwords, tokens in the place of a user, parameters. */
export const masked = (text: string): string =>
  text.replace(URLS, (_, scheme: string, user?: string, place?: string, query?: string, fragment?: string) => {
    const isWeb = /^https?:/i.test(scheme);
    return [
      scheme,
      user === undefined ? "" : maskedUser(user, isWeb),
      place,
      query === undefined ? "" : maskedQuery(query, isWeb),
      fragment === undefined ? "" : `#${instead(fragment)}`,
    ].join("");
  });
