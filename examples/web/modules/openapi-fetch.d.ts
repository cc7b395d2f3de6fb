// The server has the package's own file at this path: a browser finds no packages by their names.
export { default } from "openapi-fetch";
