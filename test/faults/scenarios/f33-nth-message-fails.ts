import { connect, openPgStorage } from "@taskward/adapters-pg";
import type { Storage } from "@taskward/application";
import { DomainError, type TaskId, userId } from "@taskward/domain";
import { type Administrator, administrator } from "../rig/administrator.js";
import type { FaultProxy } from "../rig/fault-proxy.js";
import { atLeast, exactly, inRounds, none } from "../rig/figure.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";
import { prepare, type Subject, type UseCase, useCases } from "../rig/use-cases.js";

/** More messages than any use case sends. */
const MOST = 40;

interface Bench {
  readonly proxy: FaultProxy;
  readonly ask: Administrator;
  /** On a network that fails, and on one that does not. */
  readonly storage: Storage;
  readonly sound: Storage;
}

const openBench = async (rig: Rig): Promise<Bench> => {
  const postgres = await rig.postgres();
  const proxy = await rig.proxy(postgres.url);
  await (await rig.serve({ DATABASE_URL: postgres.url })).stop();
  const open = (url: string): Storage => {
    const storage = openPgStorage(connect({ url }));
    rig.defer(() => storage.close());
    return storage;
  };
  return { proxy, ask: administrator(rig, postgres.url), storage: open(proxy.url), sound: open(postgres.url) };
};

/** Everything that is kept of a user, as text. */
const stateOf = async (ask: Administrator, id: string): Promise<string> => {
  const rows = ["users where id", "credentials where user_id", "tasks where user_id", "erased_users where id"].map(
    (table) => `(select json_agg(r) from (select * from ${table} = '${id}') r)`,
  );
  const [found] = await ask<{ state: unknown }>(`select json_build_array(${rows.join(", ")}) as state`);
  return JSON.stringify(found?.state);
};

class Sweep {
  readonly faults: string[] = [];
  readonly stuck: string[] = [];
  count = 0;
  readonly #bench: Bench;
  #subjects = 0;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** Has the n-th message fail for each n, until the use case sends no n-th. */
  async over(name: string, when: "before" | "after"): Promise<void> {
    for (let n = 1; n <= MOST; n++) {
      const what = `${name}, message ${n}, ${when} it got through`;
      if (!(await this.#try(name, what, () => this.#bench.proxy.breakAt(n, when)))) return;
      this.count++;
    }
    this.stuck.push(`${name} sends more than ${MOST} messages`);
  }

  async #subject(useCase: UseCase): Promise<Subject> {
    const number = ++this.#subjects;
    const user = { id: userId(`user-${number}`), email: `user-${number}@example.com` };
    return { ...user, task: useCase.fresh ? ((1_000_000 + number) as TaskId) : await prepare(this.#bench.sound, user) };
  }

  /** Whether the fault came to pass. */
  async #try(name: string, what: string, fail: () => void): Promise<boolean> {
    const { proxy, ask, storage } = this.#bench;
    const useCase = useCases(storage).find((one) => one.name === name) as UseCase;
    const subject = await this.#subject(useCase);
    const before = await stateOf(ask, subject.id);
    fail();
    const error = await useCase.run(subject).then(
      () => null,
      (reason: unknown) => reason,
    );
    const cameToPass = !proxy.isAboutToBreak;
    proxy.pass();
    const untyped = error !== null && !(error instanceof DomainError && error.code === "unavailable");
    if (untyped) this.faults.push(`${what}: ${error}`);
    const isAsBefore = (await stateOf(ask, subject.id)) === before;
    const isDone = useCase.done === undefined ? isAsBefore : await this.#holds(useCase.done, subject);
    if (!isDone && (error === null || !isAsBefore)) this.faults.push(`${what}: half done, or not done and said so`);
    await storage.ready().catch((reason: unknown) => this.stuck.push(`${what}: ${reason}`));
    return cameToPass;
  }

  async #holds(condition: string, { id }: Subject): Promise<boolean> {
    const [row] = await this.#bench.ask<{ holds: boolean }>(
      `select ${condition.replaceAll("$id", `'${id}'`)} as holds`,
    );
    return row?.holds ?? false;
  }
}

export const scenario: Scenario = {
  name: "F33",
  title: "The n-th message to the database fails, for every use case and every n",
  short: true,
  run: (rig, extent) =>
    inRounds(extent, async () => {
      const bench = await openBench(rig);
      const sweep = new Sweep(bench);
      const names = useCases(bench.storage).map(({ name }) => name);
      for (const name of names) for (const when of ["before", "after"] as const) await sweep.over(name, when);
      const busy = bench.storage.poolUse?.().reduce((sum, { busy, waiting }) => sum + busy + waiting, 0);
      return [
        atLeast("use cases", names.length, 19),
        atLeast("failures tried", sweep.count, 2 * names.length),
        none('errors that are not "unavailable", and states half changed', sweep.faults),
        none("next requests that failed", sweep.stuck),
        exactly("pool in use afterwards", busy ?? -1, 0),
      ];
    }),
};
