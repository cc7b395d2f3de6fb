import type { CreateUser, DisableUser, EnableUser, EraseUser, FindUser, ListUsers } from "@taskward/application";

/** What an administrator does to users. */
export interface UserUseCases {
  readonly list: ListUsers;
  readonly find: FindUser;
  readonly create: CreateUser;
  readonly disable: DisableUser;
  readonly enable: EnableUser;
  readonly erase: EraseUser;
}
