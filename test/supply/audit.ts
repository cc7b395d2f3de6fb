// Asks the registry for known faults of what production runs: `npm run audit`. A finding fails; a registry that is away,
// or has no such service, does not, for it says nothing about the packages.
import { spawnSync } from "node:child_process";
import { npmFile } from "../support/npm-file.js";

interface Answer {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
}

const args = ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=30000"];
const { stdout } = spawnSync(process.execPath, [npmFile(), ...args], { encoding: "utf8", maxBuffer: 1 << 26 });
const { vulnerabilities, message } = JSON.parse(stdout) as Answer;

if (vulnerabilities === undefined && message === undefined) throw new Error(`npm audit did not run: ${stdout}`);
if (vulnerabilities === undefined) process.stdout.write(`Not audited, for the registry does not answer: ${message}\n`);
else {
  const found = Object.entries(vulnerabilities);
  for (const [name, { severity, range }] of found) process.stdout.write(`${severity}: ${name} ${range}\n`);
  process.stdout.write(`${found.length} packages of production with known faults\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
