import { createReadStream } from "node:fs";
import { environment, openTokens, readSettings, type TokenAdministration } from "@taskward/composition";
import { Command } from "commander";
import { fileFault } from "../../archive/file-fault.js";
import { Ended, EXIT } from "../../exit.js";
import { printJson } from "../../output/json.js";
import { print } from "../../output/print.js";
import { printRecord } from "../../output/table.js";
import { readSecret } from "../../read-secret.js";
import { printable } from "../../shell/printable.js";

type Report = Awaited<ReturnType<TokenAdministration["inspect"]>>;

const EXAMPLES = `
Examples:
  taskward token issue --user ann | taskward token inspect
  taskward token inspect token.txt

Ends with exit code 1 when the token is not accepted. Whether its user is disabled is not looked at.`;

/** A claim in seconds since 1970, as people tell the time. */
const momentOf = (seconds: unknown): string | null => {
  const moment = new Date(typeof seconds === "number" ? seconds * 1000 : Number.NaN);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
};

const printReport = async ({ header, claims, identity, faults }: Report): Promise<void> => {
  await printRecord([
    ["Header", header ? JSON.stringify(header) : "(unreadable)"],
    ["Claims", claims ? JSON.stringify(claims) : "(unreadable)"],
    ["Expires", momentOf(claims?.["exp"]) ?? "(never said)"],
  ]);
  await print(
    identity
      ? `Accepted: it speaks for ${printable(identity.id)}.\n`
      : `Not accepted:\n${faults.map((fault) => `- ${printable(fault)}\n`).join("")}`,
  );
};

const readFrom = async (file: string): Promise<string> => {
  try {
    return await readSecret("token", createReadStream(file));
  } catch (error) {
    throw fileFault(file, "read", error);
  }
};

const inspect = async (file: string | undefined, { json }: { json?: true }): Promise<void> => {
  const tokens = openTokens(readSettings(environment()));
  const token = await (file === undefined || file === "-" ? readSecret("token") : readFrom(file));
  const report = await tokens.inspect(token.trim().replace(/^Bearer\s+/i, ""));
  const { header, claims, identity, faults } = report;
  if (json) await printJson({ accepted: identity !== null, user: identity?.id ?? null, header, claims, faults });
  else await printReport(report);
  if (identity === null) throw new Ended(EXIT.failed);
};

export const inspectTokenCommand = (): Command =>
  new Command("inspect")
    .description("show what a token says, whether it is accepted, and why not")
    .argument("[file]", "a file with the token; without it, or with -, standard input")
    .option("--json", 'print a JSON object: {"accepted", "user", "header", "claims", "faults"}')
    .addHelpText("after", EXAMPLES)
    .action(inspect);
