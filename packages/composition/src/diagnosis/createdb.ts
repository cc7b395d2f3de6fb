const PLAIN = /^[\w.-]+$/;

/** As one word of a shell. */
const word = (text: string): string => (PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The command that makes the database of a URL, for its user, in UTF-8 whatever the server's templates are in. */
export const createdb = (url: string): string => {
  const { pathname, username } = new URL(url);
  const user = decodeURIComponent(username);
  // As drivers do: a URL without a name means the database that is called like its user.
  const name = decodeURIComponent(pathname.slice(1)) || user;
  const owner = user === "" ? "" : ` --owner ${word(user)}`;
  return `createdb ${word(name)}${owner} --encoding UTF8 --template template0`;
};
