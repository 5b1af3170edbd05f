import { Emitter } from "../base/event.js";
import { codeOf } from "./codes.js";
import type { Channel } from "./channel.js";
import type { CoapEndpoint, CoapEndpointSetup } from "./endpoint.js";
import type { CoapContext } from "./layers/context.js";
import { Session } from "./layers/coapSession.js";
import { Shelf } from "./layers/shelf.js";
import { TokenSource } from "./layers/tokens.js";
import { defaultLimits } from "./limits.js";
import { defaultParameters, derivedTimes } from "./parameters.js";
import type { CoapSession, RequestHandler, TappedMessage } from "./session.js";

/** Message IDs are 16 bits; that many can never be on the way at once. */
const maximumNstart = 0x8000;

const nothingHere: RequestHandler = () => ({ code: codeOf("Not Found") });

/** Makes the endpoint of a program. */
export function createCoapEndpoint(setup: CoapEndpointSetup): CoapEndpoint {
  const { clock, random, logger, handler = nothingHere, understoodOptions = [] } = setup;
  const limits = { ...defaultLimits, ...setup.limits };
  const given = { ...defaultParameters, ...setup.parameters };
  const parameters = { ...given, nstart: Math.min(given.nstart, maximumNstart) };
  const times = derivedTimes(parameters);
  const tap = new Emitter<TappedMessage>();
  const context: CoapContext = {
    clock,
    random,
    logger,
    handler,
    parameters,
    times,
    limits,
    understood: new Set(understoodOptions),
    tap,
    tokens: new TokenSource(random),
    answers: new Shelf(clock, times.exchangeLifetime, limits.answers),
    bodies: new Shelf(clock, times.exchangeLifetime, limits.bodies),
  };
  const sessions = new Set<CoapSession>();
  const byChannel = new Map<Channel, CoapSession>();
  const onSession = new Emitter<CoapSession>();
  return {
    sessions,
    onSession: onSession.event,
    onMessage: tap.event,
    accept: (channel) => {
      const known = byChannel.get(channel);
      if (known !== undefined) return known;
      const session = new Session(context, channel);
      sessions.add(session);
      byChannel.set(channel, session);
      session.onEnd(() => {
        sessions.delete(session);
        byChannel.delete(channel);
      });
      onSession.fire(session);
      return session;
    },
    dispose: () => {
      for (const session of [...sessions]) session.close();
      context.answers.dispose();
      context.bodies.dispose();
      onSession.dispose();
      tap.dispose();
    },
  };
}
