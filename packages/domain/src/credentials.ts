import { type Fault, refuse } from "./error.js";
import { textFaults } from "./text.js";
import { emailFaults, nameFaults, normalEmail, normalName } from "./user.js";

/** How many code points a password may have. NIST SP 800-63B asks for at least 8, and for 64 to be allowed. */
export interface PasswordPolicy {
  readonly min: number;
  readonly max: number;
  /** Whether a password, in lower case, is one of those that attackers try first. */
  readonly isCommon: (password: string) => boolean;
}

const PRODUCT = "taskward";

const passwordFaults = (password: string, email: string, policy: PasswordPolicy): Fault[] => {
  const fault = (message: string): Fault[] => [{ path: "password", message }];
  const { min, max } = policy;
  const unfit = textFaults("password", password, [min, max, `${min} to ${max} characters`]);
  if (unfit.length > 0) return unfit;
  const plain = password.toLowerCase();
  const personal = [email, ...email.split("@"), PRODUCT];
  if (personal.includes(plain.trim()))
    return fault("must not be your e-mail address, a part of it, or the name of this product");
  return policy.isCommon(plain) ? fault("is one of the most common passwords; choose another") : [];
};

/** Throws `invalid` unless the password may protect the account of this e-mail (in its normal form). */
export const acceptPassword = (password: string, email: string, policy: PasswordPolicy): void =>
  refuse(passwordFaults(password, email, policy));

/** Who opens a local account, in the form that is kept. Throws `invalid`, naming every field at fault. */
export const acceptAccount = (
  input: { email: string; password: string; name?: string | null | undefined },
  policy: PasswordPolicy,
): { email: string; name: string | null } => {
  const email = normalEmail(input.email) ?? input.email;
  const name = input.name ?? "";
  refuse([...emailFaults(email), ...nameFaults(name), ...passwordFaults(input.password, email, policy)]);
  return { email, name: normalName(name) };
};
