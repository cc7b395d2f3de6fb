import type { IncomingMessage } from "node:http";

/** How often a header was sent; Node's `headers` keeps only the first of those that must not be repeated. */
export const timesSent = ({ rawHeaders }: IncomingMessage, name: string): number => {
  let times = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const sent = rawHeaders[i];
    if (sent?.length === name.length && sent.toLowerCase() === name) times++;
  }
  return times;
};
