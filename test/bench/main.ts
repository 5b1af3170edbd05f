import { benchBindings } from "./bindings.bench.js";
import { benchCoap } from "./coap.bench.js";
import { benchDtls } from "./dtls.bench.js";
import { benchLanguageServer } from "./languageServer.bench.js";
import { figure, calibrate } from "./timing.js";
import { benchValidate } from "./validate.bench.js";

const registry = process.env["LWM2M_REGISTRY"];
if (registry === undefined) {
  console.error("Set LWM2M_REGISTRY to a folder with the OMA registry: the bench runs on its files.");
  process.exit(2);
}
const calibration = await calibrate();
console.log(`calibration loop: ${figure(calibration)} ms; Node ${process.version}`);
await benchValidate(registry);
await benchLanguageServer(registry, calibration);
await benchBindings();
await benchCoap();
await benchDtls();
