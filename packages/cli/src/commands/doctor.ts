import { diagnose, type Finding } from "@taskward/composition";
import { Command } from "commander";
import { Ended, EXIT } from "../exit.js";
import { printJson } from "../output/json.js";
import { print } from "../output/print.js";
import { printable } from "../shell/printable.js";

const SIGNS: Readonly<Record<Finding["state"], string>> = { ok: "ok     ", fault: "FAULT  ", unknown: "?      " };
const SUBJECT = 12;

const linesOf = ({ subject, state, message, remedy }: Finding): string => {
  const finding = `${SIGNS[state]}${subject.padEnd(SUBJECT)}${printable(message)}\n`;
  return remedy === null ? finding : `${finding}${" ".repeat(SIGNS.fault.length + SUBJECT)}-> ${printable(remedy)}\n`;
};

const examine = async ({ json }: { json?: true }): Promise<void> => {
  const findings = await diagnose();
  await (json ? printJson(findings) : print(findings.map(linesOf).join("")));
  if (findings.some(({ state }) => state === "fault")) throw new Ended(EXIT.failed);
};

export const doctorCommand = (): Command =>
  new Command("doctor")
    .description("look for what could keep Taskward from running, and say what to do about it")
    .option("--json", 'print a JSON array: [{"subject", "state", "message", "remedy"}]')
    .addHelpText("after", "\nExample:\n  taskward doctor\n\nEnds with exit code 1 when there is a fault.")
    .action(examine);
