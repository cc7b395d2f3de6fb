import type { IncomingMessage, ServerResponse } from "node:http";

const waiting = new WeakSet<IncomingMessage>();

/** Notes that the client waits for 100 Continue before it sends its body (RFC 9110, section 10.1.1). */
export const markWaiting = (req: IncomingMessage): void => {
  waiting.add(req);
};

export const isWaiting = (req: IncomingMessage): boolean => waiting.has(req);

/** Asks for the body, if the client waits to be asked. */
export const askForBody = (req: IncomingMessage, res: ServerResponse): void => {
  if (waiting.delete(req)) res.writeContinue();
};
