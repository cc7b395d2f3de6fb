import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Alterations } from "../support/parts.js";

type Middleware = NonNullable<Alterations["before"]>;
type Request = Parameters<Middleware>[0]["req"];

/** A response as the API would send it. */
export interface Sent {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | null;
}

const textOf = (body: unknown): string | null => (body === null || body === undefined ? null : String(body));

/** Puts another response in the place of the one that is about to be sent. */
const rewriteResponse = (res: ServerResponse, change: (sent: Sent) => Sent): void => {
  const [writeHead, write, end] = [res.writeHead.bind(res), res.write.bind(res), res.end.bind(res)];
  let head: Pick<Sent, "status" | "headers"> = { status: 200, headers: {} };
  const begin = (body: unknown): string | null => {
    const sent = change({ ...head, body: textOf(body) });
    const length = sent.body === null ? {} : { "Content-Length": Buffer.byteLength(sent.body) };
    writeHead(sent.status, { ...sent.headers, ...length });
    return sent.body;
  };
  Object.assign(res, {
    writeHead: (status: number, headers: OutgoingHttpHeaders) => {
      head = { status, headers };
      return res;
    },
    write: (body: unknown, written: () => void) => write(begin(body) ?? "", written),
    end: (body?: unknown) => {
      // What has been begun by a write is only ended here.
      if (res.headersSent) return end();
      return end(begin(body));
    },
  });
};

/** An API whose responses are changed on their way. */
export const answering =
  (change: (sent: Sent, req: Request) => Sent): Middleware =>
  (ctx, next) => {
    rewriteResponse(ctx.res, (sent) => change(sent, ctx.req));
    return next();
  };

/** An API that reads other requests than are sent. */
export const reading =
  (change: (req: Request) => void): Middleware =>
  (ctx, next) => {
    change(ctx.req);
    return next();
  };

/** An API that reads other bodies than are sent. */
export const readingBodies = (change: (text: string) => string): Middleware =>
  reading((req) => {
    const on = req.on.bind(req);
    // One character for each byte, so that what is not to be changed is not.
    const changed = (listener: (chunk: Buffer) => void) => (chunk: Buffer) =>
      listener(Buffer.from(change(chunk.toString("latin1")), "latin1"));
    Object.assign(req, {
      on: (event: string, listener: (chunk: Buffer) => void) =>
        on(event, event === "data" ? changed(listener) : listener),
    });
  });
