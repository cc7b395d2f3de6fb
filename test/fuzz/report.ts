import type { Endpoint } from "./endpoints.js";
import type { FuzzResult } from "./fuzz.js";
import { type Pair, unseen } from "./tally.js";
import type { Exchange } from "./world.js";

const LONG = 1_500;

/** Readable, however much of it was no text. */
const printable = (text: string): string =>
  text
    .slice(0, LONG)
    .replaceAll("\r\n", "\n")
    .replace(/[^\n\x20-\x7e]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, "0")}`)
    .concat(text.length > LONG ? `… (${text.length} bytes)` : "");

const exchange = ({ request, status, text }: Exchange): string =>
  `----\n${printable(request).trimEnd()}\n=> ${status ?? "no answer"} ${printable(text)}\n`;

/** What to do to see a failure again. */
const replay = (options: readonly string[]): string => `npm run fuzz -- ${options.join(" ")}`;

const line = (endpoint: Endpoint, pairs: readonly Pair[]): string => {
  const own = pairs.filter((pair) => pair.endpoint === endpoint);
  const total = own.reduce((sum, { times }) => sum + times, 0);
  const seen = own.filter(({ times }) => times > 0).map(({ status, times }) => `${status}×${times}`);
  return `${endpoint.key.padEnd(28)} ${String(total).padStart(8)}  ${seen.join(" ")}\n`;
};

const excused = (pairs: readonly Pair[]): string => {
  const times = new Map<string, number>();
  for (const { status, times: seen, excuse } of pairs)
    if (seen === 0 && excuse !== null) times.set(`${status}, ${excuse}`, (times.get(`${status}, ${excuse}`) ?? 0) + 1);
  return [...times].map(([reason, n]) => `not to be brought about at ${n} operations: ${reason}\n`).join("");
};

/** All that a campaign has to tell, ending with whether it passed. */
export const report = (result: FuzzResult, options: readonly string[], seconds: number): string => {
  const { finding, tally, endpoints, runs } = result;
  const pairs = tally.pairs(endpoints);
  const missing = unseen(pairs);
  const seen = pairs.filter(({ times }) => times > 0).length;
  const whole = options.every((option) => option !== "--path");
  const failures = [
    ...(finding ? [`${finding.fault}\n${finding.trail.map(exchange).join("")}----\nagain: ${replay(options)}\n`] : []),
    ...(whole && !finding ? missing.map(({ endpoint, status }) => `never seen: ${endpoint.key} ${status}\n`) : []),
  ];
  return [
    `\n${endpoints.map((endpoint) => line(endpoint, pairs)).join("")}`,
    `${tally.elsewhere} requests for what there is not, ${tally.broken} connections with broken bytes\n`,
    excused(pairs),
    `${tally.requests} requests in ${runs} runs, ${Math.round(tally.requests / seconds)} a second; `,
    `${seen} of ${pairs.length} documented answers seen\n`,
    ...failures.map((failure) => `\nFAILED: ${failure}`),
    failures.length === 0 ? "\nfuzz: passed\n" : `\nfuzz: ${failures.length} failed\n`,
  ].join("");
};
