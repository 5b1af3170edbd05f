import type { Disposable } from "../../lwm2m/base/disposal.js";
import type {
  EngineInfo,
  EngineMethod,
  EngineNotification,
  EngineNotifications,
  EngineParams,
  EngineResult,
} from "../protocol.js";

/** One client's connection to the engine. */
export interface EngineClient extends Disposable {
  readonly engine: EngineInfo;
  /**
   * Asks the engine.
   * @throws {EngineError} with a sentence for the user
   */
  readonly request: <M extends EngineMethod>(method: M, params: EngineParams<M>) => Promise<EngineResult<M>>;
  readonly onNotification: <N extends EngineNotification>(
    name: N,
    listener: (params: EngineNotifications[N]) => void,
  ) => Disposable;
  /** Fires once when the connection is over, unless this side has ended it. */
  readonly onClose: (listener: () => void) => Disposable;
}
