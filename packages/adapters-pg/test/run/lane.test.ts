import { expect } from "chai";
import type { Job } from "../../src/run/job.js";
import { LIMITS } from "../../src/run/job.js";
import { Lane } from "../../src/run/lane.js";
import type { WireAsker } from "../../src/run/wire.js";
import { ECHO } from "../support/ask.js";

/** As the server has it. */
const CANCELLED = Object.assign(new Error("canceling statement due to user request"), {
  severity: "ERROR",
  code: "57014",
});

const job = (together: number | null = null): Job => ({
  statement: ECHO,
  values: [],
  resolve: () => {},
  reject: () => {},
  last: Number.POSITIVE_INFINITY,
  since: 0,
  due: Number.POSITIVE_INFINITY,
  resends: 0,
  retries: 0,
  anew: false,
  together,
  mates: [],
  over: false,
});

/** A lane on a wire that does what the test says, and what it has told of its jobs. */
const openLane = async () => {
  const told: [what: string, job: Job][] = [];
  let asker: WireAsker<Job> | undefined;
  let cancels = 0;
  const wire = {
    cork: () => {},
    uncork: () => {},
    ask: () => {},
    cancel: () => {
      cancels++;
    },
    drop: () => {},
    end: async () => {},
  };
  const lane = await new Promise<Lane>((resolve) => {
    const opening = new Lane(
      async (given) => {
        asker = given;
        return wire;
      },
      {
        opened: () => resolve(opening),
        failedToOpen: () => {},
        answered: (job, error) => told.push([error === null ? "done" : "failed", job]),
        undone: (job) => told.push(["undone", job]),
        lost: (job) => told.push(["lost", job]),
      },
      LIMITS,
    );
    opening.open(0);
  });
  return {
    lane,
    told,
    cancels: () => cancels,
    send: (...jobs: Job[]) => {
      for (const one of jobs) lane.send(one);
      lane.flush(true);
    },
    answer: (one: Job, error: unknown = null) => asker?.answered(one, error, []),
  };
};

describe("a lane", () => {
  it("gives writes that go together their half second from when their turn comes, not from when they were sent", async () => {
    const { lane, send, answer, cancels } = await openLane();
    const [read, one, other] = [job(), job(1), job(2)];
    send(read, one, other);
    const sent = read.since;
    lane.expire(sent + 600);
    answer(read);
    lane.expire(sent + 650);
    lane.expire(sent + 1_149);
    expect(cancels()).to.equal(0);
    lane.expire(sent + 1_150);
    lane.expire(sent + 1_200);
    expect(cancels()).to.equal(1);
    answer(one);
    answer(other);
    await lane.close();
  });

  it("has one done anew that the server stopped in place of the one that it was to stop", async () => {
    const { lane, told, send, answer } = await openLane();
    const [one, other, behind] = [job(1), job(2), job()];
    send(one, other, behind);
    lane.expire(one.since);
    lane.expire(one.since + 500);
    answer(one);
    answer(other);
    answer(behind, CANCELLED);
    expect(told).to.deep.equal([
      ["done", one],
      ["done", other],
      ["undone", behind],
    ]);
    await lane.close();
  });

  it("fails one that was to be stopped, and one that somebody else had stopped", async () => {
    const { lane, told, send, answer } = await openLane();
    const [overdue, other] = [job(), job()];
    send(overdue, other);
    lane.expire(overdue.since);
    lane.expire(overdue.since + LIMITS.answer);
    answer(overdue, CANCELLED);
    answer(other, CANCELLED);
    expect(told).to.deep.equal([
      ["failed", overdue],
      ["failed", other],
    ]);
    await lane.close();
  });
});
