import { refused } from "@taskward/application/contracts/refused";
import { timestamp, userId } from "@taskward/domain";
import { expect } from "chai";
import { compose } from "../src/compose.js";
import { readSettings } from "../src/settings.js";
import * as t from "../src/tokens.js";

const DATABASE_URL = "memory:";
const BETTER_AUTH_SECRET = "q9d8f7a6s5d4f3g2h1j0k9l8z7x6c5v4b3n2m1";
const HOUR = 3_600_000;

describe("admissions", () => {
  const clocks = { now: Date.now, elapsed: performance.now };
  afterEach(() => {
    Date.now = clocks.now;
    performance.now = clocks.elapsed;
  });

  it("shut a disabled account out in time though the machine's clock is set back meanwhile", async () => {
    const ann = { id: userId("ann"), email: null, name: null };
    await compose(readSettings({ DATABASE_URL, BETTER_AUTH_SECRET }), {}, async (container) => {
      const [{ users }, tokens] = [container.get(t.STORAGE), container.get(t.TOKEN_ISSUER)];
      const authenticate = container.get(t.AUTHENTICATE);
      const user = await users.admit(ann, timestamp(0));
      const { token } = tokens?.issue(user) ?? { token: "" };
      expect(await authenticate(token)).to.include({ disabledAt: null });
      await users.shut(ann.id, timestamp(0));
      const seen = [Date.now() - HOUR, performance.now() + 3_000] as const;
      Date.now = () => seen[0];
      performance.now = () => seen[1];
      expect(await refused(authenticate(token))).to.equal("forbidden");
      await container.unbindAllAsync();
    });
  });
});
