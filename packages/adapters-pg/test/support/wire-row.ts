import { WireRow } from "../../src/run/wire-row.js";

const int16 = (n: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(n);
  return bytes;
};

/** An `integer`, in binary. */
export const int32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(n);
  return bytes;
};

/** A `bigint`, in binary. */
export const int64 = (n: number | bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(n));
  return bytes;
};

/** A `timestamptz`, in binary: microseconds since 2000. */
export const instant = (text: string): Buffer => int64(BigInt(Date.parse(text) - Date.UTC(2000, 0, 1)) * 1_000n);

/** A column: of a text, PostgreSQL's two formats are the same. */
type Field = string | Buffer | null;

const bytesOf = (field: Field): readonly Buffer[] => {
  if (field === null) return [int32(-1)];
  const bytes = Buffer.from(field);
  return [int32(bytes.length), bytes];
};

/** A row as it stands on the wire (a DataRow message), with other messages before and after it. */
export const rowOf = (fields: readonly Field[]): WireRow =>
  new WireRow(
    Buffer.concat([Buffer.from("before"), int16(fields.length), ...fields.flatMap(bytesOf), Buffer.from("after")]),
    "before".length,
  );
