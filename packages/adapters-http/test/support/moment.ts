export interface Moment {
  readonly hasCome: Promise<void>;
  come(): void;
}

/** Something to wait for, that the test makes happen. */
export const moment = (): Moment => {
  let come = (): void => {};
  const hasCome = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { hasCome, come: () => come() };
};
