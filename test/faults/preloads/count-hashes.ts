import { createRequire } from "node:module";

// Counts the hashes that are being made at the same time; says on SIGUSR2 how many that were at most.

type Hash = (...args: unknown[]) => Promise<unknown>;

const argon2 = createRequire(import.meta.url)("@node-rs/argon2") as Record<"hash" | "verify", Hash>;
let now = 0;
let most = 0;

const counted =
  (work: Hash): Hash =>
  async (...args) => {
    most = Math.max(most, ++now);
    try {
      return await work(...args);
    } finally {
      now--;
    }
  };

argon2.hash = counted(argon2.hash);
argon2.verify = counted(argon2.verify);
process.on("SIGUSR2", () => process.stderr.write(`hashes at once: ${most}\n`));
