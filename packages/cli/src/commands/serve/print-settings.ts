import { describeSettings, type SettingDescription, sources } from "@taskward/composition";
import { printJson } from "../../output/json.js";
import { printTable } from "../../output/table.js";

/** Prints every setting as it is in force, secrets masked. */
export const printSettings = async ({ json }: { json?: true }): Promise<void> => {
  const settings = describeSettings(sources());
  if (json) return printJson(settings);
  await printTable<SettingDescription>(
    [
      { title: "Setting", text: ({ name }) => name },
      { title: "Value", text: ({ value }) => value ?? "" },
      { title: "From", text: ({ source }) => source },
    ],
    settings,
  );
};
