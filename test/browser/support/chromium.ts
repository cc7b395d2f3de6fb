import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executable = (): string => {
  const found = [process.env["CHROMIUM"] ?? "", ...PLACES].find((path) => path !== "" && existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    "These tests want a Chromium, and there is none: `apt-get install chromium`, or say where it is by CHROMIUM=/path/to/it",
  );
};

let browser: Promise<Browser> | undefined;
let home: string | undefined;

const launch = async (): Promise<Browser> => {
  const executablePath = executable();
  home = await mkdtemp(join(tmpdir(), "taskward-chromium-"));
  return chromium.launch({
    executablePath,
    args: FLAGS,
    env: { ...process.env, HOME: home } as Record<string, string>,
  });
};

/** A browser's window of its own: nothing is shared with any other. */
export const newContext = async (options?: BrowserContextOptions): Promise<BrowserContext> => {
  browser ??= launch();
  const context = await (await browser).newContext(options);
  context.setDefaultTimeout(10_000);
  return context;
};

after(async () => {
  if (browser !== undefined) await browser.then((open) => open.close()).catch(() => {});
  if (home !== undefined) await rm(home, { recursive: true, force: true });
});
