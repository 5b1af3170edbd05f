import { fromUtf8 } from "../../base/bytes.js";
import { stackOf } from "../../base/errorText.js";
import { blockOption, type Block } from "../block.js";
import { codeLabel, codeOf, isSuccess } from "../codes.js";
import type { CoapResponse, NotifyOutcome } from "../exchange.js";
import type { CoapOption } from "../message.js";
import { checkOptions } from "../optionCheck.js";
import { optionNumbers } from "../options.js";
import { uintOption, uintValue } from "../optionValue.js";
import { withOptions } from "../requestOptions.js";
import { requestKey } from "../requestKey.js";
import { readRequest } from "../readRequest.js";
import { optionsOfResponse } from "../responseOptions.js";
import type { CoapSession, IncomingRequest } from "../session.js";
import { Assemblies } from "./assemblies.js";
import type { CoapContext } from "./context.js";
import type { MessageLayer, Reception } from "./messageLayer.js";
import { Observers, type Observer } from "./observers.js";
import { cutFor, blocksOf, fitsWhole } from "./room.js";
import { cutBlock, ServedBodies, type CutResponse, type Question } from "./servedBodies.js";
import { withoutObserve } from "./withoutObserve.js";

/** How long a handler may take before the peer is told that its request has come. Milliseconds. */
const patience = 250;

const methods = { get: codeOf("GET"), fetch: codeOf("FETCH") };
const nothing = new Uint8Array(0);

/** What is answered to a peer that takes neither such a long message nor blocks. */
const tooLong: CutResponse = {
  code: codeOf("Internal Server Error"),
  options: [],
  payload: fromUtf8("The response is longer than the message size that was announced, and blocks were not."),
};

/** A request on its way through this layer. */
interface Job {
  readonly reception: Reception;
  readonly request: IncomingRequest;
  readonly question: Question;
  readonly block1: Block | undefined;
  readonly block2: Block | undefined;
  readonly asksSize: boolean;
}

/** The server's role in a session: puts requests together, has them handled, and sends the responses. */
export class Responder {
  readonly #context: CoapContext;
  readonly #session: CoapSession;
  readonly #layer: MessageLayer;
  readonly #assemblies: Assemblies;
  readonly #served: ServedBodies;
  readonly observers: Observers;
  #handling = 0;

  constructor(context: CoapContext, session: CoapSession, layer: MessageLayer) {
    this.#context = context;
    this.#session = session;
    this.#layer = layer;
    this.#assemblies = new Assemblies(context.bodies, context.limits);
    this.#served = new ServedBodies(context.bodies, context.limits.downloads);
    this.observers = new Observers(context, layer);
  }

  get hasWork(): boolean {
    return this.#handling > 0 || this.#assemblies.hasWork || this.#served.hasWork || this.observers.hasWork;
  }

  take(reception: Reception): void {
    const { message } = reception;
    const { limits, understood } = this.#context;
    if (message.token.length > limits.token) {
      this.#refuse(reception, codeOf("Bad Request"), `No token of more than ${limits.token} bytes is taken.`);
      return;
    }
    const checked = checkOptions(message, understood);
    if (checked.refusal !== undefined) {
      // RFC 7252 §5.4.1: a request that asks for no acknowledgment is rejected, not answered.
      if (!reception.isConfirmable) reception.reject();
      else this.#refuse(reception, codeOf("Bad Option"), checked.refusal);
      return;
    }
    const { request, block1, block2, size1, asksSize, isForProxy } = readRequest(
      this.#session,
      message,
      checked.options,
    );
    if (isForProxy) {
      this.#refuse(reception, codeOf("Proxying Not Supported"), "This is no proxy.");
      return;
    }
    if ((block1?.isBert === true || block2?.isBert === true) && this.#layer.room.longer !== "BERT") {
      // RFC 7959 §2.2.
      this.#refuse(reception, codeOf("Bad Request"), "The size exponent 7 of a block is reserved.");
      return;
    }
    const question = { key: requestKey(request), payload: message.payload };
    const job: Job = { reception, request, question, block1, block2, asksSize };
    if (block1 !== undefined) this.#takeBlock(job, block1, size1);
    else if (block2 !== undefined && block2.number > 0) this.#continue(job, block2);
    else this.#handle(job);
  }

  /** Sends a notification to an observer of ours. */
  notify(token: Uint8Array, response: CoapResponse, type: "CON" | "NON"): Promise<NotifyOutcome> {
    return this.observers.notify(token, response, {
      type,
      cut: ({ question, blockSize }: Observer, whole) => {
        const block2 = blockSize === undefined ? undefined : { number: 0, more: false, size: blockSize, isBert: false };
        return this.#cut(whole, { question, block2, tokenLength: token.length });
      },
    });
  }

  /** The channel is gone. */
  end(): void {
    this.observers.clear();
    this.#assemblies.clear();
    this.#served.clear();
  }

  /** RFC 7959 §2.5: one block of a request's body. */
  #takeBlock(job: Job, block1: Block, total: number | undefined): void {
    const { reception, question, request } = job;
    const result = this.#assemblies.add({ key: question.key, block: block1, payload: request.payload, total });
    switch (result.kind) {
      case "whole": {
        const { payload } = result;
        this.#handle({ ...job, request: { ...request, payload }, question: { key: question.key, payload } });
        return;
      }
      case "continue":
        this.#send(reception, codeOf("Continue"), [blockOption(optionNumbers.block1, block1)], nothing);
        return;
      case "refused": {
        const hint = { number: optionNumbers.size1, value: uintValue(this.#context.limits.body) };
        const hints = result.code === codeOf("Request Entity Too Large") ? [hint] : [];
        const echo = blockOption(optionNumbers.block1, block1);
        this.#send(reception, result.code, [echo, ...hints], fromUtf8(result.diagnostic));
      }
    }
  }

  /** RFC 7959 §2.4: a later block of a response. */
  #continue(job: Job, block2: Block): void {
    const { reception, question } = job;
    const response = this.#served.find(question);
    if (response !== undefined) {
      this.#sendBlock(reception, response, block2);
      return;
    }
    // Without what was answered before, only a request that changes nothing may be handled again.
    const { code } = reception.message;
    const isHarmless = code === methods.get || (code === methods.fetch && question.payload.length > 0);
    if (isHarmless) {
      // Only the first block can begin an observation (RFC 7959 §3.4).
      this.#handle({ ...job, request: withoutObserve(job.request) });
    } else this.#refuse(reception, codeOf("Request Entity Incomplete"), "The response is no longer known.");
  }

  #sendBlock(reception: Reception, response: CoapResponse, block2: Block): void {
    const { number, size, isBert } = block2;
    const tokenLength = reception.message.token.length;
    const cut = cutBlock(response, {
      number,
      ...(isBert === true ? cutFor(this.#layer.room, optionsOfResponse(response), tokenLength) : blocksOf(size)),
    });
    if (cut === undefined) this.#refuse(reception, codeOf("Bad Request"), "The response has no such block.");
    else this.#send(reception, cut.code, cut.options, cut.payload);
  }

  #handle(job: Job): void {
    const { reception, request } = job;
    const { limits, handler } = this.#context;
    if (this.#handling >= limits.handling) {
      this.#refuse(reception, codeOf("Too Many Requests"), "Too many requests are being worked on.");
      return;
    }
    if (request.observe === 1) this.observers.remove(request.token);
    let response: CoapResponse | Promise<CoapResponse>;
    try {
      response = handler(request);
    } catch (error) {
      response = this.#failed(request, error);
    }
    if (response instanceof Promise) this.#await(job, response);
    else this.#finish(job, response);
  }

  #await(job: Job, response: Promise<CoapResponse>): void {
    this.#handling++;
    const acknowledging = this.#context.clock.after(patience, () => {
      job.reception.acknowledge();
    });
    const finish = (result: CoapResponse): void => {
      this.#handling--;
      acknowledging.dispose();
      this.#finish(job, result);
    };
    response.then(finish, (error: unknown) => {
      finish(this.#failed(job.request, error));
    });
  }

  #failed(request: IncomingRequest, error: unknown): CoapResponse {
    const what = `${codeLabel(request.code)} /${request.path.join("/")}`;
    this.#context.logger.log("error", "A request could not be handled.", { request: what, error: stackOf(error) });
    return { code: codeOf("Internal Server Error") };
  }

  #finish(job: Job, response: CoapResponse): void {
    const { reception, block1, block2, question, asksSize } = job;
    if (block2 !== undefined && block2.number > 0) {
      // The whole is kept, so that the handler need not make it for each block.
      this.#sendBlock(reception, this.#served.keep(question, response), block2);
      return;
    }
    const { token } = reception.message;
    const whole = this.#register(job, response);
    const cut = this.#cut(whole, { question, block2, tokenLength: token.length });
    const sized = asksSize ? withSize(cut, response) : cut.options;
    const options = block1 === undefined ? sized : withOptions([...sized], [blockOption(optionNumbers.block1, block1)]);
    this.#send(reception, cut.code, options, cut.payload);
  }

  /** RFC 7641 §4.1: the handler accepts an observation by the Observe option of its response. */
  #register({ request, question, block2 }: Job, response: CoapResponse): CoapResponse {
    if (response.observe === undefined) return response;
    const { code, token } = request;
    const isObservable = request.observe === 0 && (code === methods.get || code === methods.fetch);
    const observer = { token, question, blockSize: block2?.isBert === true ? undefined : block2?.size };
    if (isObservable && isSuccess(response.code) && this.observers.add(observer, response.observe)) return response;
    return withoutObserve(response);
  }

  /** A response as one message: its first block if it is longer than one. */
  #cut(
    response: CoapResponse,
    { question, block2, tokenLength }: { question: Question; block2: Block | undefined; tokenLength: number },
  ): CutResponse {
    const { code, payload = nothing } = response;
    const options = optionsOfResponse(response);
    const { room } = this.#layer;
    const isAsked = block2 !== undefined && block2.isBert !== true;
    if (fitsWhole(room, options, tokenLength, payload.length) && (!isAsked || payload.length === 0)) {
      return { code, options, payload };
    }
    if (room.longer === "not" && !isAsked) return tooLong;
    const cut = cutFor(room, options, tokenLength, isAsked ? block2.size : undefined);
    const tagged = payload.length > cut.length ? this.#served.keep(question, response) : response;
    return cutBlock(tagged, { number: 0, ...cut }) ?? { code, options, payload };
  }

  #refuse(reception: Reception, code: number, diagnostic: string): void {
    this.#send(reception, code, [], fromUtf8(diagnostic));
  }

  #send(reception: Reception, code: number, options: readonly CoapOption[], payload: Uint8Array): void {
    reception.respond({ code, token: reception.message.token, options, payload });
  }
}

/** A response that is not cut does not say its size by itself (RFC 7959 §4). */
function withSize({ options }: CutResponse, { payload = nothing }: CoapResponse): readonly CoapOption[] {
  if (payload.length === 0 || options.some(({ number }) => number === optionNumbers.size2)) return options;
  return withOptions([...options], [uintOption(optionNumbers.size2, payload.length)]);
}
