import { expect } from "chai";
import { caller, type Reply } from "../api.js";
import type { Play } from "./task-acts.js";
import { type Actor, meaningOf, type World } from "./world.js";

const CROWD = 6;
const password = (email: string): string => `the password of ${email}`;

export const showAccount: Play = async (world, actor, _step, path) => {
  const { status, body } = await world.send(actor, "GET", path);
  expect(status).to.equal(200);
  expect(body.data).to.have.all.keys("id", "email", "name", "created_at");
  expect(body.data).to.include({ id: actor.id, email: actor.email });
};

const someone = (world: World, n: number): Actor | undefined => {
  const signedUp = world.actors.filter(({ email }) => email !== null);
  return signedUp[n % signedUp.length];
};

/** Somebody new enters, while there is room; or somebody tries an e-mail that is taken. */
export const signUp: Play = async (world, _actor, { target, known, head }, path) => {
  const other = someone(world, target);
  if ((known || world.actors.length >= CROWD) && !other) return;
  const isTaken = known || world.actors.length >= CROWD;
  // Turned round, so that none is part of another's; of the first one's, lest one that was turned twice be so.
  const canary = `new${world.actors.length}${world.actor(0).canary}`.split("").reverse().join("");
  const email = isTaken && other ? String(other.email) : `${canary}@example.com`;
  const json = { email: head ? email.toUpperCase() : email, password: password(email) };
  // It is nobody who asks: of those who are here already, an answer may say nothing.
  const reply = await world.send(null, "POST", path, { json: isTaken ? json : { ...json, name: canary } });
  expect(reply.status).to.be.oneOf([isTaken ? 409 : 201, 429]);
  if (reply.status !== 201) return;
  const { user, token } = reply.body.data as unknown as { user: { id: string; email: string }; token: string };
  expect(user.email).to.equal(email);
  const call = caller({ ...world.api, token: () => token }, user.id);
  const entered: Actor = { id: user.id, canary, token, call, tasks: new Map(), email };
  world.actors.push(entered);
  expect((await world.send(entered, "GET", "/api/v1/tasks")).body.data).to.deep.equal([]);
};

const expectSameRefusal = (reply: Reply, unknown: Reply): void => {
  expect(reply.status).to.be.oneOf([401, 429]);
  if (reply.status === 401 && unknown.status === 401) expect(meaningOf(reply)).to.deep.equal(meaningOf(unknown));
};

/** With the right password, the owner enters; with a wrong one, nobody learns whether there is such an account. */
export const signIn: Play = async (world, actor, { target, right }, path) => {
  const owner = someone(world, target);
  const email = owner?.email ?? `nobody.${actor.canary}@example.com`;
  const json = { email, password: right ? password(email) : "a wrong password" };
  const reply = await world.send(right && owner ? owner : null, "POST", path, { json });
  if (right && owner) {
    expect(reply.status).to.be.oneOf([200, 429]);
    if (reply.status === 200) expect(reply.body.data["user"]).to.include({ id: owner.id, email });
    return;
  }
  const stranger = { email: `unknown.${actor.canary}@example.com`, password: "a wrong password" };
  expectSameRefusal(reply, await world.send(null, "POST", path, { json: stranger }));
};
