import { readPage } from "./pages.js";

/** A step of development: what is done with the whole repository, by its own scripts. */
const STEP = /\bnpm (?:run ([\w:-]+)|(ci|test)\b)/g;
const COMMENT = /(?:^|\s)#.*$/gm;

/** The steps that a script of a shell takes, by the names of their scripts. */
export const stepsIn = (script: string): readonly string[] =>
  [...script.replace(COMMENT, "").matchAll(STEP)].map(([, run, plain]) => run ?? plain ?? "");

/** What is left of a script without the commands that are steps of development. */
export const withoutSteps = (script: string): string =>
  script
    .split("\n")
    .filter((line) => stepsIn(line).length === 0)
    .join("\n");

const { scripts } = JSON.parse(readPage("package.json")) as { readonly scripts: Readonly<Record<string, string>> };

const reached = (step: string): readonly string[] => [step, ...stepsIn(scripts[step] ?? "").flatMap(reached)];

/** The steps that every change has to pass, by way of others or not, as `.ci/run` takes them. */
export const stepsOfEveryChange = (): readonly string[] =>
  stepsIn(readPage(".ci/run").replace(/^ *printf .*$/gm, "")).flatMap(reached);

/** Whether there is something to run by this name. */
export const isStep = (step: string): boolean => step === "ci" || step in scripts;
