import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { serving } from "../../support/serving.js";
import { openPlace } from "../../support/taskward.js";

/** The packages from which a server loads something until it listens, as V8's coverage tells it. */
const packagesLoaded = async (databaseUrl: string): Promise<ReadonlySet<string>> => {
  const place = openPlace(databaseUrl);
  try {
    const coverage = join(place.directory, "coverage");
    const server = await serving(place, { NODE_V8_COVERAGE: coverage, MIGRATE_ON_START: "on", LOG_LEVEL: "info" });
    server.child.kill("SIGTERM");
    expect(await server.ended).to.equal(0);
    const [file = ""] = readdirSync(coverage);
    const { result } = JSON.parse(readFileSync(join(coverage, file), "utf8")) as { result: { url: string }[] };
    const found = result.map(({ url }) => /.*\/(?:node_modules|packages)\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]);
    return new Set(found.filter((name) => name !== undefined));
  } finally {
    place.leave();
  }
};

describe("taskward serve, when it starts", () => {
  it("loads nothing on PostgreSQL that it may never need", async () => {
    const loaded = await packagesLoaded(await createDatabase());
    expect(loaded).to.include.members(["koa", "knex", "pg", "adapters-pg", "adapters-http"]);
    for (const other of ["@electric-sql/pglite", "adapters-memory", "jose", "prom-client", "swagger-ui-dist"])
      expect(loaded, other).not.to.include(other);
  });
});
