import { envExample, settingsPage } from "@taskward/composition";

const ROOT = new URL("../../../", import.meta.url);

/** The files that are made of the settings, with what has to be in them. */
export const SETTINGS_DOCUMENTS: readonly (readonly [file: URL, text: string])[] = [
  [new URL(".env.example", ROOT), envExample()],
  [new URL("docs/settings.md", ROOT), settingsPage()],
];
