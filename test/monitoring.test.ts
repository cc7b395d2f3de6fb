import { readFileSync } from "node:fs";
import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { caller } from "./support/api.js";
import { type ServerProcess, startServerProcess } from "./support/server-process.js";

const documented = (name: string): string =>
  readFileSync(new URL(`../../docs/operations/${name}`, import.meta.url), "utf8");

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly targets?: { readonly expr: string }[];
  }[];
}

/** The metrics that expressions ask for; a histogram by its own name. */
const metricsIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/\b(?:http|taskward|nodejs|process)_[a-z0-9_]+/g)].map(([name]) =>
      name.replace(/^(http_.*|nodejs_gc_.*)_(?:bucket|sum|count)$/, "$1"),
    ),
  );

describe("what watches over a server", () => {
  const directory = temporaryDirectory();
  let server: ServerProcess;
  let exposed: ReadonlySet<string>;

  before(async () => {
    server = await startServerProcess({ DATABASE_URL: "memory:" }, directory);
    await caller(server.url)("GET", "/api/v1/tasks");
    const text = await (await fetch(`${server.url}/metrics`)).text();
    exposed = new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => String(name)));
  });
  after(async () => {
    await server.stop("SIGKILL");
  });

  it("asks, in the dashboard, for metrics that there are", () => {
    const { panels } = JSON.parse(documented("grafana-dashboard.json")) as Dashboard;
    const drawn = panels.filter(({ targets }) => targets !== undefined);
    expect(drawn.length).to.be.at.least(15);
    expect(new Set(panels.map(({ id }) => id)).size).to.equal(panels.length);
    for (const { title, targets = [] } of drawn)
      for (const { expr } of targets) {
        expect(metricsIn(expr).size, title).to.be.at.least(1);
        expect([...metricsIn(expr)].filter((name) => !exposed.has(name))).to.deep.equal([]);
      }
  });

  it("asks, in the alert rules, for metrics that there are, and says what to do about each alert", () => {
    const rules = documented("alerts.yaml");
    const alerts = [...rules.matchAll(/- alert: (\S+)/g)].map(([, name]) => String(name));
    expect(alerts.length).to.be.at.least(10);
    expect([...metricsIn(rules)].filter((name) => !exposed.has(name))).to.deep.equal([]);
    const page = documented("monitoring.md");
    expect(alerts.filter((name) => !page.includes(`\`${name}\``))).to.deep.equal([]);
  });

  it("knows every metric of Taskward's own by its page", () => {
    const page = documented("monitoring.md").replaceAll("`…_max`", "`taskward_pool_connections_max`");
    const own = [...exposed].filter((name) => /^(http|taskward)_/.test(name));
    expect(own.filter((name) => !page.includes(`\`${name}\``))).to.deep.equal([]);
  });
});
