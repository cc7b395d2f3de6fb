const STRING_OR_MARK = /"[^"\\]*(?:\\.[^"\\]*)*"|[{:}]/g;
const AS_LIST: Readonly<Record<string, string>> = { "{": '{"":[', ":": ",", "}": "]}" };

type AsList = Record<string, unknown>;

const fill = (object: AsList): void => {
  const list = object[""] as unknown[];
  delete object[""];
  for (let i = 0; i < list.length; i += 2)
    // An assignment to `__proto__` would make no member.
    Object.defineProperty(object, String(list[i]), {
      value: list[i + 1],
      writable: true,
      enumerable: true,
      configurable: true,
    });
};

/**
 * The value of a valid JSON text in which a key is written with an escape. JSON.parse of Node.js 24 may take such a key
 * for another one, which ends in a backslash (nodejs/node#63785), but never a string that is a value: so each object is
 * read as the list of its keys and values first. Not recursive: the nesting may be deep.
 */
export const withExactKeys = (json: string): unknown => {
  const value: unknown = JSON.parse(json.replace(STRING_OR_MARK, (token) => AS_LIST[token] ?? token));
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) fill(next as AsList);
    for (const inner of Object.values(next)) rest.push(inner);
  }
  return value;
};
