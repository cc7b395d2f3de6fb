import { expect } from "chai";
import { networkOf } from "../src/network.js";

describe("networkOf", () => {
  it("tells IPv4 addresses apart, also when they are written as IPv6", () => {
    for (const address of ["127.0.0.1", "203.0.113.7", "::ffff:203.0.113.7", "::FFFF:203.0.113.7"])
      expect(networkOf(address)).to.equal(address.replace(/^::ffff:/i, ""));
  });

  it("takes the 2^64 addresses of one IPv6 network for one, however they are written", () => {
    const same = [
      "2001:db8:0:7::1",
      "2001:DB8::7:1:2:3:4",
      "2001:0db8:0000:0007:ffff:ffff:ffff:ffff",
      "2001:db8:0:7::9.9.9.9",
    ];
    for (const address of [...same, "2001:db8:0:7:1:2:3:4%eth0"])
      expect(networkOf(address)).to.equal("2001:db8:0:7::/64");
    for (const address of ["2001:db8:0:8::1", "2001:db8::1", "::7:0:0:0:1", "fe80::1%lo"])
      expect(networkOf(address)).to.not.equal("2001:db8:0:7::/64");
    expect(networkOf("::1")).to.equal("0:0:0:0::/64");
    expect(networkOf("2001:db8:1::")).to.equal("2001:db8:1:0::/64");
  });

  it("leaves alone what is no address", () => {
    for (const text of ["", "unknown", "unix:", "1.2.3", "::zz", "a%b"]) expect(networkOf(text)).to.equal(text);
  });
});
