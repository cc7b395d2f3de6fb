import { readSettings } from "@taskward/composition";
import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { forecast, greeting } from "../../../src/commands/serve/greeting.js";

const ADDRESS = "http://127.0.0.1:8000";

describe("what a newcomer is told to try first", () => {
  const settings = readSettings({ DATABASE_URL: "memory:" });

  it("is in the words of the shell that their system has", () => {
    for (const platform of ["linux", "darwin"] as const)
      expect(greeting(settings, ADDRESS, platform))
        .to.contain(`curl -s ${ADDRESS}/api/v1/tasks`)
        .and.not.contain("Invoke");
    expect(greeting(settings, ADDRESS, "win32"))
      .to.contain(`Invoke-RestMethod ${ADDRESS}/api/v1/tasks`)
      .and.not.contain("curl");
  });

  it("says how to sign in again, and where all of the API is shown", () => {
    for (const platform of ["linux", "win32"] as const)
      expect(greeting(settings, ADDRESS, platform))
        .to.contain("/auth/signin")
        .and.contain(`${ADDRESS}/docs\n`);
  });

  it("is nothing where the log is for machines", () => {
    expect(greeting({ ...settings, logFormat: "json" }, ADDRESS)).to.equal("");
  });
});

describe("what a newcomer is told while nothing can be seen", () => {
  const directory = temporaryDirectory();
  const settingsOn = (store: string) => readSettings({ DATABASE_URL: `pglite:${store}` });

  it("is that the embedded store is being made, where there is none", () => {
    expect(forecast(settingsOn(`${directory}/new`))).to.match(/^Making the embedded store in .*\/new, once; .*\.\n$/);
    expect(forecast(settingsOn(directory))).to.equal("");
    expect(forecast(readSettings({ DATABASE_URL: "memory:" }))).to.equal("");
  });

  it("is nothing where the log is for machines", () => {
    expect(forecast({ ...settingsOn(`${directory}/new`), logFormat: "json" })).to.equal("");
  });
});
