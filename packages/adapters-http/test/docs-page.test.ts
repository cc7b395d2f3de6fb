import { expect } from "chai";
import { type Served, serve } from "./support/serve.js";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
};

describe("the page that shows the API", () => {
  let api: Served;

  before(async () => {
    api = await serve();
  });

  after(() => api.close());

  const get = async (path: string, method = "GET"): Promise<{ response: Response; text: string }> => {
    const response = await fetch(new URL(path, api.url), { method });
    for (const [name, value] of Object.entries(HEADERS)) expect(response.headers.get(name), name).to.equal(value);
    expect(response.headers.get("x-request-id")).to.be.a("string");
    return { response, text: await response.text() };
  };

  /** What the page at this path loads, as absolute URLs. */
  const loadedBy = async (path: string): Promise<readonly URL[]> => {
    const { text } = await get(path);
    return [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url = ""]) => new URL(url, new URL(path, api.url)));
  };

  it("loads files from here alone, each of them served as what it is", async () => {
    const types = {
      "/docs/favicon.png": "image/png",
      "/docs/swagger-ui.css": "text/css; charset=utf-8",
      "/docs/swagger-ui-bundle.js": "text/javascript; charset=utf-8",
      "/docs/initializer.js": "text/javascript; charset=utf-8",
    };
    for (const path of ["/docs", "/docs/"]) {
      const urls = await loadedBy(path);
      expect(urls.map(({ href }) => href)).to.deep.equal(Object.keys(types).map((file) => api.url + file));
    }
    for (const [path, type] of Object.entries(types)) {
      const { response, text } = await get(path);
      expect([response.status, response.headers.get("content-type")]).to.deep.equal([200, type]);
      expect(text).to.be.a("string").that.is.not.empty;
      const head = await get(path, "HEAD");
      expect(head.response.headers.get("content-length")).to.equal(response.headers.get("content-length"));
    }
  });

  it("lets no script and no style into the page but its files", async () => {
    for (const path of ["/docs", "/docs/"]) {
      const { response, text } = await get(path);
      expect(response.headers.get("content-type")).to.equal("text/html; charset=utf-8");
      const policy = response.headers.get("content-security-policy");
      expect(policy).to.match(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).to.contain("frame-ancestors 'none'").and.not.to.contain("unsafe");
      expect(text).not.to.match(/<script>|<style|\son\w+=|style=|https?:/);
    }
  });

  it("looks for the document beside itself, wherever the API is mounted", async () => {
    const { text } = await get("/docs/initializer.js");
    expect(text)
      .to.contain('new URL("../openapi.json", document.currentScript.src)')
      .and.not.to.match(/https?:/);
    const { response } = await get("/openapi.json");
    expect([response.status, response.headers.get("content-type")]).to.deep.equal([
      200,
      "application/json; charset=utf-8",
    ]);
  });

  it("has no other files", async () => {
    for (const file of [
      "index.html",
      "swagger-initializer.js",
      "package.json",
      "%2e%2e",
      "..%2fpackage.json",
      "__proto__",
    ]) {
      const { response, text } = await get(`/docs/${file}`);
      expect([response.status, JSON.parse(text).error.code], file).to.deep.equal([404, "NOT_FOUND"]);
    }
    expect((await get("/docs", "POST")).response.headers.get("allow")).to.equal("GET, HEAD, OPTIONS");
  });
});
