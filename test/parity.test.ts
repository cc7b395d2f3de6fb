import { describeParity } from "./isolation/parity.js";

describeParity({ histories: 1, seed: 20_260_131 });
