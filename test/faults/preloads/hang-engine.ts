// On SIGUSR2 the embedded database answers nobody any more.

const { PGlite } = await import(
  new URL("../../../../node_modules/@electric-sql/pglite/dist/index.js", import.meta.url).href
);
process.once("SIGUSR2", () => {
  PGlite.prototype.execProtocolRaw = () => new Promise(() => {});
});
