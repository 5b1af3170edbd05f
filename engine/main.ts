import { runEngine } from "./program.js";

// The entry of the bundle `dist/engine.cjs`.
void runEngine(__dirname);
