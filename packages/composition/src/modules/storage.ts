import { ContainerModule } from "inversify";
import { openStorage } from "../open-storage.js";
import { systemClock } from "../system.js";
import * as t from "../tokens.js";

/** What outlives a request, closed with the container. */
export const storageModule = new ContainerModule(({ bind }) => {
  bind(t.CLOCK).toResolvedValue(() => systemClock);
  bind(t.STORAGE)
    .toResolvedValue(openStorage, [t.SETTINGS, t.PATIENCE])
    .onDeactivation((storage) => storage.close());
});
