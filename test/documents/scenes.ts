import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { snippetsIn } from "../packages/snippets.js";
import { caller } from "../support/api.js";
import { startBetterAuth, visit } from "../support/better-auth.js";
import { type Reader, replaced } from "./reader.js";

/** A reader, who gets what there is to paste one after the other. */
type Scene = (reader: Reader, next: () => string) => Promise<void>;

const linesOf = (printed: string): string[] => printed.trimEnd().split("\n");

/** The lines that the page says sign in again, with another path in them. */
const signingIn = (session: string): string => {
  const lines = session.split("\n").slice(0, 5).join("\n");
  return `${replaced(lines, "/auth/signup", "/auth/signin")}\ncurl -s $API/me -H "$AUTH"\n`;
};

const firstMinute: Scene = async (reader, next) => {
  await reader.serve(next());
  const session = next();
  const [list = "", edited = "", completed = "", deleted] = linesOf(await reader.ask(session));
  expect(JSON.parse(list).data).to.have.length(1);
  expect(JSON.parse(list).data[0]).to.include({ title: "Buy milk", completed: false, version: 1 });
  expect(JSON.parse(edited).data).to.include({ description: "Two litres", version: 2 });
  expect(JSON.parse(completed).data).to.include({ completed: true, version: 3 });
  expect(deleted).to.equal("204");
  expect(JSON.parse(await reader.ask(signingIn(session))).data).to.include({ email: "ann@example.com" });
  expect((await fetch(`${reader.url}/docs/`)).status).to.equal(200);
  await reader.leave();

  const printed = await reader.command(next());
  expect(printed).to.match(/ann@example\.com .*open/);
  expect(printed)
    .to.match(/^ok +database/m)
    .and.not.match(/^FAULT/m);
  expect(printed).to.match(/1 Add .*6 Exit/);
};

const ownPostgres: Scene = async (reader, next) => {
  const said = await reader.serve(replaced(next(), "postgres://user:password@localhost/tasks", await createDatabase()));
  expect(said).to.include("Applied 0001-users-and-tasks");
  expect((await fetch(`${reader.url}/readyz`)).status).to.equal(200);
};

const identityProvider: Scene = async (reader, next) => {
  const provider = await startBetterAuth();
  try {
    await reader.serve(replaced(next(), "https://auth.example.com", provider.url));
    const bob = await visit(provider.url, "bob");
    const me = JSON.parse(await reader.ask(next(), { TOKEN: await bob.token() }));
    expect(me.data).to.include({ id: bob.id, email: "bob@example.com" });
    const signUp = { email: "eve@example.com", password: "correct horse battery" };
    expect((await caller(reader.url)("POST", "/api/v1/auth/signup", signUp)).status).to.equal(404);
    expect((await caller(reader.url, "another")("GET", "/api/v1/me")).status).to.equal(401);
  } finally {
    await reader.leave();
    await provider.close();
  }
  const page = /open (http:\S+)\n/;
  const said = await reader.serve(replaced(next(), "start.mjs", "start.mjs 0 0 0"), page);
  expect(await (await fetch(page.exec(said)?.[1] ?? "")).text()).to.include("<html");
};

const library: Scene = async (reader, next) => {
  const [{ code = "", prints = [] } = {}] = snippetsIn("README.md");
  reader.write("first.mjs", code);
  const printed = await reader.inOwnFolder(next());
  expect(linesOf(printed).slice(-prints.length)).to.deep.equal(prints);
};

/** What a reader sees who pastes what the README has under a heading, in the order in which it stands there. */
export const SCENES: Readonly<Record<string, Scene>> = {
  "One minute to the first task": firstMinute,
  "With your PostgreSQL": ownPostgres,
  "With your identity provider": identityProvider,
  "As a library": library,
};
