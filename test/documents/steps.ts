import { readPage } from "./pages.js";

/** A step of development: what is done with the whole repository, by its own scripts. */
const STEP = /\bnpm (?:run ([\w:-]+)|(ci|test)\b)/g;
const COMMENT = /(?:^|\s)#.*$/gm;

/** The steps that a text names, by the names of their scripts. */
export const stepsIn = (text: string): readonly string[] =>
  [...text.matchAll(STEP)].map(([, run, plain]) => run ?? plain ?? "");

/** The steps that a script of a shell takes. */
export const stepsOf = (script: string): readonly string[] => stepsIn(script.replace(COMMENT, ""));

/** What is left of a script without the commands that are steps of development. */
export const withoutSteps = (script: string): string =>
  script
    .split("\n")
    .filter((line) => stepsOf(line).length === 0)
    .join("\n");

const { scripts } = JSON.parse(readPage("package.json")) as { readonly scripts: Readonly<Record<string, string>> };

const reached = (step: string): readonly string[] => [step, ...stepsOf(scripts[step] ?? "").flatMap(reached)];

/** The steps that every change has to pass, by way of others or not, as `.ci/run` takes them. */
export const stepsOfEveryChange = (): readonly string[] =>
  stepsOf(readPage(".ci/run").replace(/^ *printf .*$/gm, "")).flatMap(reached);

/** Whether there is something to run by this name. */
export const isStep = (step: string): boolean => step === "ci" || step in scripts;
