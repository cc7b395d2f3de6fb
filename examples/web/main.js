// @ts-check
import { openAccounts } from "./accounts.js";
import { openBoard } from "./board.js";
import { answerTo, connect } from "./client.js";
import { config } from "./config.js";
import { byId, say } from "./element.js";
import { openEntrance } from "./entrance.js";
import { explain, isSignedOut } from "./explain.js";
import { announce, closeNotice, notice } from "./notice.js";
import { openTasks } from "./tasks.js";

const ENDED = "Your session has ended. Sign in again to go on where you were: nothing you typed is lost.";

const accounts = openAccounts();
const client = connect(config.api, accounts);

/** @type {string | null} */
let userId = null;

/** @param {"entrance" | "board"} view */
const turnTo = (view) => {
  byId("opening", HTMLElement).hidden = true;
  byId("entrance", HTMLElement).hidden = view !== "entrance";
  byId("board", HTMLElement).hidden = view !== "board";
  byId("account", HTMLElement).hidden = view !== "board";
  closeNotice();
};

/** Shows the tasks of whoever is signed in. Those who come back find everything as they left it. */
const enter = async () => {
  const { data: user } = await answerTo(client.GET("/me"));
  // What another user has left in this page's memory is not for this one.
  if (userId !== null && userId !== user.id) return location.reload();
  const comesBack = userId !== null;
  userId = user.id;
  byId("who", HTMLElement).textContent = user.name ?? user.email ?? user.id;
  turnTo("board");
  byId("board-title", HTMLElement).focus();
  await (comesBack ? board.goOn() : board.load());
};

const showEntrance = openEntrance(accounts, enter);

/** @param {string} why */
const leave = (why) => {
  turnTo("entrance");
  announce("");
  showEntrance(why);
};

const board = openBoard(openTasks(client), () => leave(ENDED));

byId("sign-out", HTMLButtonElement).addEventListener("click", async () => {
  try {
    await accounts.signOut();
    location.reload();
  } catch (error) {
    notice(explain(error));
  }
});
byId("open-again", HTMLButtonElement).addEventListener("click", () => location.reload());
byId("notice-close", HTMLButtonElement).addEventListener("click", closeNotice);

try {
  if ((await accounts.token()) === null) leave("");
  else await enter();
} catch (error) {
  if (isSignedOut(error)) leave("Your session has ended. Sign in again.");
  else {
    say(byId("opening", HTMLElement), explain(error));
    byId("open-again", HTMLElement).hidden = false;
  }
}
