import type { PGlite } from "@electric-sql/pglite";
import { draft, timestamp, type UserId, userId } from "@taskward/domain";
import { expect } from "chai";
import { byExchanges } from "../../src/embedded/exchange.js";
import { openEmbedded } from "../../src/embedded/open-embedded.js";
import { openPgStorage } from "../../src/index.js";
import { outcomes } from "../support/outcomes.js";
import { storeCopy } from "../support/store-copy.js";

type Answers = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

const ANSWERS = [{ name: "readyForQuery" }] as unknown as Answers;

/** An engine that writes down what it is asked, as the letters of the messages. */
const listening = () => {
  const asked: string[] = [];
  const engine = {
    waitReady: Promise.resolve(),
    execProtocolStream: async (bytes: Uint8Array) => {
      asked.push(Buffer.from(bytes).toString());
      return ANSWERS;
    },
  };
  return { asked, engine };
};

const say = (connection: PGlite, messages: string): Promise<Answers[]> =>
  Promise.all([...messages].map((letter) => connection.execProtocolStream(Buffer.from(letter))));

describe("a connection to the embedded engine", () => {
  it("asks all that may wait for a Sync in one exchange, and everything else at once", async () => {
    const { asked, engine } = listening();
    const answers = await say(byExchanges(engine), "PBDECSQH");
    expect(asked).to.deep.equal(["PBDECS", "Q", "H"]);
    expect(answers).to.deep.equal([[], [], [], [], [], ANSWERS, ANSWERS, ANSWERS]);
  });

  it("names the format of the rows where PGlite says that there is one, and nowhere else", async () => {
    const bind = (formats: number) => Buffer.from([...Buffer.from("B"), 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, formats]);
    const [texts, binary, other] = [bind(0), bind(1), Buffer.from([...Buffer.from("Q"), 0, 0, 0, 5, 1])];
    const asked: Buffer[] = [];
    const engine = {
      waitReady: Promise.resolve(),
      execProtocolStream: async (bytes: Uint8Array) => {
        asked.push(Buffer.from(bytes));
        return ANSWERS;
      },
    };
    const connection = byExchanges(engine);
    for (const message of [texts, binary, other]) await connection.execProtocolStream(message);
    const named = Buffer.concat([binary, Buffer.from([0, 1])]);
    named[4] = 14;
    expect(asked).to.deep.equal([Buffer.concat([texts, named, other])]);
  });

  it("takes up nothing that another left unsaid", async () => {
    const { asked, engine } = listening();
    await say(byExchanges(engine), "PBE");
    await say(byExchanges(engine), "BES");
    expect(asked).to.deep.equal(["BES"]);
  });

  it("lets others have their turn before each exchange", async () => {
    const { engine } = listening();
    const order: string[] = [];
    setImmediate(() => order.push("other"));
    await say(byExchanges(engine), "Q");
    order.push("exchange");
    expect(order).to.deep.equal(["other", "exchange"]);
  });

  it("has everything done once of what was asked together with something that fails", async () => {
    const storage = openPgStorage(await openEmbedded(await storeCopy()));
    const at = timestamp(0);
    const [ann, nobody] = [userId("ann"), userId("nobody")];
    await storage.users.admit({ id: ann, email: null, name: null }, at);
    const add = (owner: UserId, title: string) => storage.tasks.add(owner, draft({ title }), at);
    const ends = await outcomes([add(ann, "a"), add(nobody, "b"), add(ann, "c"), add(nobody, "d"), add(ann, "e")]);
    expect(ends).to.deep.equal(["done", "unauthenticated", "done", "unauthenticated", "done"]);
    expect(await storage.tasks.count(ann, {})).to.equal(3);
    await storage.close();
  });
});
