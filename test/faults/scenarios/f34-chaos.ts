import { setTimeout as pause } from "node:timers/promises";
import { administrator, CLIENTS } from "../rig/administrator.js";
import { atLeast, atMost, exactly, inRounds } from "../rig/figure.js";
import { isServed, judge } from "../rig/judge.js";
import { longestRequest } from "../rig/longest.js";
import { oneOf, seeded } from "../rig/random.js";
import type { Rig } from "../rig/rig.js";
import type { Scenario } from "../rig/scenario.js";
import { type UnderLoad, underLoad } from "../rig/under-load.js";

type Act = (lasting: number) => Promise<unknown> | undefined;

/** Everything that F5 to F8 and F13 do, and what else the network has in store. */
const acts = (rig: Rig, { postgres, proxy }: UnderLoad): readonly Act[] => {
  const ask = administrator(rig, postgres.url);
  const whole = async (fault: () => void, lasting: number): Promise<void> => {
    fault();
    await pause(lasting);
    proxy.pass();
  };
  const restart = async (how: "fast" | "immediate", lasting: number): Promise<void> => {
    await postgres.stop(how);
    await pause(lasting);
    await postgres.start();
  };
  return [
    (lasting) => restart("fast", lasting),
    (lasting) => restart("immediate", lasting),
    () => ask(`select pg_terminate_backend(pid) ${CLIENTS}`).catch(() => {}),
    async (lasting) => {
      postgres.stall();
      await pause(lasting);
      postgres.resume();
    },
    (lasting) => whole(() => proxy.blackhole(), lasting),
    (lasting) => whole(() => proxy.delay(20 + lasting / 20), lasting),
    (lasting) => whole(() => proxy.cutAfter(lasting), lasting),
    (lasting) =>
      whole(() => {
        proxy.connectAfter(800);
        proxy.reset();
      }, lasting),
    () => void proxy.reset(),
    () => void proxy.halfClose(),
    () => void proxy.drop(7),
    (lasting) => void proxy.breakAt(1 + (lasting % 50), "before"),
    (lasting) => void proxy.breakAt(1 + (lasting % 50), "after"),
  ];
};

export const scenario: Scenario = {
  name: "F34",
  title: "Chaos: restarts, cuts, stalls and a failing network, mixed by chance",
  short: true,
  rounds: 5,
  run: (rig, extent) =>
    inRounds(extent, async (seed) => {
      const setting = await underLoad(rig, { seed });
      const { proxy, server, load } = setting;
      const random = seeded(seed);
      const faults = acts(rig, setting);
      const end = performance.now() + (extent.short ? 12_000 : 60_000);
      let count = 0;
      while (performance.now() < end) {
        await oneOf(random, faults)(Math.floor(100 + random() * 3_000));
        count++;
        await pause(100 + random() * 900);
      }
      proxy.pass();
      const figures = await judge(server.url, load);
      return [
        atLeast("faults", count, 5),
        atLeast("requests served", load.log.filter(isServed).length, 1_000),
        longestRequest(load.log, 8_000),
        exactly("server ended", String(server.ended), "null"),
        atMost(
          "errors in the log that nobody foresaw",
          server.lines.filter((line) => line.includes('"msg":"fault"')).length,
          0,
        ),
        ...figures,
      ];
    }),
};
