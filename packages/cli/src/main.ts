import { run } from "./program.js";

// Not awaited here: what waits at its top cannot be required, as `bin` does.
void run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
