const MASK = "***";

/** What to look for, but only in a text that has this in it; and what to put in its place. */
type Pattern = readonly [within: string, what: RegExp, instead: string];

// Each repeats within bounds, so that no text takes long.
const PATTERNS: readonly Pattern[] = [
  // What stands before the host in a URL.
  ["://", /(:\/\/)[^\s"'<>/]{1,500}@/g, `$1${MASK}@`],
  // A JWT, whole or cut off.
  ["eyJ", /\beyJ[\w-]+(?:\.[\w-]*){0,4}/g, "[token]"],
  ["", /\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`],
  // A password's hash in PHC string format.
  ["$", /\$(?:argon2|scrypt|pbkdf2|2[aby])[^\s"']*/g, "[hash]"],
  [
    "",
    /\b(pass(?:word|wd)?|pwd|secret|token|api_?key|authorization|cookie)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
    `$1$2${MASK}`,
  ],
  ["@", /[^\s"'<>(),:;=@/[\]*]{1,64}@[^\s"'<>(),:;=@/[\]]{1,255}\.[a-z]{2,}/gi, "[e-mail]"],
];

/** Takes out of a text what must not be in a log. */
export type Redact = (text: string) => string;

/** Masks the given secrets wherever they stand, and what looks like a secret, a token or an e-mail address. */
export const redaction = (secrets: readonly string[]): Redact => {
  // The longest first: one may be part of another. What is very short would mask half of every text.
  const known = [...new Set(secrets)].filter(({ length }) => length >= 4).sort((a, b) => b.length - a.length);
  return (text) => {
    const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
    return PATTERNS.reduce(
      (rest, [within, what, instead]) => (rest.includes(within) ? rest.replace(what, instead) : rest),
      withoutKnown,
    );
  };
};
