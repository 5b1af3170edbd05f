import { benchBindings } from "./bindings.bench.js";
import { benchCoap } from "./coap.bench.js";
import { benchDtls } from "./dtls.bench.js";
import { benchLanguageServer } from "./languageServer.bench.js";
import { figure, calibrate } from "./timing.js";
import { benchValidate } from "./validate.bench.js";

const registry = process.env["LWM2M_REGISTRY"];
const calibration = await calibrate();
console.log(`calibration loop: ${figure(calibration)} ms; Node ${process.version}`);
if (registry === undefined)
  console.log(
    "Set LWM2M_REGISTRY to a folder with the OMA registry to see validation and language server on its files.",
  );
else {
  await benchValidate(registry);
  await benchLanguageServer(registry, calibration);
}
await benchBindings();
await benchCoap();
await benchDtls();
