import type { IncomingMessage } from "node:http";
import type { Context } from "./context.js";
import { badRequest, Refusal, unsupportedMediaType } from "./errors.js";
import { askForBody } from "./expect.js";
import { parseJson } from "./json.js";
import { timesSent } from "./raw-headers.js";

/** The largest body, in bytes, unless set otherwise. */
export const BODY_LIMIT = 102_400;

// RFC 9110, section 5.6.6: where a parameter may be, there may be none.
const JSON_TYPE = /^application\/json\s*(?:;\s*(?:charset=(?:utf-?8|"utf-?8")\s*)?)*$/i;

const checkEncoding = (req: IncomingMessage): void => {
  const { headers } = req;
  if (!JSON_TYPE.test(headers["content-type"] ?? "") || timesSent(req, "content-type") > 1)
    throw unsupportedMediaType("The body must be sent as Content-Type: application/json");
  const encoding = headers["content-encoding"] ?? "identity";
  const transfer = headers["transfer-encoding"] ?? "chunked";
  if (encoding.toLowerCase() !== "identity" || transfer.toLowerCase() !== "chunked")
    throw unsupportedMediaType("The body must not be compressed");
};

const tooLarge = (limit: number): Refusal =>
  new Refusal([413, "PAYLOAD_TOO_LARGE"], `The body must not have more than ${limit} bytes`);

const readBytes = (req: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const gone = (): void => reject(badRequest("The body ended too early"));
    if (req.destroyed) return gone();
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        req.off("data", take);
        reject(tooLarge(limit));
      }
    };
    req.on("data", take);
    req.once("end", () => {
      req.off("close", gone);
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    req.once("close", gone);
  });

const readBody = ({ req, res }: Context, limit: number): Promise<Buffer> => {
  if (Number(req.headers["content-length"]) > limit) throw tooLarge(limit);
  askForBody(req, res);
  return readBytes(req, limit);
};

/** The JSON body. Rejects with `UNSUPPORTED_MEDIA_TYPE`, `PAYLOAD_TOO_LARGE` (over `limit` bytes) or `BAD_REQUEST`. */
export const readJson = async (ctx: Context, limit: number): Promise<unknown> => {
  checkEncoding(ctx.req);
  return parseJson(await readBody(ctx, limit));
};

/**
 * As `readJson`; undefined when there is no body. One in chunks may turn out to be none: proxies that speak HTTP/2 with
 * their clients send so what has no body, when they were not told of its length.
 */
export const readJsonIfAny = async (ctx: Context, limit: number): Promise<unknown> => {
  const { headers, httpVersionMajor } = ctx.req;
  const { "transfer-encoding": coding, "content-length": length } = headers;
  // A coding overrides a length: RFC 9112, section 6.3.
  if (coding === undefined && length !== undefined) return Number(length) === 0 ? undefined : readJson(ctx, limit);
  // HTTP/1 says by one of the two that there is a body; HTTP/2 needs neither.
  if (coding === undefined && httpVersionMajor < 2) return undefined;
  if (coding !== undefined && coding.toLowerCase() !== "chunked") return readJson(ctx, limit);
  const bytes = await readBody(ctx, limit);
  if (bytes.length === 0) return undefined;
  checkEncoding(ctx.req);
  return parseJson(bytes);
};
