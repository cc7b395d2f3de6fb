import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type ClockedUser, clockedUser, wholeList } from "../process/clocked-user.js";
import { type FakeClock, fakeClock, noFakeClock } from "../process/fake-clock.js";
import { exactly, type Figure, none } from "../rig/figure.js";
import type { Scenario } from "../rig/scenario.js";
import type { Server } from "../rig/server.js";

const HOUR = 3_600;

/** Tokens and what they are worth, in seconds around what the server's clock shows. */
const TOKENS: readonly (readonly [expires: number, from: number | undefined, status: number])[] = [
  [600, undefined, 200],
  [-20, undefined, 200],
  [-40, undefined, 401],
  [600, 20, 200],
  [600, 40, 401],
];

const tokensAt = async (user: ClockedUser, clock: FakeClock, ahead: number): Promise<readonly string[]> => {
  clock.set(ahead);
  const wrong: string[] = [];
  for (const [expires, from, expected] of TOKENS) {
    const { status } = await user.ask("GET", "/tasks?limit=1", undefined, user.token(expires, from));
    if (status !== expected) wrong.push(`${ahead} s ahead: exp ${expires}, nbf ${from}: ${status}`);
  }
  return wrong;
};

/** Lists while tasks are made and the clock steps: what was there all along must appear once, in order. */
const listsAcross = async (user: ClockedUser, step: () => void): Promise<readonly string[]> => {
  const wrong: string[] = [];
  const there = (await wholeList(user, "created_at")).map(({ id }) => id);
  for (const sort of ["-created_at", "created_at", "-updated_at", "title"]) {
    const seen = await wholeList(user, sort, async () => {
      step();
      for (let n = 0; n < 3; n++) await user.create(`while listing by ${sort} ${n}`);
    });
    const ids = seen.map(({ id }) => id);
    if (new Set(ids).size !== ids.length) wrong.push(`${sort}: a task twice`);
    if (there.some((id) => !ids.includes(id))) wrong.push(`${sort}: a task is missing`);
    const [one, other] = [await wholeList(user, sort), await wholeList(user, sort)];
    if (one.map(({ id }) => id).join() !== other.map(({ id }) => id).join()) wrong.push(`${sort}: another order`);
    const times = one.map(({ created_at }) => created_at);
    if (sort === "created_at" && times.join() !== times.toSorted().join()) wrong.push(`${sort}: out of order`);
  }
  return wrong;
};

const changes = async (user: ClockedUser, step: () => void): Promise<readonly string[]> => {
  const made = await user.create("to be changed");
  step();
  const changed = await user.rename(made.id, "changed");
  return changed.updated_at < made.updated_at ? [`${made.updated_at} → ${changed.updated_at}`] : [];
};

const WRONG = { email: "nobody@example.com", password: "a wrong password" };

/** Uses up the tries of an account, steps, and looks whether it is as it was. */
const limits = async (user: ClockedUser, steps: readonly (() => void)[]): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (let n = 0; n < 5; n++) await user.ask("POST", "/auth/signin", WRONG);
  for (const step of steps) {
    step();
    const { status, headers } = await user.ask("POST", "/auth/signin", WRONG);
    if (status !== 429) wrong.push(`open: ${status}`);
    if (!(Number(headers["retry-after"]) <= 900)) wrong.push(`stuck for ${headers["retry-after"]} s`);
  }
  return wrong;
};

/** Moments at which clocks have been seen to fail, and how the clock steps there. */
const MOMENTS: Readonly<Record<string, { readonly at: string; readonly step: number }>> = {
  "the end of 32 bits": { at: "2038-01-19T03:14:06.500Z", step: 0 },
  "the end of summer time": { at: "2026-10-25T00:59:58.500Z", step: 0 },
  "the beginning of summer time": { at: "2027-03-28T00:59:58.500Z", step: 0 },
  "a leap second": { at: "2016-12-31T23:59:58.500Z", step: -1 },
};

const moments = async (user: ClockedUser, clock: FakeClock): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const [name, { at, step }] of Object.entries(MOMENTS)) {
    clock.set(Math.round((Date.parse(at) - Date.now()) / 1000));
    for (let n = 0; n < 8; n++) {
      const before = clock.now();
      const { created_at } = await user.create(`at ${name} ${n}`);
      const after = clock.now();
      const told = Date.parse(created_at) / 1000;
      if (told < before - 0.05 || told > after + 0.05) wrong.push(`${name}: ${created_at}`);
      await pause(400);
      if (n === 3) clock.set(clock.ahead + step);
    }
  }
  return wrong;
};

const durationsOf = ({ lines }: Server): readonly number[] =>
  lines.flatMap((line) => {
    const found = /"duration_ms":(-?[\d.]+)/.exec(line);
    return found ? [Number(found[1])] : [];
  });

export const scenario: Scenario = {
  name: "F21",
  title: "the clock is wrong, steps back, or comes to a moment that is hard on clocks",
  short: false,
  unavailable: noFakeClock,
  run: async (rig): Promise<readonly Figure[]> => {
    const clock = fakeClock(rig.directory);
    const env = { DATABASE_URL: `pglite:${join(rig.directory, "store")}`, LOG_LEVEL: "info", TZ: "Europe/Berlin" };
    const server = await rig.serve({ ...env, ...clock.env });
    const user = clockedUser(server.url, clock);
    for (let n = 0; n < 12; n++) await user.create(`first ${n}`);
    const tokens = [];
    for (const ahead of [0, 300, -300]) tokens.push(...(await tokensAt(user, clock, ahead)));
    const back = (): void => clock.set(clock.ahead - HOUR);
    const figures = [
      none("tokens taken or refused wrongly, 5 minutes before and behind", tokens),
      none("lists that are not exact while the clock steps back an hour", await listsAcross(user, back)),
      none("changes dated before what they change", await changes(user, back)),
      none(
        "limits that a step opened or stuck",
        await limits(user, [() => {}, back, () => clock.set(24 * HOUR), () => clock.set(-24 * HOUR)]),
      ),
      none("tasks dated wrongly at hard moments", await moments(user, clock)),
    ];
    const started = await server.stop().then(() => server.start());
    const durations = durationsOf(server);
    return [
      ...figures,
      exactly("starts anew after all that", String(started > 0), "true"),
      none("durations below 0 in the log", durations.filter((duration) => duration < 0).map(String)),
      exactly("requests in the log", String(durations.length > 100), "true"),
    ];
  },
};
