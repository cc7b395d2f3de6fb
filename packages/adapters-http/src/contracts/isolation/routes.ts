/** What the kit reads of an OpenAPI document: where its routes are. */
export interface ApiDocument {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, object>>;
}

/** One operation of the document. */
export interface Route {
  readonly method: string;
  /** As requested, `{id}` still to be filled in: `/api/v1/tasks/{id}`. */
  readonly path: string;
  /** The same for every place it is mounted at: `PATCH /tasks/{id}`. */
  readonly key: string;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

type Place = Pick<ApiDocument, "servers">;

const baseOf = (...places: readonly Place[]): string => {
  const url = places.find(({ servers }) => servers?.[0])?.servers?.[0]?.url ?? "/";
  return new URL(url, "http://api.invalid").pathname.replace(/\/$/, "");
};

/** Every operation of the document, those that nobody has thought of yet included. */
export const routesOf = (document: ApiDocument): readonly Route[] =>
  Object.entries(document.paths).flatMap(([template, operations]) =>
    Object.entries(operations)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]: [string, Place]) => {
        const path = (baseOf(operation, operations, document) + template).replaceAll(/\{[^}]*\}/g, "{id}");
        const verb = method.toUpperCase();
        return { method: verb, path, key: `${verb} ${path.replace(/^\/api(\/v1)?(?=\/)/, "")}` };
      }),
  );
