import type { InspectToken, TokenLookups } from "@taskward/adapters-auth";
import type { AccountPorts } from "@taskward/adapters-http";
import type { Log, Metrics } from "@taskward/adapters-telemetry";
import type {
  Authenticate,
  Clock,
  CompleteTask,
  CreateTask,
  DeleteTask,
  EditTask,
  ExportArchive,
  GetTask,
  IdGenerator,
  ImportArchive,
  ListTasks,
  PasswordHasher,
  ReplaceTask,
  Report,
  RequestLimit,
  SignInLimit,
  SignUpLimit,
  TaskStore,
  TokenIssuer,
  TokenVerifier,
  UserStore,
} from "@taskward/application";
import type { ServiceIdentifier } from "inversify";
import type { OpenStorage } from "./open-database.js";
import type { Settings } from "./settings.js";
import type { UserUseCases } from "./user-use-cases.js";

/** A name in the container for something of type T. */
const token = <T>(name: string): ServiceIdentifier<T> => Symbol(name);

export const SETTINGS = token<Settings>("Settings");
export const CLOCK = token<Clock>("Clock");
export const IDS = token<IdGenerator>("IdGenerator");

export const LOG = token<Log>("Log");
export const METRICS = token<Metrics>("Metrics");
/** Both of them. */
export const REPORT = token<Report>("report");

/** Milliseconds to wait for a database that is not up yet. */
export const PATIENCE = token<number>("Patience");
export const STORAGE = token<OpenStorage>("Storage");
export const TASKS = token<TaskStore>("TaskStore");
export const ADMISSIONS = token<Pick<UserStore, "admit">>("Admissions");

/** Null where nothing here signs tokens: an identity provider does. */
export const SECRET = token<string | null>("Secret");
export const TOKEN_ISSUER = token<TokenIssuer | null>("TokenIssuer");
export const TOKEN_VERIFIER = token<TokenVerifier>("TokenVerifier");
export const TOKEN_LOOKUPS = token<TokenLookups>("TokenLookups");
export const PASSWORD_HASHER = token<PasswordHasher>("PasswordHasher");
export const SIGN_IN_LIMIT = token<SignInLimit>("SignInLimit");
/** Null with RATE_LIMIT=0. */
export const REQUEST_LIMIT = token<RequestLimit | null>("RequestLimit");
export const SIGN_UP_LIMIT = token<SignUpLimit>("SignUpLimit");

export const AUTHENTICATE = token<Authenticate>("authenticate");
/** Null with LOCAL_ACCOUNTS=off. */
export const ACCOUNTS = token<AccountPorts | null>("accounts");

export const CREATE_TASK = token<CreateTask>("createTask");
export const LIST_TASKS = token<ListTasks>("listTasks");
export const GET_TASK = token<GetTask>("getTask");
export const REPLACE_TASK = token<ReplaceTask>("replaceTask");
export const EDIT_TASK = token<EditTask>("editTask");
export const COMPLETE_TASK = token<CompleteTask>("completeTask");
export const DELETE_TASK = token<DeleteTask>("deleteTask");

/** What administrators do beyond what users can. */
export const USER_USE_CASES = token<UserUseCases>("userUseCases");
export const EXPORT_ARCHIVE = token<ExportArchive>("exportArchive");
export const IMPORT_ARCHIVE = token<ImportArchive>("importArchive");
export const INSPECT_TOKEN = token<InspectToken>("inspectToken");
