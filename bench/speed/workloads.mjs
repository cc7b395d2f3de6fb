// What is asked: each workload makes one request for a user, `random` giving whole numbers below its argument.
const JSON_TYPE = { "content-type": "application/json" };
const BODY = JSON.stringify({ title: "Buy milk and bread", description: "Two litres of milk, one loaf of bread" });
const NEW_BODY = JSON.stringify({ title: "Buy oat milk", description: "Three litres" });

const taskOf = ({ user, users, perUser }, random) => `/api/v1/tasks/${user + 1 + random(perUser) * users}`;

export const WORKLOADS = {
  list20: () => ({ method: "GET", path: "/api/v1/tasks?limit=20" }),
  list100: () => ({ method: "GET", path: "/api/v1/tasks?limit=100" }),
  get: (who, random) => ({ method: "GET", path: taskOf(who, random) }),
  create: () => ({ method: "POST", path: "/api/v1/tasks", body: BODY, headers: JSON_TYPE }),
  put: (who, random) => ({ method: "PUT", path: taskOf(who, random), body: NEW_BODY, headers: JSON_TYPE }),
  toggle: (who, random) => ({ method: "PATCH", path: `${taskOf(who, random)}/complete` }),
  /** 70 % lists, 15 % single tasks, 10 % new ones, 5 % completed or reopened. */
  mix: (who, random) => {
    const dice = random(100);
    if (dice < 70) return WORKLOADS.list20();
    if (dice < 85) return WORKLOADS.get(who, random);
    return dice < 95 ? WORKLOADS.create() : WORKLOADS.toggle(who, random);
  },
};
