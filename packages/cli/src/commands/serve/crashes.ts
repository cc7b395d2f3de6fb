import type { Report } from "@taskward/application";

/** Errors that nobody caught. Whatever they left half done, the process must not go on for long. */
export interface Crashes {
  /** Resolves with the first one. */
  readonly first: Promise<void>;
  readonly any: boolean;
}

/** Reports errors that nobody caught, rejections included, which would otherwise end the process on the spot. */
export const watchCrashes = (report: Report): Crashes => {
  let any = false;
  const first = new Promise<void>((resolve) => {
    process.on("uncaughtException", (error: unknown) => {
      any = true;
      report({ kind: "fault", requestId: null, error });
      resolve();
    });
  });
  return {
    first,
    get any() {
      return any;
    },
  };
};
