import type { IncomingMessage } from "node:http";
import { expect } from "chai";
import { clientAddress } from "../src/client-address.js";

const addressOf = (proxies: number, forwarded?: string, peer = "::ffff:10.0.0.1"): string =>
  clientAddress(
    {
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
      socket: { remoteAddress: peer },
    } as unknown as IncomingMessage,
    proxies,
  );

describe("clientAddress", () => {
  it("is the peer's when no proxy is trusted, whatever the headers say", () => {
    expect(addressOf(0, "203.0.113.9")).to.equal("10.0.0.1");
    expect(addressOf(0, undefined, "2001:db8::1")).to.equal("2001:db8::1");
  });

  it("is what the outermost trusted proxy saw, not what the client says", () => {
    expect(addressOf(1, "6.6.6.6, 203.0.113.9")).to.equal("203.0.113.9");
    expect(addressOf(2, "6.6.6.6, 203.0.113.9, 10.0.0.2")).to.equal("203.0.113.9");
    expect(addressOf(3, "203.0.113.9")).to.equal("203.0.113.9");
  });

  it("reads addresses with ports, in brackets, mapped into IPv6, and with zones", () => {
    expect(addressOf(1, "203.0.113.9:4711")).to.equal("203.0.113.9");
    expect(addressOf(1, "[2001:db8::1]:4711")).to.equal("2001:db8::1");
    expect(addressOf(1, "2001:db8::1")).to.equal("2001:db8::1");
    expect(addressOf(1, "::ffff:203.0.113.9")).to.equal("203.0.113.9");
    expect(addressOf(0, undefined, "fe80::1%eth0")).to.equal("fe80::1");
  });

  it("is the peer's when the header holds no address", () => {
    for (const forwarded of ["", "unknown", "_hidden", "203.0.113.9, ", "<script>"])
      expect(addressOf(1, forwarded), forwarded).to.equal("10.0.0.1");
  });
});
