import { DomainError, type UserId } from "@taskward/domain";

/**
 * What comes of work on a user. Where nobody has this id, rejects with that, and with where ids are to be seen: people try an
 * e-mail address.
 */
export const known = async <T>(id: UserId, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "not_found")) throw error;
    throw new Error(`There is no user with the id ${id}; \`taskward users list\` shows every id`, { cause: error });
  }
};
