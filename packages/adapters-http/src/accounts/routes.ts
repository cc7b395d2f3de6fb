import type { SignIn, SignUp } from "@taskward/application";
import type { PasswordPolicy } from "@taskward/domain";
import { success } from "../answer.js";
import type { Edge } from "../edge.js";
import { type ApiRouter, answering, type Handler } from "../router.js";
import { validate } from "../validate.js";
import { sessionJson, signInBody, signUpBody, signUpFaults, userJson } from "./wire.js";

/** Local accounts. */
export interface AccountPorts {
  readonly signUp: SignUp;
  readonly signIn: SignIn;
  /** As in `signUp`; here for what is refused before that is called. */
  readonly policy: PasswordPolicy;
}

const signUp =
  ({ signUp, policy }: AccountPorts, { body, address }: Edge): Handler =>
  async (ctx) => {
    ctx.state.purpose = "sign_up";
    const input = validate(signUpBody, await body(ctx), signUpFaults(policy));
    const session = await signUp(input, address(ctx));
    ctx.state.user = session.user;
    return success("Account created", sessionJson(session), { status: 201 });
  };

const signIn =
  ({ signIn }: AccountPorts, { body, address }: Edge): Handler =>
  async (ctx) => {
    ctx.state.purpose = "sign_in";
    const session = await signIn(validate(signInBody, await body(ctx)), address(ctx));
    ctx.state.user = session.user;
    return success("Signed in", sessionJson(session));
  };

const me =
  ({ caller }: Edge): Handler =>
  async (ctx) =>
    success("Your account", userJson(await caller(ctx)));

/** `/me`, and with local accounts (null: none here) the routes to open one and to sign in. */
export const addAccountRoutes = (router: ApiRouter, accounts: AccountPorts | null, edge: Edge): void => {
  router.get("/me", answering(me(edge)));
  if (accounts === null) return;
  router.post("/auth/signup", answering(signUp(accounts, edge)));
  router.post("/auth/signin", answering(signIn(accounts, edge)));
};
