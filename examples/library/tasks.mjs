// node examples/library/tasks.mjs [memory: | pglite:<directory>]
// Taskward as a library: no server, no tokens, each user's tasks in the program's hands.
import { DomainError, openTaskward } from "taskward";

const [databaseUrl = "memory:"] = process.argv.slice(2);
const taskward = await openTaskward({ databaseUrl });

// Everything from here is Ann's alone. Her account is made with her first task.
const ann = taskward.as("ann").tasks;
const milk = await ann.create({ title: "Buy milk", description: "Two litres" });
await ann.create({ title: "Walk the dog" });
await ann.create({ title: "Water the plants" });
await ann.complete(milk.id);
console.log(`Ann's first task is number ${milk.id}, made at ${milk.createdAt.slice(0, 10)}.`);

// Page by page; a program that wants to see everything asks until there is no next page.
let page = await ann.list({ completed: false, limit: 1, count: true });
console.log(`${page.total} of her tasks are open:`);
for (;;) {
  for (const { title } of page.tasks) console.log(`  - ${title}`);
  if (page.next === null) break;
  page = await ann.list({ completed: false, limit: 1, after: page.next });
}

// A refusal is a DomainError, and says by its code why.
const refusal = async (attempt) => {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}: ${error.message}`;
    throw error;
  }
};

// For Bob there is no such task.
const bob = taskward.as("bob").tasks;
console.log(`Bob is told "${await refusal(bob.get(milk.id))}".`);

// Whoever has seen an older version need not overwrite what came in between.
console.log(
  `Too late is "${await refusal(ann.edit(milk.id, { title: "Buy oat milk" }, { ifVersion: milk.version }))}".`,
);

// What is not right is said field by field.
console.log(`A title of nothing is "${await refusal(ann.create({ title: " " }))}".`);

await taskward.close();
