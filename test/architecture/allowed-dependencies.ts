/** What each package may depend on. A package that is not here may not exist; a dependency that is not here, neither. */
export const ALLOWED_DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  application: ["@taskward/domain"],
  "adapters-memory": ["@taskward/application", "@taskward/domain"],
  "adapters-auth": [
    "@node-rs/argon2",
    "@taskward/application",
    "@taskward/domain",
    "@zxcvbn-ts/language-common",
    "jose",
    "jsonwebtoken",
  ],
  // What these two export names types of libraries that bring none: whoever installs them needs @types/… as well.
  "adapters-http": [
    "@koa/router",
    "@taskward/application",
    "@taskward/domain",
    "@types/koa",
    "koa",
    "swagger-ui-dist",
    "zod",
  ],
  "adapters-pg": [
    "@electric-sql/pglite",
    "@taskward/application",
    "@taskward/domain",
    "@types/pg",
    "knex",
    "pg",
    "pg-protocol",
  ],
  "adapters-telemetry": ["@taskward/application", "pino", "prom-client"],
  composition: [
    "@taskward/adapters-auth",
    "@taskward/adapters-http",
    "@taskward/adapters-memory",
    "@taskward/adapters-pg",
    "@taskward/adapters-telemetry",
    "@taskward/application",
    "@taskward/domain",
    "inversify",
    "reflect-metadata",
    "zod",
  ],
  cli: ["@taskward/application", "@taskward/composition", "@taskward/domain", "commander", "zod"],
  testing: [],
};

/** Peers that only the contract suites need; whoever runs these has them. */
export const ALLOWED_PEERS: Readonly<Record<string, readonly string[]>> = {
  application: ["chai", "fast-check", "mocha"],
  "adapters-http": ["chai", "fast-check", "mocha"],
};

/** Packages that other packages' tests may use: the stores that need nothing from outside, and a PostgreSQL server. */
export const ALLOWED_IN_TESTS: readonly string[] = ["@taskward/adapters-memory", "@taskward/testing"];
