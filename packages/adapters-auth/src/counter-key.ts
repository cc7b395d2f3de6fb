import { hash } from "node:crypto";

/** A key that tells nobody whose e-mail or address it stands for: 120 bits of SHA-256. */
export const counterKey = (rule: string, ...subject: readonly string[]): string =>
  hash("sha256", JSON.stringify([rule, ...subject]), "buffer").toString("base64url", 0, 15);
