import { lockDirectory, StoreInUse } from "../../src/embedded/directory-lock.js";
import { RHYTHM } from "../../src/embedded/heartbeat.js";

// Locks the directory named, says so, and holds it until it is killed; or says who has it, and ends. Says when it is lost.

const [directory = ""] = process.argv.slice(2);
try {
  const { lost } = await lockDirectory(directory, { ...RHYTHM, beat: 10 });
  lost.addEventListener("abort", () => console.log("lost"));
  console.log("locked");
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof StoreInUse)) throw error;
  console.log(error.pid);
}
