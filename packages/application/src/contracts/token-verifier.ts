import { describe } from "mocha";
import { describeClaims } from "./token-verifier/claims.js";
import { describeForm } from "./token-verifier/form.js";
import { setSigner, type TokenVerifierSetup } from "./token-verifier/signer.js";
import { describeSpelling } from "./token-verifier/spelling.js";

export type { TokenVerifierSetup } from "./token-verifier/signer.js";

/** The promises of a TokenVerifier, whatever the signature. */
export const describeTokenVerifier = (name: string, open: () => Promise<TokenVerifierSetup>): void => {
  describe(`${name} as a TokenVerifier`, () => {
    const signer = setSigner(open);
    describeClaims(signer);
    describeForm(signer);
    describeSpelling(signer);
  });
};
