import type { DtlsLimits } from "./endpoint.js";

/** What strangers may make us keep, unless the endpoint is set up otherwise. */
export const defaultLimits: DtlsLimits = {
  halfOpen: 64,
  sessions: 1000,
  resumable: 1000,
  handshakeMessage: 16_384,
  heldRecords: 16,
  heldBytes: 16_384,
  unverified: 256,
  partialHellos: 16,
  reportsAboutStrangers: 30,
  retransmissions: 5,
};

/** Bytes of a connection ID: enough that no two sessions have the same, few for devices that pay for each byte. */
export const usualConnectionIdLength = 6;
