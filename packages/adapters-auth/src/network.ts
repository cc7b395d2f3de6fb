import { isIPv6 } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The first four of the eight groups that an IPv6 address stands for, `::` filled up with zeros. */
const firstGroups = (address: string): string[] => {
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":").length + (tail.includes(".") ? 1 : 0) : 0;
  const zeros = tail === undefined ? 0 : 8 - before.length - after;
  const groups = [...before, ...Array<string>(zeros).fill("0"), ...(tail ? tail.split(":") : [])];
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
};

/**
 * What counts as one address when attempts are counted: an IPv4 address, or the /64 network of an IPv6 address, because
 * whoever has one address of it has them all. Other texts stand for themselves.
 */
export const networkOf = (address: string): string => {
  const plain = address.replace(/%.*$/, "");
  const mapped = MAPPED.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(plain) ? `${firstGroups(plain).join(":")}::/64` : address;
};
