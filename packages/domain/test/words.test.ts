import { expect } from "chai";
import {
  acceptPassword,
  accountDisabled,
  DomainError,
  displayName,
  draft,
  emailAddress,
  refusal,
  restoredTask,
  restoredUser,
  staleTask,
  type TaskId,
  taskNotFound,
  taskOf,
  timestamp,
  unauthenticated,
  userId,
  userNotFound,
} from "../src/index.js";

const ann = userId("ann");
const noon = timestamp(Date.UTC(2026, 0, 31, 12));
const user = { id: ann, email: null, name: null, createdAt: noon, disabledAt: null };
const task = taskOf(draft({ title: "Buy milk" }), 7 as TaskId, ann, noon);
const policy = { min: 8, max: 128, isCommon: (password: string) => password === "password1" };
const accept = (password: string) => acceptPassword(password, "ann@example.com", policy);

/** What is said of the first field at fault. */
const said = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
};

const UNKEEPABLE = "must not contain U+0000 or half a surrogate pair";

describe("the words of a refusal", () => {
  it("name each limit of a field, with its figures", () => {
    for (const [action, words] of [
      [() => draft({ title: "" }), "title must have 1 to 200 characters, not counting white space around it"],
      [() => draft({ title: "\0" }), `title ${UNKEEPABLE}`],
      [() => draft({ title: "a", description: "a".repeat(1001) }), "description must have at most 1000 characters"],
      [() => draft({ title: "a", description: "\0" }), `description ${UNKEEPABLE}`],
      [() => userId(""), "user must have 1 to 255 characters, none of them control characters"],
      [() => emailAddress("ann"), "email must be an e-mail address"],
      [() => displayName("\0"), "name must have at most 200 characters, none of them U+0000"],
      [() => accept("a".repeat(7)), "password must have 8 to 128 characters"],
      [() => accept("12345678\0"), `password ${UNKEEPABLE}`],
      [() => accept("password1"), "password is one of the most common passwords; choose another"],
      [() => accept("taskward"), "password must not be your e-mail address, a part of it, or the name of this product"],
    ] as const)
      expect(said(action)).to.equal(words);
  });

  it("name what is wrong with something that was kept", () => {
    for (const [action, words] of [
      [
        () => restoredTask({ ...task, title: "" }),
        "title must have 1 to 200 characters, not counting white space around it",
      ],
      [() => restoredTask({ ...task, title: " a" }), "title must have no white space around it"],
      [() => restoredTask({ ...task, description: "\0" }), `description ${UNKEEPABLE}`],
      [() => restoredTask({ ...task, updatedAt: timestamp(0) }), "updated_at must not be earlier than created_at"],
      [() => restoredTask({ ...task, version: 0 }), "version must be a whole number from 1 to 1073741824"],
      [() => restoredTask({ ...task, id: 0 as TaskId }), "id must be a whole number from 1 to 4503599627370496"],
      [() => restoredUser({ ...user, email: "Ann@x.y" }), "email must be an e-mail address in lower case"],
      [() => restoredUser({ ...user, name: " " }), "name must be a name without white space around it"],
    ] as const)
      expect(said(action)).to.equal(words);
  });

  it("say what became of the request, and nothing about others", () => {
    for (const [{ code, message }, expected, words] of [
      [taskNotFound(), "not_found", "Task not found"],
      [staleTask(), "stale", "The task has changed since you read it; nothing was saved"],
      [unauthenticated(), "unauthenticated", "A valid bearer token is required"],
      [userNotFound(), "not_found", "User not found"],
      [accountDisabled(), "forbidden", "This account is disabled"],
      [refusal("forbid", userId("bob"), ann), "forbidden", "This task belongs to somebody else"],
    ] as const)
      expect({ code, message }).to.deep.equal({ code: expected, message: words });
  });
});
