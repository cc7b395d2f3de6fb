import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type Serving, serving } from "./support/serving.js";
import { openPlace, type Place } from "./support/taskward.js";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

describe("the program in its bundle", () => {
  let place: Place;
  let server: Serving;
  before(async () => {
    place = openPlace("memory:");
    server = await serving(place);
  });
  after(async () => {
    server.child.kill("SIGTERM");
    await server.ended;
    place.leave();
  });

  it("finds what lies beside its modules: its versions, the files of Swagger UI, common passwords", async () => {
    expect((await place.run(["--version"])).stdout).to.equal(`${version}\n`);
    const document = JSON.parse(await (await fetch(`${server.url}/openapi.json`)).text());
    expect(document.info.version).to.equal(version);
    expect(await (await fetch(`${server.url}/docs/swagger-ui.css`)).text()).to.include(".swagger-ui");
    const refused = await fetch(`${server.url}/api/v1/auth/signup`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "ann@example.com", password: "password1", name: "Ann" }),
    });
    expect(await refused.text()).to.include("common");
  });
});
