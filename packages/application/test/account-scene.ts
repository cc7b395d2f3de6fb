import { openMemoryStorage } from "@taskward/adapters-memory";
import { DomainError, type PasswordPolicy, type UserId } from "@taskward/domain";
import { at } from "../src/contracts/moments.js";
import {
  createUser,
  type PasswordHasher,
  type SignInLimit,
  type SignUpLimit,
  signIn,
  signUp,
  type TokenIssuer,
} from "../src/index.js";
import { literalClock } from "./literal-clock.js";

/**
 * Accounts in memory with ports that write down what was asked of them. `failing` makes a port refuse; a hash is the
 * password behind its kind, and one of the kind `old` is outdated.
 */
export const accountScene = () => {
  const storage = openMemoryStorage();
  const asked: string[] = [];
  const failing = new Map<string, DomainError>();
  const heard = async (question: string): Promise<void> => {
    asked.push(question);
    const refusal = failing.get(question.split(" ")[0] as string);
    if (refusal) throw refusal;
  };
  const hasher: PasswordHasher = {
    hash: (password) => heard("hash").then(() => `new:${password}`),
    verify: (hash, password) => heard(`verify ${hash}`).then(() => hash?.slice(4) === password),
    isOutdated: (hash) => hash.startsWith("old:"),
  };
  const limit: SignInLimit & SignUpLimit = {
    attempt: (email, address) => heard(`attempt ${email} ${address}`),
    succeeded: (email, address) => heard(`succeeded ${email} ${address}`),
    release: (email, address) => heard(`release ${email} ${address}`),
    take: (address, email) => heard(`take ${address} ${email}`),
  };
  const tokens: TokenIssuer = { issue: ({ id }) => ({ token: `token of ${id}`, expiresAt: at(9) }) };
  const policy: PasswordPolicy = { min: 8, max: 128, isCommon: (password) => password === "password1" };
  let users = 0;
  const ids = { newUserId: () => `user-${++users}` as UserId };
  const ports = { ...storage, hasher, limit, tokens, ids, policy, clock: literalClock(1) };
  const fail = (question: string, code: "unavailable" | "rate_limited"): void => {
    failing.set(question, new DomainError(code, `${question} is ${code}`));
  };
  const [up, into] = [signUp(ports), signIn(ports)];
  return { ...ports, asked, fail, signUp: up, signIn: into, createUser: createUser({ ...ports, passwords: ports }) };
};
