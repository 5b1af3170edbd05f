/** What a client is doing about its registration. */
export const registrationStates = [
  /** Before the start, and after the end. */
  "off",
  /** Opening the connection to the LwM2M Server. */
  "connecting",
  "registering",
  "registered",
  "updating",
  /** Leaving the LwM2M Server, to come back later. */
  "deregistering",
  /** Until the next attempt, or the end of a pause. */
  "waiting",
] as const;

export type RegistrationState = (typeof registrationStates)[number];

/** What may happen to it. */
export type RegistrationEvent =
  | "start"
  /** There is a new transport session. */
  | "connected"
  /** The transport session that the registration was made in goes on, with everything that is observed on it. */
  | "reconnected"
  | "no connection"
  /** 2.01 or 2.04. */
  | "accepted"
  /** Any other answer. */
  | "refused"
  /** No answer, or the transport session has ended. */
  | "lost"
  /** The lifetime is passing, or something that the LwM2M Server must know has changed. */
  | "update due"
  /** A reboot, or Disable. */
  | "leave"
  | "left"
  | "time is up";

interface Transition {
  readonly from: RegistrationState;
  readonly on: RegistrationEvent;
  readonly to: RegistrationState;
}

/**
 * The client's side of the registration (LwM2M TS 1.1 §6.2). A new transport session needs a new registration (LwM2M TS
 * Transport 1.1 §6.4.2), and so does an Update that is refused: the LwM2M Server does not know it any more (§6.2).
 */
const transitions: readonly Transition[] = [
  { from: "off", on: "start", to: "connecting" },
  { from: "connecting", on: "connected", to: "registering" },
  { from: "connecting", on: "reconnected", to: "updating" },
  { from: "connecting", on: "no connection", to: "waiting" },
  { from: "registering", on: "accepted", to: "registered" },
  { from: "registering", on: "refused", to: "waiting" },
  { from: "registering", on: "lost", to: "waiting" },
  { from: "registered", on: "update due", to: "updating" },
  { from: "registered", on: "leave", to: "deregistering" },
  { from: "registered", on: "lost", to: "waiting" },
  { from: "updating", on: "accepted", to: "registered" },
  { from: "updating", on: "refused", to: "registering" },
  { from: "updating", on: "lost", to: "waiting" },
  { from: "deregistering", on: "left", to: "waiting" },
  { from: "waiting", on: "time is up", to: "connecting" },
];

/** The state after an event; undefined if the event means nothing in this state. */
export function nextState(state: RegistrationState, event: RegistrationEvent): RegistrationState | undefined {
  return transitions.find(({ from, on }) => from === state && on === event)?.to;
}

/** True in the states in which the LwM2M Server may send requests: it may know of the registration before we do. */
export function isServing(state: RegistrationState): boolean {
  return state === "registering" || state === "registered" || state === "updating";
}
