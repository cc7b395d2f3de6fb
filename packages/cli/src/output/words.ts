const number = new Intl.NumberFormat("en");

/** `1 task`, `2 tasks`, `100,000 tasks`. */
export const counted = (count: number, noun: string): string =>
  `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
