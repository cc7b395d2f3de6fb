import { type Fault, invalid, refuse } from "./error.js";
import type { UserId } from "./ids.js";
import { codePoints, isStorable } from "./text.js";
import type { Timestamp } from "./timestamp.js";

/** How many characters an e-mail address may have (RFC 5321). */
export const EMAIL_LENGTH = 254;
/** How many Unicode code points a name may have. */
export const NAME_LENGTH = 200;

/** Somebody who has an account, whether with a password here or with an identity provider. */
export interface User {
  readonly id: UserId;
  /** In lower case; no two users have the same. */
  readonly email: string | null;
  readonly name: string | null;
  readonly createdAt: Timestamp;
  /** Since when the account is shut by an administrator; null while it is open. */
  readonly disabledAt: Timestamp | null;
}

/** A user who is not stored yet. */
export interface NewUser {
  readonly id: UserId;
  readonly email: string | null;
  readonly name: string | null;
}

// One @ between a local part and a domain of at least one label, no white space or control characters anywhere.
const EMAIL = /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}.]+(\.[^\s@\p{Cc}.]+)*$/u;

/** In lower case letter by letter: of a whole word it would depend on where in it a Σ stands. */
const lowered = (text: string): string =>
  Array.from(text, (letter) => letter.toLowerCase())
    .join("")
    .replaceAll("ς", "σ");

/** The e-mail in the one form it is stored and compared in (lower case), or null when it is not an address. */
export const normalEmail = (text: string): string | null => {
  const email = lowered(text.trim());
  return email.length <= EMAIL_LENGTH && isStorable(email) && EMAIL.test(email) ? email : null;
};

export const emailFaults = (text: string): Fault[] =>
  normalEmail(text) === null ? [{ path: "email", message: "must be an e-mail address" }] : [];

/** As `normalEmail`, but throws `invalid`. */
export const emailAddress = (text: string): string => {
  const email = normalEmail(text);
  if (email === null) throw invalid(...emailFaults(text));
  return email;
};

/** A name trimmed, or null when there is nothing in it that can be shown or kept. */
export const normalName = (text: string): string | null => {
  const name = text.trim();
  return name !== "" && isStorable(name) && codePoints(name) <= NAME_LENGTH ? name : null;
};

export const nameFaults = (text: string): Fault[] =>
  normalName(text) === null && text.trim() !== ""
    ? [{ path: "name", message: `must have at most ${NAME_LENGTH} characters, none of them U+0000` }]
    : [];

/** As `normalName`, with null for a blank name, but throws `invalid` for one that cannot be kept. */
export const displayName = (text: string): string | null => {
  refuse(nameFaults(text));
  return normalName(text);
};
