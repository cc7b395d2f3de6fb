import type { TokenVerifier } from "@taskward/application";
import { DomainError } from "@taskward/domain";

/**
 * Accepts what one of two verifiers accepts; the second is asked only when the first says no. What keeps their tokens
 * apart is configuration: give each its own `issuer`, and with `owns` its own users.
 */
export const eitherVerifier = (first: TokenVerifier, second: TokenVerifier): TokenVerifier => ({
  verify: async (token) => {
    try {
      return await first.verify(token);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "unauthenticated")) throw error;
      return second.verify(token);
    }
  },
});
