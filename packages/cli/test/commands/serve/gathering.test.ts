import type { Exposition } from "@taskward/application";
import { expect } from "chai";
import { Gathering } from "../../../src/commands/serve/gathering.js";

const FIGURES: Exposition = { contentType: "text/plain", text: "figures" };

describe("figures of all workers", () => {
  let gathered: number;

  const gathering = (patience?: number): Gathering => {
    gathered = 0;
    return new Gathering(() => gathered++, patience);
  };

  it("are gathered once for all who ask meanwhile, and anew for the next", async () => {
    const figures = gathering();
    const asked = [figures.expose(), figures.expose()];
    expect(gathered).to.equal(1);
    figures.end(FIGURES);
    expect(await Promise.all(asked)).to.deep.equal([FIGURES, FIGURES]);
    void figures.expose();
    expect(gathered).to.equal(2);
    figures.end(FIGURES);
  });

  it("are gathered anew when they had not come in time, whatever became of them", async () => {
    const figures = gathering(1);
    const late = await figures.expose().catch((error: unknown) => error);
    expect(late).to.have.property("code", "unavailable");
    const asked = figures.expose();
    expect(gathered).to.equal(2);
    figures.end(FIGURES);
    expect(await asked).to.equal(FIGURES);
  });

  it("are gathered anew when they were lost, although another who asked meanwhile still waits", async () => {
    const figures = gathering(1);
    const [lost, waiting] = [figures.expose(), figures.expose()];
    // Between the end of the one's time and the end of the other's: timers leave room for what follows from each.
    expect(await lost.catch((error: unknown) => error)).to.have.property("code", "unavailable");
    const asked = figures.expose();
    expect(gathered).to.equal(2);
    figures.end(FIGURES);
    expect(await Promise.all([waiting, asked])).to.deep.equal([FIGURES, FIGURES]);
  });
});
