import type { Socket } from "node:net";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from "vscode-jsonrpc/node";

/** The longest message that is taken; the definitions of a large file have some hundred kilobytes. */
const longestMessage = 32 * 1024 * 1024;

/** The longest header; ours have some thirty bytes. */
const longestHeader = 4096;

const headerEnd = Buffer.from("\r\n\r\n");

/**
 * Reads messages in the framing of the Language Server Protocol, as the library does, but with limits: whatever comes
 * beyond them, or is no JSON-RPC, is an error, after which nothing is read any more.
 */
export class LimitedMessageReader extends AbstractMessageReader implements MessageReader {
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes of the body that is awaited; undefined while a header is. */
  #bodyLength: number | undefined;
  #isBroken = false;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
  }

  listen(callback: DataCallback): Disposable {
    const onData = (data: Buffer): void => {
      this.#take(data, callback);
    };
    this.#socket.on("data", onData);
    this.#socket.on("error", (error) => {
      this.fireError(error);
    });
    this.#socket.on("close", () => {
      this.fireClose();
    });
    return {
      dispose: () => {
        this.#socket.off("data", onData);
      },
    };
  }

  #take(data: Buffer, callback: DataCallback): void {
    if (this.#isBroken) return;
    this.#chunks.push(data);
    this.#length += data.length;
    // A long body comes in many pieces; they are put together once, when it is complete.
    if (this.#bodyLength !== undefined && this.#length < this.#bodyLength) return;
    let rest = Buffer.concat(this.#chunks);
    for (;;) {
      if (this.#bodyLength === undefined) {
        const end = rest.subarray(0, longestHeader).indexOf(headerEnd);
        if (end < 0) {
          if (rest.length >= longestHeader) {
            this.#break("A header does not end.");
            return;
          }
          break;
        }
        const length = contentLength(rest.subarray(0, end).toString("latin1"));
        if (length === undefined) {
          this.#break(`A header has no length of at most ${longestMessage} bytes.`);
          return;
        }
        this.#bodyLength = length;
        rest = rest.subarray(end + headerEnd.length);
      }
      if (rest.length < this.#bodyLength) break;
      const message = parseMessage(rest.subarray(0, this.#bodyLength));
      rest = rest.subarray(this.#bodyLength);
      this.#bodyLength = undefined;
      if (message === undefined) {
        this.#break("A message is no JSON-RPC.");
        return;
      }
      callback(message);
    }
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
  }

  #break(reason: string): void {
    this.#isBroken = true;
    this.#chunks = [];
    this.#length = 0;
    this.fireError(new Error(reason));
  }
}

/** The length that a header tells; undefined if it is none, or too long. */
function contentLength(header: string): number | undefined {
  const digits = /^content-length: *(\d{1,9})\s*$/imu.exec(header)?.[1];
  const length = Number(digits ?? Number.NaN);
  return length <= longestMessage ? length : undefined;
}

/** The message in a body; undefined if it is none. */
function parseMessage(body: Buffer): Message | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return isMessage(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** What the library must be sure of before it looks further (JSON-RPC 2.0 §4, §5). */
function isMessage(value: unknown): value is Message {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  const [method, id, params] = [members.get("method"), members.get("id"), members.get("params")];
  if (method !== undefined && typeof method !== "string") return false;
  if (id !== undefined && id !== null && typeof id !== "string" && typeof id !== "number") return false;
  return method !== "$/cancelRequest" || (typeof params === "object" && params !== null);
}

/** Writes messages at once, so that the socket's own count of what waits is the whole truth. */
export class DirectMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on("error", (error) => {
      this.fireError(error);
    });
    socket.on("close", () => {
      this.fireClose();
    });
  }

  write(message: Message): Promise<void> {
    if (this.#socket.writable) {
      const body = Buffer.from(JSON.stringify(message), "utf8");
      this.#socket.cork();
      this.#socket.write(`Content-Length: ${body.length}\r\n\r\n`, "ascii");
      this.#socket.write(body);
      this.#socket.uncork();
    }
    return Promise.resolve();
  }

  end(): void {
    this.#socket.end();
  }
}
