import { WireRow } from "../../src/run/wire-row.js";

const int16 = (n: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(n);
  return bytes;
};

const int32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(n);
  return bytes;
};

/** The body of a DataRow message. */
const dataRow = (fields: readonly (string | null)[]): Buffer =>
  Buffer.concat([
    int16(fields.length),
    ...fields.flatMap((field) =>
      field === null ? [int32(-1)] : [int32(Buffer.byteLength(field)), Buffer.from(field)],
    ),
  ]);

/** A row as it stands on the wire, with other messages before and after it. */
export const rowOf = (fields: readonly (string | null)[]): WireRow =>
  new WireRow(Buffer.concat([Buffer.from("before"), dataRow(fields), Buffer.from("after")]), "before".length);
