import { serve } from "./serve.js";

// The entry of the bundle `dist/server.cjs`.
serve(__dirname);
