import { generateKeyPairSync } from "node:crypto";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { fetchKeys } from "../src/fetch-keys.js";
import { type Answer, type JwksServer, json, keys, startJwksServer } from "./support/jwks-server.js";

const key = { ...generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }), kid: "a" };

/** Goes on writing while there is somebody to read, and counts the bytes. */
const endless = (chunk: Buffer, written: { bytes: number }) => {
  const pour = (response: ServerResponse): void => {
    do written.bytes += chunk.length;
    while (response.write(chunk) && !response.destroyed);
    response.once("drain", () => pour(response));
  };
  return pour;
};

describe("fetchKeys", () => {
  let server: JwksServer;
  beforeEach(async () => {
    server = await startJwksServer(keys(key));
  });
  afterEach(() => server.close());

  const failure = async (answer: Answer, timeout = 5_000): Promise<string> => {
    server.answer = answer;
    return fetchKeys(server.url, timeout).then(
      () => "none",
      (error: Error) => error.name,
    );
  };

  it("fetches a key set, compressed or not", async () => {
    expect((await fetchKeys(server.url, 5_000)).jwks().keys).to.deep.equal([key]);
    server.answer = (response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(JSON.stringify({ keys: [key] })));
    expect((await fetchKeys(server.url, 5_000)).jwks().keys).to.deep.equal([key]);
  });

  it("takes nothing but a set with a key in it for an answer", async () => {
    const texts = [
      "",
      "<html>",
      "[]",
      "null",
      "{}",
      '{"keys":{}}',
      '{"keys":[]}',
      '{"keys":[null,7]}',
      '{"keys":[{"kty":"oct"}]}',
    ];
    for (const text of texts) expect(await failure((response) => response.end(text)), text).to.equal("Error");
    for (const status of [201, 204, 401, 404, 500, 503])
      expect(await failure(json({ keys: [key] }, status)), `${status}`).to.equal("Error");
    expect(await failure((response) => response.destroy())).to.equal("TypeError");
  });

  it("follows no redirect", async () => {
    const elsewhere = await startJwksServer(keys(key));
    for (const status of [301, 302, 303, 307, 308])
      expect(await failure((r) => r.writeHead(status, { location: elsewhere.url }).end())).to.equal("TypeError");
    expect(elsewhere.fetches).to.equal(0);
    await elsewhere.close();
  });

  it("gives up when no answer comes, and when an answer does not end", async () => {
    expect(await failure(() => undefined, 50)).to.equal("TimeoutError");
    expect(await failure((response) => response.write('{"keys":['), 50)).to.equal("TimeoutError");
  });

  it("reads no more than 256 kB, unpacked", async () => {
    const written = { bytes: 0 };
    expect(await failure(endless(Buffer.alloc(65_536, " "), written))).to.equal("Error");
    expect(written.bytes).to.be.below(50_000_000);
    const bomb = gzipSync(Buffer.alloc(100_000_000, " "));
    expect(await failure((r) => r.writeHead(200, { "content-encoding": "gzip" }).end(bomb))).to.equal("Error");
  });
});
