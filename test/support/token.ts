import { createHmac } from "node:crypto";

export const SECRET = "a-secret-for-tests-only-0123456789abcdef";

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

/** A token of this user's as an identity provider with our secret would sign it. */
export const tokenOf = (user: string): string => {
  const claims = { sub: user, exp: Math.floor(Date.now() / 1000) + 3600 };
  const signed = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
};
