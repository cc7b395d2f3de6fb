import type { ListOptions, UserTasks } from "@taskward/composition";
import { isCompleted, PAGE_LIMIT, type Position, type Task, type TaskOrder } from "@taskward/domain";
import { Command, Option } from "commander";
import { administer } from "../../administer.js";
import { countArgument } from "../../arguments.js";
import { printJsonArray } from "../../output/json.js";
import { note } from "../../output/print.js";
import { type Column, printTable } from "../../output/table.js";
import { counted } from "../../output/words.js";
import { taskJson } from "../../wire.js";
import { known } from "../users/known.js";
import { type OfUser, ofUser } from "./options.js";

interface Options extends OfUser {
  readonly completed?: true;
  readonly open?: true;
  readonly search?: string;
  readonly sort: keyof typeof ORDERS;
  readonly limit: number;
  readonly all?: true;
}

const ORDERS = {
  "-created_at": { key: "createdAt", descending: true },
  created_at: { key: "createdAt", descending: false },
  "-updated_at": { key: "updatedAt", descending: true },
  updated_at: { key: "updatedAt", descending: false },
  "-title": { key: "title", descending: true },
  title: { key: "title", descending: false },
} as const satisfies Record<string, TaskOrder>;

const COLUMNS: readonly Column<Task>[] = [
  { title: "Id", text: ({ id }) => String(id), align: "right" },
  { title: "Done", text: (task) => (isCompleted(task) ? "[x]" : "[ ]") },
  { title: "Title", text: ({ title }) => title, shrinks: true },
  { title: "Description", text: ({ description }) => description, shrinks: true },
  { title: "Created", text: ({ createdAt }) => createdAt },
];

/** At most so many tasks, from as many pages as it takes; `onMore` is called when some are left. */
async function* upTo(
  most: number,
  list: (page: Pick<ListOptions, "limit" | "after">) => ReturnType<UserTasks["list"]>,
  onMore: () => void,
): AsyncGenerator<Task, void> {
  let after: Position | undefined;
  for (let left = most; left > 0; ) {
    const page = await list({ limit: Math.min(left, PAGE_LIMIT), ...(after && { after }) });
    yield* page.tasks;
    left -= page.tasks.length;
    if (page.next === null) return;
    after = page.next;
  }
  onMore();
}

async function* asJson(tasks: AsyncIterable<Task>): AsyncGenerator<unknown, void> {
  for await (const task of tasks) yield taskJson(task);
}

const list = ({ user, json, completed, open, search, sort, limit, all }: Options): Promise<void> =>
  administer(async ({ tasksOf, users }) => {
    await known(user, users.find(user));
    const filter = { ...((completed || open) && { completed: completed === true }), ...(search && { search }) };
    let isCut = false;
    const tasks = upTo(
      all ? Number.POSITIVE_INFINITY : limit,
      (page) => tasksOf(user).list({ ...filter, order: ORDERS[sort], ...page }),
      () => {
        isCut = true;
      },
    );
    if (json) await printJsonArray(asJson(tasks));
    else if ((await printTable(COLUMNS, tasks)) === 0) note("There are no such tasks.");
    if (isCut) note(`There are more than ${counted(limit, "task")}; --all lists every one.`);
  });

const EXAMPLES = `
Examples:
  taskward tasks list --user ann
  taskward tasks list --user ann --open --search milk --sort title
  taskward tasks list --user ann --all --json | jq -r '.[].title'`;

export const listTasksCommand = (): Command =>
  new Command("list")
    .description("list a user's tasks, newest first")
    .addOption(ofUser())
    .addOption(new Option("--completed", "only completed tasks").conflicts("open"))
    .option("--open", "only open tasks")
    .option("--search <text>", "only tasks with this text in title or description, whatever the case")
    .addOption(new Option("--sort <order>", "the order").choices(Object.keys(ORDERS)).default("-created_at"))
    .option("--limit <n>", "how many tasks at the most", countArgument, PAGE_LIMIT)
    .option("--all", "every task, however many there are")
    .option("--json", "print a JSON array")
    .addHelpText("after", EXAMPLES)
    .action(list);
