import { temporaryDirectory } from "@taskward/testing";
import { expect } from "chai";
import { type ServerProcess, startServerProcess } from "../support/server-process.js";
import { servePage } from "./support/sites.js";
import { Visits } from "./support/visits.js";

describe("the web client, when the server is killed and started again", function () {
  this.timeout(90_000);
  const visits = new Visits();
  const directory = temporaryDirectory();
  let server: ServerProcess;

  after(async () => {
    await server.stop("SIGKILL");
    await visits.end();
  });

  it("takes back what was not saved, keeps what was typed, and goes on", async () => {
    const page = await visits.keep(servePage(() => ({ api: `${server.url}/api/v1` })));
    const start = (port: string): Promise<ServerProcess> =>
      startServerProcess({ CORS_ORIGINS: page.url, PORT: port }, directory);
    server = await start("0");
    const ann = await visits.visit(page);
    await ann.signUp("ann");
    await ann.add("Buy milk");

    await server.stop("SIGKILL");
    await ann.task("Buy milk").click();
    await ann.page.locator("#notice", { hasText: "The server cannot be reached." }).waitFor();
    expect(await ann.task("Buy milk").isChecked()).to.equal(false);
    await ann.delete("Buy milk");
    await ann.task("Buy milk").waitFor();
    await ann.page.getByLabel("New task").fill("Water the plants");
    await ann.page.getByRole("button", { name: "Add task" }).click();
    await ann.page.locator("#add-fault", { hasText: "The server cannot be reached." }).waitFor();
    expect(await ann.page.getByLabel("New task").inputValue()).to.equal("Water the plants");
    await ann.page.getByRole("radio", { name: "Open" }).check();
    await ann.page.locator("#failure", { hasText: "The server cannot be reached." }).waitFor();

    server = await start(new URL(server.url).port);
    await ann.page.getByRole("button", { name: "Try again" }).click();
    await ann.page.getByRole("button", { name: "Add task" }).click();
    await ann.task("Water the plants").waitFor();
    expect(await ann.titles()).to.deep.equal(["Water the plants", "Buy milk"]);
    await ann.page.reload();
    expect(await ann.titles()).to.deep.equal(["Water the plants", "Buy milk"]);
  });
});
