/** Versions on the wire are one's complements: the newer, the smaller (RFC 6347 §4.1). */
export const versions = { "DTLS 1.0": 0xfeff, "DTLS 1.2": 0xfefd, "DTLS 1.3": 0xfefc } as const;

/** The version that this stack speaks. */
export const dtls12 = versions["DTLS 1.2"];

/** HelloVerifyRequest carries the oldest version, because nothing is negotiated yet (RFC 6347 §4.2.1). */
export const helloVerifyVersion = versions["DTLS 1.0"];
