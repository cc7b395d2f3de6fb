import pg from "pg";

interface Startup {
  getStartupConf(): Record<string, string>;
}

const { getStartupConf } = pg.Client.prototype as unknown as Startup;

/**
 * A client whose session tells times in one form, whatever the server's defaults. PgBouncer keeps track of both settings,
 * and compares them as text: in other words than the server's own it would set them again before each transaction.
 */
export class UtcClient extends pg.Client {
  getStartupConf(): Record<string, string> {
    return { ...getStartupConf.call(this as unknown as Startup), TimeZone: "UTC", DateStyle: "ISO, MDY" };
  }
}
