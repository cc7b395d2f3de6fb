import { lockDirectory, StoreInUse } from "../../src/embedded/directory-lock.js";

// Locks the directory named, says so, and holds it until it is killed; or says who has it, and ends.

const [directory = ""] = process.argv.slice(2);
try {
  await lockDirectory(directory);
  console.log("locked");
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof StoreInUse)) throw error;
  console.log(error.pid);
}
