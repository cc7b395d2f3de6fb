import { createRequire } from "node:module";

interface CommonLanguage {
  readonly dictionary: { readonly "passwords-common": readonly string[] };
}

const require = createRequire(import.meta.url);

let list: ReadonlySet<string> | undefined;

/** 49 000 passwords from leaks, 18 000 of them with 8 or more characters. Read (30 ms) when the first is asked for. */
const commonPasswords = (): ReadonlySet<string> => {
  if (list) return list;
  const { dictionary } = require("@zxcvbn-ts/language-common") as CommonLanguage;
  list = new Set(dictionary["passwords-common"]);
  return list;
};

const backwards = (text: string): string => [...text].reverse().join("");

const RUNS = ["012345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const RUNS_BOTH_WAYS = [...RUNS, ...RUNS.map(backwards)];

const REPETITION = /^(.{1,6})\1+$/su;
const DATE = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d$/;

/** The longest of the common patterns: `qwertyqwerty`. */
const PATTERN_LENGTH = 12;

/** `12341234`, `87654321`, `poiuytrewq`, `01012009`: the list leaves out what zxcvbn knows by its pattern. */
const isPattern = (password: string): boolean =>
  password.length <= PATTERN_LENGTH &&
  (REPETITION.test(password) || DATE.test(password) || RUNS_BOTH_WAYS.some((run) => run.includes(password)));

/** Whether a password is one of those that attackers try first, in whatever case. */
export const isCommonPassword = (password: string): boolean => {
  const plain = password.toLowerCase();
  return commonPasswords().has(plain) || isPattern(plain);
};
