import { expect } from "chai";
import { after, before } from "mocha";
import type { Identity, TokenVerifier } from "../../ports/token-verifier.js";
import { refusalOf } from "../refused.js";

/** A verifier, and somebody whose signature it trusts. */
export interface TokenVerifierSetup {
  /** Accepts tokens whose `iss` is https://id.example and whose `aud` is taskward, any `sub`, at the moment `now`. */
  readonly verifier: TokenVerifier;
  /** In milliseconds since 1970, a whole number of seconds. */
  readonly now: number;
  /** The header of a usual token: `alg`, and `kid` where keys have names. */
  readonly header: Readonly<Record<string, unknown>>;
  /** A token in compact form whose header and payload are exactly these texts or bytes, rightly signed. */
  sign(header: string | Uint8Array, payload: string | Uint8Array): string | Promise<string>;
  close?(): Promise<void>;
}

/** Makes tokens, shows them to the verifier, and says what becomes of them. */
export interface Signer {
  /** The moment it is, in seconds since 1970. */
  readonly seconds: number;
  /** Header and payload of a token that is right. */
  readonly header: string;
  readonly payload: string;
  /** Such a token after changes to its claims and its header; undefined takes something away. */
  signed(claims: object, header?: object): Promise<string>;
  sign(header: string | Uint8Array, payload: string | Uint8Array): Promise<string>;
  verify(token: string): Promise<Identity>;
  /** Fails unless the token is refused in the one way there is. `what` is shown when it is not. */
  expectRefused(token: string, what?: unknown): Promise<void>;
  /** Fails unless a right token is refused after these changes. */
  expectChangeRefused(claims: object, header?: object): Promise<void>;
}

/** Opens the verifier before the suite it is called in, and closes it afterwards. */
export const setSigner = (open: () => Promise<TokenVerifierSetup>): Signer => {
  let setup: TokenVerifierSetup;
  before("opens the verifier", async () => {
    setup = await open();
  });
  after("closes the verifier", () => setup?.close?.());

  const usual = (): object => ({
    sub: "ann",
    exp: setup.now / 1000 + 60,
    iss: "https://id.example",
    aud: "taskward",
  });
  const sign: Signer["sign"] = async (header, payload) => setup.sign(header, payload);
  const signed: Signer["signed"] = (claims, header = {}) =>
    sign(JSON.stringify({ ...setup.header, ...header }), JSON.stringify({ ...usual(), ...claims }));
  const verify: Signer["verify"] = async (token) => setup.verifier.verify(token);
  const expectRefused: Signer["expectRefused"] = async (token, what = token) => {
    const { code, message } = await refusalOf(verify(token));
    expect({ code, message }, JSON.stringify(what)).to.deep.equal({
      code: "unauthenticated",
      message: "A valid bearer token is required",
    });
  };

  return {
    get seconds() {
      return setup.now / 1000;
    },
    get header() {
      return JSON.stringify(setup.header);
    },
    get payload() {
      return JSON.stringify(usual());
    },
    signed,
    sign,
    verify,
    expectRefused,
    expectChangeRefused: async (claims, header) => expectRefused(await signed(claims, header), { claims, header }),
  };
};
