import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { askOnAndOn } from "../../support/patient-client.js";
import { type Serving, serving } from "../../support/serving.js";
import { openPlace, type Place } from "../../support/taskward.js";
import { tokenOf } from "../../support/token-of.js";

const WORKERS = { WORKERS: "2", LOG_FORMAT: "json" };

/** Whether there is such a process. */
const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The processes that answer, as requests in the log name them. */
const answering = async ({ url, output, said }: Serving, many = 2): Promise<readonly number[]> => {
  const from = output().length;
  const pids = (): readonly number[] => [
    ...new Set(
      [
        ...output()
          .slice(from)
          .matchAll(/"pid":(\d+),.*"path":"\/none"/g),
      ].map(([, pid]) => Number(pid)),
    ),
  ];
  while (pids().length < many) {
    // A connection of its own, so that each worker gets its turn.
    await fetch(`${url}/none`, { headers: { Connection: "close" } });
    await said(/"path":"\/none"/);
  }
  return pids();
};

describe("taskward serve with WORKERS", () => {
  let place: Place;
  let server: Serving;

  before(async () => {
    place = openPlace(await createDatabase());
    server = await serving(place, { ...WORKERS, MIGRATE_ON_START: "on" });
  });
  after(() => {
    server.child.kill("SIGKILL");
    place.leave();
  });

  it("serves from several processes on one port, tells its address once, and its figures together", async () => {
    await answering(server);
    expect(server.output().match(/listening on/g)).to.have.length(1);
    for (let n = 0; n < 6; n++) await fetch(`${server.url}/healthz`, { headers: { Connection: "close" } });
    const figures = await (await fetch(`${server.url}/metrics`)).text();
    expect(figures).to.match(/duration_seconds_count\{[^}]*route="\/healthz"[^}]*\} 6\n/);
  });

  it("replaces a process that dies, and the others go on meanwhile", async () => {
    const [first = 0, second = 0] = await answering(server);
    process.kill(first, "SIGKILL");
    await server.said(/was ended by SIGKILL; another one takes its place/);
    expect(await answering(server))
      .to.include(second)
      .and.not.to.include(first);
    expect(await (await fetch(`${server.url}/metrics`)).text()).to.match(/^taskward_faults_total [1-9]/m);
  });

  it("stops as one server, with every request answered", async () => {
    const pids = await answering(server);
    const token = tokenOf("ann");
    let answered = 0;
    const count = (): void => {
      answered++;
      if (answered === 1_000) server.child.kill("SIGTERM");
    };
    const courses = await Promise.all(Array.from({ length: 16 }, () => askOnAndOn(server.url, token, count)));
    expect(await server.ended).to.equal(0);
    for (const { answers, error } of courses) {
      expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
      expect(answers.at(-1)?.closes).to.equal(true);
      expect(error).to.equal("ECONNREFUSED");
    }
    expect(pids.filter(isThere)).to.deep.equal([]);
  });

  it("leaves no process behind when the first one is killed", async () => {
    server = await serving(place, WORKERS);
    server.child.kill("SIGKILL");
    // The workers hold its output open, and this waits until they are gone, too.
    expect(await server.ended).to.equal("SIGKILL");
  });

  it("says once why it cannot begin, and what to do about it", async () => {
    const taken = await serving(openPlace("memory:"));
    const { code, stderr } = await place.run(["serve"], "", { ...WORKERS, PORT: new URL(taken.url).port });
    taken.child.kill("SIGKILL");
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /^taskward: Cannot listen on .*: the port is in use already; stop what listens there, or set PORT\n$/,
    );
  });

  it("ends, and says why, when no process can be started", async () => {
    const without = "--import=data:text/javascript,process.execPath='/none'";
    const { code, stderr } = await place.run(["serve"], "", { ...WORKERS, NODE_OPTIONS: without });
    expect(code).to.equal(1);
    expect(stderr).to.equal("taskward: a process could not be started (spawn /none ENOENT)\n");
  });
});
