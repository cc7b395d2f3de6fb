import type { TokenReport } from "@taskward/adapters-auth";
import type { IssuedToken } from "@taskward/application";
import type { UserId } from "@taskward/domain";
import { Container } from "inversify";
import { accountModule } from "./modules/accounts.js";
import { administrationModule } from "./modules/administration.js";
import type { Settings } from "./settings.js";
import * as t from "./tokens.js";

/** Tokens, as the settings have them. The storage is not opened: it may be in use, and a token needs none. */
export interface TokenAdministration {
  /** A token for this user, good for so many seconds. Throws `invalid`, and an Error where none made here could ever count. */
  issue(user: UserId, ttl?: number): IssuedToken;
  /** What a token says, and why it is not accepted. The state of its bearer's account is not looked at. */
  inspect(token: string): Promise<TokenReport>;
}

/** With the memory store and no secret given, a token signed here would count nowhere else. */
const requireSecret = ({ database, secret }: Settings): void => {
  if (database.kind === "memory" && secret === null)
    throw new Error("With DATABASE_URL=memory: every process makes a secret of its own; set BETTER_AUTH_SECRET");
};

/** Throws where there is no telling whether a token counts. */
export const openTokens = (settings: Settings): TokenAdministration => {
  if (settings.jwks === null) requireSecret(settings);
  const container = new Container({ defaultScope: "Singleton" });
  container.bind(t.SETTINGS).toConstantValue(settings);
  container.load(accountModule, administrationModule);
  return {
    issue: (id, ttl) => {
      const issuer = container.get(t.TOKEN_ISSUER);
      if (issuer === null)
        throw new Error("Tokens are signed by your identity provider (JWT_JWKS_URL), not here; set LOCAL_ACCOUNTS=on");
      requireSecret(settings);
      return issuer.issue({ id, email: null, name: null }, ttl);
    },
    inspect: (token) => container.get(t.INSPECT_TOKEN)(token),
  };
};
