const PLACEHOLDERS = [
  // What Better Auth falls back on when it is given no secret, and what its tests use.
  /^better-auth-secret-/,
  // One character over and over, or one of the words everybody thinks of.
  /^(.)\1*$/su,
  /^(?:(?:secret|password|changeme|change|me|please)[-_ .]?)+$/i,
  // What examples tell you to replace.
  /change[-_ ]?(?:me|this|it)(?![a-z])/i,
  /^<?your[-_ ].*(?:secret|key)/is,
  /(?:replace|placeholder|insert)[-_ ]/i,
  /(?:secret|key)[-_ ](?:goes[-_ ])?here/i,
];

/** Whether a secret is one that stands in an example or in Better Auth's source, and so is known to everybody. */
export const isPlaceholderSecret = (secret: string): boolean => PLACEHOLDERS.some((form) => form.test(secret.trim()));
