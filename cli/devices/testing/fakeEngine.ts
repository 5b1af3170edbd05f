import type { EngineClient } from "../../../engine/client/engineClient.js";
import type {
  EngineMethod,
  EngineNotification,
  EngineNotifications,
  EngineParams,
  EngineResult,
} from "../../../engine/protocol.js";
import { protocolVersion } from "../../../engine/protocol.js";
import { Emitter } from "../../../lwm2m/base/event.js";

/** What the engine of a test answers, by method. */
export type Answers = { readonly [M in EngineMethod]?: (params: EngineParams<M>) => EngineResult<M> };

/** An engine in the test itself, with what it was asked. */
export interface FakeEngine extends EngineClient {
  readonly asked: readonly { readonly method: EngineMethod; readonly params: unknown }[];
  readonly notify: <N extends EngineNotification>(name: N, params: EngineNotifications[N]) => void;
  /** The connection breaks. */
  readonly lose: () => void;
}

/** An engine that gives the answers of a table; asked for anything else it rejects. */
export function fakeEngine(answers: Answers): FakeEngine {
  const asked: { readonly method: EngineMethod; readonly params: unknown }[] = [];
  const notifications = new Emitter<{ readonly name: EngineNotification; readonly params: unknown }>();
  const closed = new Emitter<undefined>();
  return {
    engine: { protocolVersion, version: "1.2.3", processId: 1, startedAt: 0 },
    asked,
    request: async (method, params) => {
      asked.push({ method, params });
      const answer = answers[method];
      if (answer === undefined) throw new Error(`The test has no answer to ${method}.`);
      return Promise.resolve(answer(params));
    },
    onNotification: (name, listener) =>
      notifications.event((sent) => {
        if (isNamed(sent, name)) listener(sent.params);
      }),
    onClose: (listener) => closed.event(listener),
    notify: (name, params) => {
      notifications.fire({ name, params });
    },
    lose: () => {
      closed.fire(undefined);
    },
    dispose: () => undefined,
  };
}

/** Whoever fires a notification has given it the parameters of its name. */
function isNamed<N extends EngineNotification>(
  sent: { readonly name: EngineNotification; readonly params: unknown },
  name: N,
): sent is { readonly name: N; readonly params: EngineNotifications[N] } {
  return sent.name === name;
}
