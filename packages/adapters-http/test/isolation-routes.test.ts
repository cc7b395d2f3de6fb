import { expect } from "chai";
import { isGuarded, isKnown } from "../src/contracts/isolation/history.js";
import { routesOf } from "../src/contracts/isolation/routes.js";

const document = {
  servers: [{ url: "https://tasks.example.com/api/v1/" }],
  paths: {
    "/tasks/{taskId}": { summary: "One task", parameters: [], get: {}, delete: {} },
    "/tasks/{id}/share": { post: {} },
    "/healthz": { servers: [{ url: "/" }], get: {} },
  },
};

describe("the routes that the isolation kit tries", () => {
  it("are those of the document, wherever it says that they are", () => {
    expect(routesOf(document)).to.deep.equal([
      { method: "GET", path: "/api/v1/tasks/{id}", key: "GET /tasks/{id}" },
      { method: "DELETE", path: "/api/v1/tasks/{id}", key: "DELETE /tasks/{id}" },
      { method: "POST", path: "/api/v1/tasks/{id}/share", key: "POST /tasks/{id}/share" },
      { method: "GET", path: "/healthz", key: "GET /healthz" },
    ]);
  });

  it("do not include one that nobody has thought of, which must at least ask for a token", () => {
    const unknown = routesOf(document).filter((route) => !isKnown(route));
    expect(unknown.map(({ key }) => key)).to.deep.equal(["POST /tasks/{id}/share"]);
    expect(unknown.filter(isGuarded)).to.deep.equal(unknown);
  });
});
