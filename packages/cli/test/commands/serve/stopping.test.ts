import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createDatabase, openNetwork } from "@taskward/testing";
import { expect } from "chai";
import { askOnAndOn } from "../../support/patient-client.js";
import { type Serving, serving } from "../../support/serving.js";
import { openPlace, type Place } from "../../support/taskward.js";
import { tokenOf } from "../../support/token-of.js";

/** A request that has begun: its headers have been read, its body has not come yet. */
const begin = async ({ url }: Serving, token: string) => {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("utf8");
  const head = ["POST /api/v1/tasks HTTP/1.1", "Host: x", `Authorization: Bearer ${token}`, "Expect: 100-continue"];
  socket.write([...head, "Content-Type: application/json", "Content-Length: 16", "", ""].join("\r\n"));
  const [answer] = await once(socket, "data");
  expect(answer).to.match(/^HTTP\/1.1 100 /);
  return socket;
};

describe("taskward serve, when it is to end", () => {
  let place: Place;
  beforeEach(() => {
    place = openPlace("memory:");
  });
  afterEach(() => place.leave());

  for (const signal of ["SIGTERM", "SIGINT"] as const)
    it(`ends with exit code 0 on ${signal}, however many connections are idle`, async () => {
      const server = await serving(place, { LOG_LEVEL: "info" });
      for (const path of ["/healthz", "/readyz"]) expect((await fetch(server.url + path)).status).to.equal(200);
      server.child.kill(signal);
      expect(await server.ended).to.equal(0);
    });

  if (process.platform !== "win32")
    it("ends with exit code 0 on Ctrl-Break, for which Windows alone has a signal", async () => {
      const console = join(place.directory, "console.mjs");
      writeFileSync(console, "process.on('SIGUSR2', () => process.emit('SIGBREAK'));");
      const server = await serving(place, { NODE_OPTIONS: `--import=${pathToFileURL(console)}` });
      server.child.kill("SIGUSR2");
      expect(await server.ended).to.equal(0);
    });

  it("answers everything that clients who keep their connections ask while it ends", async () => {
    const server = await serving(place, { LOG_LEVEL: "warn", LOG_FORMAT: "pretty" });
    const token = tokenOf("ann");
    let answered = 0;
    const count = (): void => {
      answered++;
      if (answered === 5_000) server.child.kill("SIGTERM");
    };
    const courses = await Promise.all(Array.from({ length: 16 }, () => askOnAndOn(server.url, token, count)));
    expect(await server.ended).to.equal(0);
    expect(answered).to.be.at.least(5_000);
    for (const { answers, error } of courses) {
      expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
      // Only the last answer ended the connection, and nobody is there to be connected to anew.
      expect(answers.findIndex(({ closes }) => closes)).to.equal(answers.length - 1);
      expect(error).to.equal("ECONNREFUSED");
    }
  });

  it("ends at once when it is told to a second time", async () => {
    const server = await serving(place);
    const held = await begin(server, tokenOf("ann"));
    server.child.kill("SIGTERM");
    await server.said(/stopping/);
    server.child.kill("SIGTERM");
    expect(await server.ended).to.equal(143);
    held.destroy();
  });

  it("waits for a database that hangs no longer than it may", async () => {
    const network = await openNetwork(await createDatabase());
    const DATABASE_URL = network.url;
    const env = { DATABASE_URL, MIGRATE_ON_START: "on", SHUTDOWN_TIMEOUT: "1" };
    const server = await serving(place, env);
    const headers = { Authorization: `Bearer ${tokenOf("ann")}` };
    expect((await fetch(`${server.url}/api/v1/tasks`, { headers })).status).to.equal(200);
    network.swallow();
    const asked = fetch(`${server.url}/api/v1/tasks`, { headers });
    // The one who came later is heard later.
    expect((await fetch(`${server.url}/healthz`)).status).to.equal(200);
    server.child.kill("SIGTERM");
    const { status } = await asked;
    expect(status).to.equal(503);
    expect(await server.ended).to.equal(1);
    expect(server.output()).to.include("requests were still under way after 1 seconds");
    await network.refuse();
  });

  // There is no other signal to spare on Windows.
  if (process.platform !== "win32")
    it("answers what is under way, and ends, after an error that nobody caught", async () => {
      const crash = join(place.directory, "crash.mjs");
      writeFileSync(crash, "process.on('SIGUSR2', () => { Promise.reject(new Error('canary')); });");
      const server = await serving(place, { NODE_OPTIONS: `--import=${pathToFileURL(crash)}` });
      const held = await begin(server, tokenOf("ann"));
      const answer = once(held, "data");
      server.child.kill("SIGUSR2");
      await server.said(/canary/);
      held.write('{"title":"Milk"}');
      expect(String(await answer)).to.match(/^HTTP\/1.1 201 .*connection: close/is);
      expect(await server.ended).to.equal(1);
      expect(server.output().match(/"message":"canary"/g)).to.have.length(1);
    });
});
