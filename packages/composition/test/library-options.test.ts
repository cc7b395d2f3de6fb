import { expect } from "chai";
import { openTaskward, SettingsError } from "../src/index.js";
import { readOptions, type TaskwardOptions } from "../src/options.js";
import { readSettings } from "../src/settings.js";
import type { Variables } from "../src/variables.js";
import { settingsFaults } from "./support/settings-faults.js";

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<S>;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What the options would be if they were made from the variables, less the sentences that an editor shows. */
type FromVariables = {
  readonly [K in keyof Variables as CamelCase<K>]?:
    | (Variables[K] extends string[] | undefined ? readonly string[] : Variables[K])
    | undefined;
};

const SECRET = "q9d8f7a6s5d4f3g2h1j0k9l8z7x6c5v4b3n2m1";

/** What is said of each option, as it would be said to a program without types. */
const faultsOf = (options: Record<string, unknown>): Record<string, string> =>
  settingsFaults(() => readOptions(options as TaskwardOptions));

describe("the options of openTaskward", () => {
  it("are those of the environment, each with the type of what it stands for", () => {
    const same: Same<TaskwardOptions, FromVariables> = true;
    expect(same).to.equal(true);
  });

  it("mean the same as in the environment", () => {
    expect(
      readOptions({
        databaseUrl: "postgres://db.example/tasks",
        betterAuthSecret: SECRET,
        localAccounts: false,
        migrateOnStart: true,
        corsOrigins: ["https://a.example", "http://localhost:5173"],
        foreignTasks: "forbid",
        port: 0,
      }),
    ).to.deep.equal(
      readSettings({
        DATABASE_URL: "postgres://db.example/tasks",
        BETTER_AUTH_SECRET: SECRET,
        LOCAL_ACCOUNTS: "off",
        MIGRATE_ON_START: "on",
        CORS_ORIGINS: "https://a.example,http://localhost:5173",
        FOREIGN_TASKS: "forbid",
        PORT: "0",
      }),
    );
  });

  it("may be undefined, and an empty list, which is as if they were not given", () => {
    expect(readOptions({ databaseUrl: undefined, port: undefined, corsOrigins: [] })).to.deep.equal(readSettings({}));
  });

  it("are checked by the compiler where that can be", () => {
    // @ts-expect-error one of two words
    const foreignTasks: TaskwardOptions = { foreignTasks: "nope" };
    // @ts-expect-error a number
    const port: TaskwardOptions = { port: "http" };
    // @ts-expect-error a list
    const corsOrigins: TaskwardOptions = { corsOrigins: "*" };
    // @ts-expect-error the name of a variable
    const variable: TaskwardOptions = { DATABASE_URL: "memory:" };
    expect(faultsOf({ ...foreignTasks, ...port, ...corsOrigins })).to.have.all.keys(
      "foreignTasks",
      "port",
      "corsOrigins",
    );
    expect(faultsOf({ ...variable })).to.deep.equal({ DATABASE_URL: "is not an option" });
  });

  it("are refused by their own names, every one at fault, without their values", async () => {
    const options = { databaseUrl: "mysql://canary", port: 70_000, betterAuthSecret: "canary" };
    expect(faultsOf(options)).to.have.all.keys(Object.keys(options));
    const error = await openTaskward(options).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(SettingsError);
    expect(String(error)).not.to.match(/canary|[A-Z]_[A-Z]/);
  });

  it("are refused when a name is misspelt, so that nothing is kept in another place than was meant", () => {
    for (const name of ["databaseURL", "database_url", "dburl", "", "__proto__", "constructor"])
      expect(faultsOf(Object.fromEntries([[name, "memory:"]])), name).to.deep.equal({ [name]: "is not an option" });
  });

  it("are refused when they are nothing that a setting can be", () => {
    for (const value of [null, {}, () => {}, Symbol("x"), 1n])
      expect(faultsOf({ host: value })).to.deep.equal({ host: "must be text, a number, true, false or a list" });
  });

  it("give way to other defaults only where they are not given", () => {
    expect(readOptions({ logLevel: undefined }, { logLevel: "silent" }).logLevel).to.equal("silent");
    expect(readOptions({ logLevel: "warn" }, { logLevel: "silent" }).logLevel).to.equal("warn");
  });

  it("are refused when they are no object", async () => {
    for (const options of [null, "memory:", 7, true, ["memory:"], () => {}]) {
      const error = await openTaskward(options as never).catch((reason: unknown) => reason);
      expect(error, String(options)).to.be.instanceOf(SettingsError);
      expect(String(error)).to.include("options must be an object").and.not.include("memory");
    }
  });

  it("want a secret with PostgreSQL, by the name of the option", () => {
    expect(faultsOf({ databaseUrl: "postgres://db.example/tasks" }))
      .to.have.property("betterAuthSecret")
      .that.includes("needed with PostgreSQL");
    expect(faultsOf({ jwtJwksUrl: "https://id.example/jwks", jwtAudience: "app" })).to.deep.equal({
      jwtIssuer: "is needed with jwtJwksUrl",
    });
  });
});
