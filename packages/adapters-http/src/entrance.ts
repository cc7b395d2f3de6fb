import { Door } from "./door.js";
import { Traffic, type UnderWay } from "./traffic.js";

/** Where requests come into the API: each server has its own, and stopping one of them is nothing to the others. */
export class Entrance<R extends UnderWay> {
  readonly traffic = new Traffic<R>();
  readonly door: Door;

  /** `congested`: as the storage's. */
  constructor(congested: () => boolean) {
    this.door = new Door(congested);
  }
}
