import type { EngineClient } from "../../../engine/client/engineClient.js";
import type {
  EngineMethod,
  EngineNotification,
  EngineNotifications,
  EngineParams,
  EngineResult,
  EngineSnapshot,
} from "../../../engine/protocol.js";
import { Emitter } from "../../../lwm2m/base/event.js";

/** What a test answers to requests; a request that it has no answer for is rejected. */
export type Answers = {
  readonly [M in EngineMethod]?: (params: EngineParams<M>) => EngineResult<M> | Promise<EngineResult<M>>;
};

export const emptySnapshot: EngineSnapshot = {
  server: { kind: "stopped" },
  devices: [],
  simulators: [],
  credentials: [],
  log: [],
};

/** An engine that a test plays: it notes what is asked, answers what it is told to, and crashes on demand. */
export class FakeEngine {
  /** Each request as `method parameters`. */
  readonly asked: string[] = [];
  readonly client: EngineClient;
  readonly #closes = new Emitter<void>();
  readonly #emitters: { readonly [N in EngineNotification]: Emitter<EngineNotifications[N]> } = {
    "server/changed": new Emitter(),
    "devices/changed": new Emitter(),
    "devices/removed": new Emitter(),
    "devices/treeChanged": new Emitter(),
    "devices/values": new Emitter(),
    "simulators/changed": new Emitter(),
    "credentials/changed": new Emitter(),
    "log/added": new Emitter(),
  };
  #isOver = false;

  constructor(processId: number, answers: Answers = {}) {
    const all: Answers = {
      "engine/snapshot": () => emptySnapshot,
      "credentials/set": () => [],
      "credentials/remove": () => [],
      "definitions/set": () => null,
      ...answers,
    };
    this.client = {
      engine: { protocolVersion: 1, version: "0.1.0", processId, startedAt: 0 },
      request: async <M extends EngineMethod>(method: M, params: EngineParams<M>): Promise<EngineResult<M>> => {
        if (this.#isOver) throw new Error("The connection is over.");
        this.asked.push(`${method} ${JSON.stringify(params)}`);
        const answer = all[method];
        if (answer === undefined) throw new Error(`Nobody answers ${method}.`);
        return answer(params);
      },
      onNotification: <N extends EngineNotification>(name: N, listener: (params: EngineNotifications[N]) => void) =>
        this.#emitters[name].event(listener),
      onClose: this.#closes.event,
      dispose: () => {
        this.#isOver = true;
      },
    };
  }

  /** Requests of one method, in order. */
  requests(method: EngineMethod): readonly string[] {
    const start = `${method} `;
    return this.asked.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
  }

  notify<N extends EngineNotification>(name: N, params: EngineNotifications[N]): void {
    this.#emitters[name].fire(params);
  }

  /** Ends without having been asked to. */
  crash(): void {
    this.#isOver = true;
    this.#closes.fire();
  }
}
