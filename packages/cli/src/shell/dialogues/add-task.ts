import { ask, type Dialogue, type Shell } from "../dialogue.js";
import { taskName } from "../render.js";
import { readDescription, readTitle } from "./read-texts.js";

export async function* addTask({ tasks }: Shell, ahead?: string): Dialogue {
  const title = yield* ask({ ask: "Title:" }, readTitle, ahead);
  const description = yield* ask({ ask: "Description (Enter for none):" }, readDescription);
  yield { say: `Added task ${taskName(await tasks.create({ title, description }))}` };
}
