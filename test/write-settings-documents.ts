import { writeFileSync } from "node:fs";
import { SETTINGS_DOCUMENTS } from "./support/settings-documents.js";

for (const [file, text] of SETTINGS_DOCUMENTS) writeFileSync(file, text);
