import { LSPErrorCodes, ResponseError, type CancellationToken, type RemoteConsole } from "vscode-languageserver";

/** Runs request handlers so that none takes the session down. */
export interface RequestGuard {
  /** A handler that answers `empty` if it fails; the failure is logged under `name`. */
  readonly request: <Params, Answer>(
    name: string,
    empty: NoInfer<Answer>,
    handler: (params: Params, token: CancellationToken) => Answer | Promise<Answer>,
  ) => (params: Params, token: CancellationToken) => Promise<Answer | ResponseError<never>>;
  /** Runs something that nobody waits for; a failure is logged under `name`. */
  readonly background: (name: string, work: () => unknown) => void;
  /** Logs a failure. */
  readonly report: (name: string, error: unknown) => void;
}

/** A guard that logs to the client. */
export function requestGuard(log: Pick<RemoteConsole, "error">): RequestGuard {
  const report = (name: string, error: unknown): void => {
    log.error(`${name} failed: ${describeError(error)}`);
  };
  return {
    report,
    request: (name, empty, handler) => async (params, token) => {
      if (isCancelled(token)) return cancelled();
      try {
        const answer = await handler(params, token);
        return isCancelled(token) ? cancelled() : answer;
      } catch (error) {
        report(name, error);
        return empty;
      }
    },
    background: (name, work) => {
      void (async () => {
        try {
          await work();
        } catch (error) {
          report(name, error);
        }
      })();
    },
  };
}

/** Asked anew each time: a token changes while a handler waits. */
function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}

/** Messages of errors are ours and short; anything longer might quote the user's text. */
const longestMessage = 200;

/** An error for the log: its message, and where it happened. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return [`${error.name}: ${error.message.slice(0, longestMessage)}`, ...frames].join("\n");
}
