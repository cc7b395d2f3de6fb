// On SIGUSR2 the process does nothing but be busy for two seconds.

const STALL = 2_000;

process.on("SIGUSR2", () => {
  const end = performance.now() + STALL;
  while (performance.now() < end);
});
