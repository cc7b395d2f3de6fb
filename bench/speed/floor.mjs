// What node:http and pg do by hand, without what a product needs besides: no request ids, security headers, metrics, ETags,
// versions, limits or shared connections. Named prepared statements, a pool of ten, jsonwebtoken with a key object.
import { createSecretKey } from "node:crypto";
import { createServer } from "node:http";
import jwt from "jsonwebtoken";
import pg from "pg";

const { DATABASE_URL, BETTER_AUTH_SECRET = "", PORT } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, min: 10 });
const key = createSecretKey(Buffer.from(BETTER_AUTH_SECRET));

const COLUMNS = "id, user_id, title, description, completed, created_at, updated_at";
const MINE = "where id = $1 and user_id = $2";
const SQL = {
  list: `select ${COLUMNS} from tasks where user_id = $1 order by created_at desc, id desc limit $2`,
  get: `select ${COLUMNS} from tasks ${MINE}`,
  create: `insert into tasks (user_id, title, description) values ($1, $2, $3) returning ${COLUMNS}`,
  put: `update tasks set title = $3, description = $4, updated_at = now() ${MINE} returning ${COLUMNS}`,
  toggle: `update tasks set completed = not completed, updated_at = now() ${MINE} returning ${COLUMNS}`,
};
const query = async (name, values) => (await pool.query({ name, text: SQL[name], values })).rows;

const send = (res, status, value) => {
  const body = JSON.stringify(value);
  res.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  res.end(body);
};
const sendOne = (res, status, [row]) =>
  row ? send(res, status, { success: true, data: row }) : send(res, 404, { success: false });

const bodyOf = async (req) => {
  let text = "";
  for await (const chunk of req.setEncoding("utf8")) text += chunk;
  const { title, description = "" } = JSON.parse(text);
  if (typeof title !== "string" || title.trim() === "" || title.length > 200) throw new Error("title");
  if (typeof description !== "string" || description.length > 1000) throw new Error("description");
  return [title.trim(), description];
};

const userOf = ({ headers }) => jwt.verify(headers.authorization.slice(7), key, { algorithms: ["HS256"] }).sub;

const serve = async (req, res) => {
  const user = userOf(req);
  const [path, search] = req.url.split("?");
  const [, , , , id, act] = path.split("/");
  if (req.method === "POST") return sendOne(res, 201, await query("create", [user, ...(await bodyOf(req))]));
  if (req.method === "PUT") return sendOne(res, 200, await query("put", [id, user, ...(await bodyOf(req))]));
  if (act === "complete") return sendOne(res, 200, await query("toggle", [id, user]));
  if (id) return sendOne(res, 200, await query("get", [id, user]));
  const limit = Number(new URLSearchParams(search).get("limit") ?? 20);
  return send(res, 200, { success: true, data: await query("list", [user, limit]) });
};

createServer((req, res) => {
  serve(req, res).catch((error) => send(res, 400, { success: false, error: String(error) }));
}).listen(Number(PORT), "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${PORT}`));
