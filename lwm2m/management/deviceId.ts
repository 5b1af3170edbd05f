import { printIdentity, type PeerIdentity } from "../dtls/identity.js";

/** What stands where a device has no identity. A printed identity has a colon, so that it can never be this. */
const nobody = "nosec";

/**
 * The ID of a registered device. It follows from endpoint and identity, so that it is the same after a restart, and so
 * that the same endpoint under another identity is another device.
 */
export function registeredDeviceId(endpoint: string, identity: PeerIdentity | undefined): string {
  return `${escape(identity === undefined ? nobody : printIdentity(identity))}/${escape(endpoint)}`;
}

/** The ID of a direct connection. */
export function directDeviceId(name: string): string {
  return `direct/${escape(name)}`;
}

/** Keeps the parts of an ID apart, and out of the way of anything that prints them. */
function escape(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"));
}
