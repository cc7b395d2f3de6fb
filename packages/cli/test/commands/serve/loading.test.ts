import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { serving } from "../../support/serving.js";
import { openPlace } from "../../support/taskward.js";

/** As V8's coverage tells it when a process ends, with the sources that the maps of its files name. */
interface Coverage {
  readonly result: readonly { readonly url: string }[];
  readonly "source-map-cache"?: Readonly<Record<string, { readonly data: { readonly sources: readonly string[] } }>>;
}

/** What a server loads until it listens: the files, and the packages from which there is something in them. */
const loadedBy = async (databaseUrl: string): Promise<{ files: readonly string[]; packages: ReadonlySet<string> }> => {
  const place = openPlace(databaseUrl);
  try {
    const directory = join(place.directory, "coverage");
    const env = { NODE_V8_COVERAGE: directory, MIGRATE_ON_START: "on", LOG_LEVEL: "info" };
    const server = await serving(place, env);
    server.child.kill("SIGTERM");
    expect(await server.ended).to.equal(0);
    const [file = ""] = readdirSync(directory);
    const coverage = JSON.parse(readFileSync(join(directory, file), "utf8")) as Coverage;
    const files = coverage.result.map(({ url }) => url).filter((url) => url.startsWith("file:"));
    const maps = coverage["source-map-cache"] ?? {};
    const names = files
      .flatMap((url) => maps[url]?.data.sources.map((source) => new URL(source, url).href) ?? [url])
      .map((url) => /.*\/(?:node_modules|packages)\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]);
    return { files, packages: new Set(names.filter((name) => name !== undefined)) };
  } finally {
    place.leave();
  }
};

/** Each one costs a part of a millisecond. Without the bundle there are more than a thousand. */
const FILES = 30;

describe("taskward serve, when it starts", () => {
  it("loads few files, and nothing on PostgreSQL that it may never need", async () => {
    const { files, packages } = await loadedBy(await createDatabase());
    expect(files).to.have.length.below(FILES);
    expect(packages).to.include.members(["koa", "knex", "pg", "adapters-pg", "adapters-http"]);
    for (const other of ["@electric-sql/pglite", "adapters-memory", "jose", "prom-client", "swagger-ui-dist"])
      expect(packages, other).not.to.include(other);
  });
});
