import { defaultSettings, type SettingDescription } from "./describe-settings.js";

const LINE = 120;

/** The text in lines that begin with `#`. */
const comment = (text: string): string => {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${word}`;
    if (longer.length < LINE) lines[last] = longer;
    else lines.push(` ${word}`);
  }
  return lines.map((line) => `#${line}\n`).join("");
};

const assignment = ({ name, value, description }: SettingDescription): string =>
  `\n${comment(`${description}.`)}#${name}=${value ?? ""}\n`;

/** The text of `.env.example`: every setting with its meaning and default. As it is, it changes nothing. */
export const envExample = (): string =>
  [
    comment("Copy this file to .env and take the # away before what you set. The environment goes before .env."),
    ...defaultSettings().map(assignment),
  ].join("");

const row = ({ name, value, description }: SettingDescription): string =>
  `| \`${name}\` | ${value ? `\`${value}\`` : ""} | ${description.replaceAll(/[|<]/g, "\\$&")} |\n`;

/** The text of `docs/settings.md`. */
export const settingsPage = (): string => `# Settings

Settings are environment variables, or lines \`NAME=value\` of a file \`.env\` in the directory that the command is started in; the
environment goes before the file. [.env.example](../.env.example) has them all. A program that uses the library gives the same
settings as options in camel case (\`databaseUrl\` for \`DATABASE_URL\`).

All are checked when a command starts; one message names everything that is wrong, and no value. An empty value counts as given.
\`taskward serve --print-settings\` shows what is in force, secrets masked, and \`taskward doctor\` whether it works.

| variable | default | |
| --- | --- | --- |
${defaultSettings().map(row).join("")}
This page is made of \`packages/composition/src/variables.ts\`, as \`.env.example\` is: \`npm run settings-documents\`.
`;
