import { DomainError } from "@taskward/domain";
import { expect } from "chai";
import { isConflicting, isForgotten, isLost, translated } from "../src/sqlstate.js";

/** An error as the driver makes it of a server's message. */
const fromServer = (code: string): Error =>
  Object.assign(new Error(`duplicate key in "users": (ann@example.com)`), {
    code,
    severity: "ERROR",
    detail: "Key (email)=(ann@example.com) already exists.",
  });

const fromSystem = (code: string): Error => Object.assign(new Error(`connect ${code} 10.0.0.1:5432`), { code });

const MEANINGS = {
  unavailable: [
    ["08000", "08006", "08P01", "53100", "53200", "53300", "58030", "57P01", "57P02", "57P03", "57P05", "57014"],
    ["55P03", "2200H", "25006", "25P03", "40001", "40P01"],
  ].flat(),
  conflict: ["23505"],
  unauthenticated: ["23503"],
  invalid: ["23514", "22001", "22003", "22007", "22021", "22P02"],
} as const;

describe("an error of the database", () => {
  for (const [code, states] of Object.entries(MEANINGS))
    it(`is ${code} for ${states.join(", ")}`, () => {
      for (const state of states) {
        const meaning = translated(fromServer(state)) as DomainError;
        expect(meaning, state).to.be.instanceOf(DomainError).with.property("code", code);
        expect(meaning.retryAfter !== undefined, state).to.equal(code === "unavailable");
      }
    });

  it("is unavailable when it did not come from the server", () => {
    const codes = ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND"].map(fromSystem);
    for (const error of [...codes, new Error("Connection terminated unexpectedly"), new Error("timeout expired")]) {
      expect(translated(error), error.message).to.be.instanceOf(DomainError).with.property("code", "unavailable");
      expect(isLost(error), error.message).to.equal(true);
    }
  });

  it("stays what it is when nobody expects it, for then it is a bug", () => {
    for (const state of ["42601", "42P01", "42703", "23502", "XX000"]) {
      const error = fromServer(state);
      expect(translated(error)).to.equal(error);
    }
  });

  it("stays what it is when it is a refusal already", () => {
    const refusal = new DomainError("not_found", "User not found");
    expect(translated(refusal)).to.equal(refusal);
  });

  it("tells the caller no SQL, no name of the schema and no value", () => {
    for (const state of Object.values(MEANINGS).flat()) {
      const { message, faults } = translated(fromServer(state)) as DomainError;
      expect(message + JSON.stringify(faults), state).not.to.match(/users|tasks|ann@|key|sql|select|insert/i);
    }
  });

  it("says whether the connection is gone", () => {
    for (const state of ["08006", "57P01", "57P02", "57P03", "57P05", "25P03"])
      expect(isLost(fromServer(state))).to.equal(true);
    for (const state of ["57014", "55P03", "2200H", "23505", "53100", "42601"])
      expect(isLost(fromServer(state))).to.equal(false);
  });

  it("says whether a new try may help", () => {
    for (const state of ["40001", "40P01"]) expect(isConflicting(fromServer(state))).to.equal(true);
    for (const state of ["26000", "42P05", "0A000"]) expect(isForgotten(fromServer(state))).to.equal(true);
    for (const error of [fromServer("23505"), fromServer("57014"), fromSystem("EPIPE")])
      expect([isConflicting(error), isForgotten(error)]).to.deep.equal([false, false]);
  });
});
