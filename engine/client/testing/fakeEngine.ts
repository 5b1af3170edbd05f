import { Emitter } from "../../../lwm2m/base/event.js";
import {
  protocolVersion,
  type EngineMethod,
  type EngineNotification,
  type EngineNotifications,
  type EngineParams,
  type EngineResult,
  type EngineSnapshot,
} from "../../protocol.js";
import type { EngineClient } from "../engineClient.js";

/** What a test answers to requests; a request that it has no answer for is rejected. */
export type Answers = {
  readonly [M in EngineMethod]?: (params: EngineParams<M>) => EngineResult<M> | Promise<EngineResult<M>>;
};

/** A request as it was asked. */
export interface AskedRequest {
  readonly method: EngineMethod;
  readonly params: unknown;
}

export const emptySnapshot: EngineSnapshot = {
  server: { kind: "stopped" },
  devices: [],
  simulators: [],
  credentials: [],
  log: [],
};

/** What every engine answers unless a test says otherwise. */
const usualAnswers: Answers = {
  "engine/snapshot": () => emptySnapshot,
  "credentials/set": () => [],
  "credentials/remove": () => [],
  "definitions/set": () => null,
};

/** An engine that a test plays: it notes what is asked, answers what it is told to, and crashes on demand. */
export class FakeEngine {
  /** Every request, in order. */
  readonly asked: AskedRequest[] = [];
  readonly client: EngineClient;
  readonly #closes = new Emitter<void>();
  readonly #notifications = new Emitter<{ readonly name: EngineNotification; readonly params: unknown }>();
  #isOver = false;

  constructor(answers: Answers = {}, processId = 1) {
    const all: Answers = { ...usualAnswers, ...answers };
    this.client = {
      engine: { protocolVersion, version: "1.2.3", processId, startedAt: 0 },
      request: async <M extends EngineMethod>(method: M, params: EngineParams<M>): Promise<EngineResult<M>> => {
        if (this.#isOver) throw new Error("The connection is over.");
        this.asked.push({ method, params });
        const answer = all[method];
        if (answer === undefined) throw new Error(`The test has no answer to ${method}.`);
        return answer(params);
      },
      onNotification: (name, listener) =>
        this.#notifications.event((sent) => {
          if (isNamed(sent, name)) listener(sent.params);
        }),
      onClose: this.#closes.event,
      dispose: () => {
        this.#isOver = true;
      },
    };
  }

  /** The parameters of each request of one method as JSON, in order. */
  requests(method: EngineMethod): readonly string[] {
    return this.asked.filter((one) => one.method === method).map(({ params }) => JSON.stringify(params));
  }

  notify<N extends EngineNotification>(name: N, params: EngineNotifications[N]): void {
    this.#notifications.fire({ name, params });
  }

  /** Ends without having been asked to. */
  crash(): void {
    this.#isOver = true;
    this.#closes.fire();
  }
}

/** Whoever fires a notification has given it the parameters of its name. */
function isNamed<N extends EngineNotification>(
  sent: { readonly name: EngineNotification; readonly params: unknown },
  name: N,
): sent is { readonly name: N; readonly params: EngineNotifications[N] } {
  return sent.name === name;
}
