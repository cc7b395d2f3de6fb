import { expect } from "chai";
import { type Api, type Caller, caller } from "../api.js";
import type { Wire } from "../envelope.js";

let users = 0;

/** Somebody who has no task yet. */
export const newcomer = (api: Api, name: string): Caller => caller(api, `${name}-${process.pid}-${++users}`);

/** A new task of theirs. */
export const taskOf = async (user: Caller, task: object = { title: "Buy milk" }): Promise<Wire> => {
  const { status, body } = await user("POST", "/api/v1/tasks", { json: task });
  expect(status).to.equal(201);
  return body.data;
};

export const pathOf = ({ id }: Wire): string => `/api/v1/tasks/${id}`;

/** The task as it is now. */
export const stored = async (user: Caller, task: Wire): Promise<Wire> => (await user("GET", pathOf(task))).body.data;
