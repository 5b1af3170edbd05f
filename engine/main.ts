import { runEngine } from "./program.js";

// The entry of the bundle `dist/engine.cjs`: the engine when it is run, and what the command line takes from it when it
// is imported, so that the protocols are shipped once.
export { startStandaloneDevice } from "./standaloneDevice.js";

if (require.main === module) void runEngine(__dirname);
