import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isUuid } from "@taskward/domain";
import { createDatabase } from "@taskward/testing";
import { expect } from "chai";
import { caller, signedUp } from "./support/api.js";
import { runTaskward, type ServerProcess, startServerProcess } from "./support/server-process.js";

const SECRET = "a-secret-for-tests-only-0123456789abcdef";

interface Store {
  readonly name: string;
  readonly env: () => Promise<Record<string, string>>;
  readonly keeps: boolean;
}

const STORES: readonly Store[] = [
  { name: "memory", env: async () => ({ DATABASE_URL: "memory:", BETTER_AUTH_SECRET: SECRET }), keeps: false },
  { name: "embedded PostgreSQL", env: async () => ({}), keeps: true },
  {
    name: "PostgreSQL",
    env: async () => ({ DATABASE_URL: await createDatabase(), BETTER_AUTH_SECRET: SECRET }),
    keeps: true,
  },
];

for (const { name, env, keeps } of STORES)
  describe(`the whole story on ${name}`, () => {
    let directory: string;
    let settings: Record<string, string>;
    let server: ServerProcess;
    /** A token of hers, with which she has not come yet. */
    let carol: string;

    before(async () => {
      directory = mkdtempSync(join(tmpdir(), "taskward-story-"));
      settings = await env();
      if (settings["DATABASE_URL"]?.startsWith("postgres")) {
        const migrated = await runTaskward(["migrate", "up"], settings, directory);
        expect(migrated.code, migrated.stderr).to.equal(0);
      }
      server = await startServerProcess(settings, directory);
      const issued = await runTaskward(["token", "issue", "--user", "carol"], settings, directory);
      carol = issued.stdout.trim();
    });

    after(async () => {
      await server.stop("SIGKILL");
      rmSync(directory, { recursive: true, force: true });
    });

    it("lets ann create, list, edit, complete and delete a task, and bob see nothing of it", async () => {
      const ann = await signedUp(server.url, "ann@example.com");
      const bob = await signedUp(server.url, "bob@example.com");

      const created = await ann("POST", "/api/v1/tasks", { title: " Buy milk " });
      expect(created.status).to.equal(201);
      const { id } = created.body.data;
      expect(created.headers.get("location")).to.equal(`/api/v1/tasks/${id}`);
      expect(created.body.data).to.include({ title: "Buy milk", description: "", completed: false, version: 1 });

      const path = `/api/v1/tasks/${id}`;
      expect((await ann("GET", "/api/tasks")).body.data).to.deep.equal([created.body.data]);
      expect((await ann("PATCH", path, { description: "Two litres" })).body.data.version).to.equal(2);
      expect((await ann("PATCH", `${path}/complete`)).body.data).to.include({ completed: true, version: 3 });

      for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
        const body = method === "PUT" || method === "PATCH" ? { title: "mine" } : undefined;
        const foreign = await bob(method, path, body);
        const missing = await bob(method, "/api/v1/tasks/999999", body);
        expect(foreign.status).to.equal(404);
        for (const { error } of [foreign.body, missing.body]) delete error.request_id;
        expect(foreign.body).to.deep.equal(missing.body);
      }
      expect((await bob("GET", "/api/v1/tasks?count=true")).body).to.deep.include({ data: [] });

      expect((await ann("GET", path)).body.data).to.include({ title: "Buy milk", description: "Two litres" });
      expect((await ann("DELETE", path)).status).to.equal(204);
      expect((await ann("GET", path)).status).to.equal(404);
    });

    it("has users who sign up, each of whom is known by a UUID, an e-mail address and a time", async () => {
      const eve = await signedUp(server.url, "eve@example.com");
      const { id, ...user } = (await eve("GET", "/api/v1/me")).body.data;
      expect(isUuid(id)).to.equal(true);
      expect(user)
        .to.have.all.keys("email", "name", "created_at")
        .and.include({ email: "eve@example.com", name: null });
    });

    it("makes one user of fifty first requests with one new token", async () => {
      const ask = caller(server.url, carol);
      const replies = await Promise.all(Array.from({ length: 50 }, () => ask("GET", "/api/v1/me")));
      expect(new Set(replies.map(({ status }) => status))).to.deep.equal(new Set([200]));
      expect(new Set(replies.map(({ body }) => body.data.created_at)).size).to.equal(1);
    });

    it(keeps ? "has every task after kill -9" : "forgets everything with the process", async () => {
      const titles = Array.from({ length: 20 }, (_, n) => `task ${n}`);
      const ask = caller(server.url, carol);
      for (const title of titles) expect((await ask("POST", "/api/v1/tasks", { title })).status).to.equal(201);
      expect(await server.stop("SIGKILL")).to.equal("SIGKILL");
      server = await startServerProcess(settings, directory);
      const list = await caller(server.url, carol)("GET", "/api/v1/tasks?sort=created_at");
      expect(list.body.data.map(({ title }: { title: string }) => title)).to.have.members(keeps ? titles : []);
    });

    it("ends with exit code 0 when it is told to", async () => {
      expect(await server.stop("SIGTERM")).to.equal(0);
    });

    it(name === "PostgreSQL" ? "has kept its output to the log" : "has told a newcomer what to type next", () => {
      const next = /curl .*\/auth\/signup[\s\S]*curl .*"title":"Buy milk"[\s\S]*curl .*\/api\/v1\/tasks/;
      expect(next.test(server.output())).to.equal(name !== "PostgreSQL");
    });
  });
