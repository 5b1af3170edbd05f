import { describeIdentity, isSameIdentity, type PeerIdentity } from "../../dtls/identity.js";

/** Who is behind a request or a registration: a proven identity, or nobody in particular without DTLS. */
export type Holder = PeerIdentity | undefined;

export interface IdentityRule {
  readonly name: string;
  readonly applies: (holder: Holder, requester: Holder) => boolean;
  readonly verdict: "allowed" | "refused";
}

/**
 * Who may register an endpoint that has a registration already (LwM2M TS 1.2 §6.2.1: a new Register replaces the old
 * registration; §5.1.3: identities are authenticated). The first rule that applies decides. Addresses and sessions do not
 * matter at all.
 */
export const registerRules: readonly IdentityRule[] = [
  {
    name: "the same identity replaces its registration",
    applies: (holder, requester) => holder !== undefined && isSameIdentity(holder, requester),
    verdict: "allowed",
  },
  {
    name: "without security on both sides the endpoint name is all there is",
    applies: (holder, requester) => holder === undefined && requester === undefined,
    verdict: "allowed",
  },
  {
    name: "a proven identity goes before a claim without security",
    applies: (holder, requester) => holder === undefined && requester !== undefined,
    verdict: "allowed",
  },
  { name: "nobody takes the endpoint of another identity", applies: () => true, verdict: "refused" },
];

/** Who may update or end a registration, given that the location is right (LwM2M TS 1.2 §6.2.2, §6.2.3). */
export const locationRules: readonly IdentityRule[] = [
  { name: "the same identity, from wherever it comes", applies: isSameIdentity, verdict: "allowed" },
  { name: "a location is of no use to anybody else", applies: () => true, verdict: "refused" },
];

/** The rule that decides. The last rule of a table applies to everything. */
export function judge(rules: readonly IdentityRule[], holder: Holder, requester: Holder): "allowed" | "refused" {
  return rules.find((rule) => rule.applies(holder, requester))?.verdict ?? "refused";
}

/** An identity for people. */
export function describeHolder(holder: Holder): string {
  return holder === undefined ? "a device without security" : describeIdentity(holder);
}
