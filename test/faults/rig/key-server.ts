import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Rig } from "./rig.js";

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

type Fault = (response: ServerResponse) => void;

/** What may be wrong with whoever publishes keys. */
export const KEY_FAULTS: Readonly<Record<string, Fault>> = {
  "an error": (response) => response.writeHead(500).end(),
  "no answer": () => {},
  "a reset": (response) => response.socket?.resetAndDestroy(),
  "what is no JSON": (response) => response.end("<html>"),
  "no keys": (response) => response.end('{"keys":[]}'),
  "half an answer": (response) => response.writeHead(200, { "content-length": "1000" }).end('{"keys":'),
};

/** An identity provider's key set, which may be faulty, and tokens signed with its one key (Ed25519). */
export interface KeyServer {
  readonly url: string;
  readonly issuer: string;
  /** How often the keys were asked for. */
  readonly fetches: number;
  fault: Fault | null;
  /** A new token each time; with another `kid`, one whose key is not in the set. */
  token(user: string, kid?: string): string;
}

export const startKeyServer = async (rig: Rig): Promise<KeyServer> => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const set = JSON.stringify({
    keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", alg: "EdDSA", use: "sig" }],
  });
  let fetches = 0;
  let tokens = 0;
  const server = createServer((_request, response) => {
    fetches++;
    if (keys.fault) keys.fault(response);
    else response.setHeader("content-type", "application/json").end(set);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  rig.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys: KeyServer = {
    url: `${issuer}/jwks`,
    issuer,
    get fetches() {
      return fetches;
    },
    fault: null,
    token: (user, kid = "one") => {
      const exp = Math.floor(Date.now() / 1000) + 900;
      const signed = `${encoded({ alg: "EdDSA", kid })}.${encoded({ sub: user, iss: issuer, aud: issuer, exp, jti: `${++tokens}` })}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString("base64url")}`;
    },
  };
  return keys;
};
