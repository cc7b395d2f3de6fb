import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/**
 * What the n-th proxy from us said in a header to which each proxy appends: the n-th entry from the right, so that
 * whatever the client itself wrote further left is passed over. Undefined when the header is absent.
 */
export const saidByProxy = (req: IncomingMessage, header: string, proxies: number): string | undefined => {
  if (proxies < 1) return undefined;
  const sent = req.headers[header];
  if (sent === undefined) return undefined;
  const entries = String(sent).split(",");
  return entries[Math.max(0, entries.length - proxies)]?.trim();
};

const withoutPort = (text: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;

/** An address without what says how the socket writes it: `::ffff:192.0.2.7` is 192.0.2.7, `fe80::1%eth0` is fe80::1. */
export const plainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "").replace(/%.*$/, "");

/** Whence the request came: the peer's address, or with `proxies` trusted ones in between, what the last of them saw. */
export const clientAddress = (req: IncomingMessage, proxies: number): string => {
  const said = saidByProxy(req, "x-forwarded-for", proxies);
  const forwarded = said === undefined ? "" : plainAddress(withoutPort(said));
  return isIP(forwarded) ? forwarded : plainAddress(req.socket.remoteAddress ?? "");
};
