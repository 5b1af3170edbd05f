/** What a UDP datagram may carry on any IPv6 path: 1280 bytes without the headers of IPv6 and UDP (RFC 7252 §4.6). */
export const unfragmentedSize = 1280 - 40 - 8;

/** What a UDP datagram may carry at all over IPv4, which is less than over IPv6: 65535 bytes without both headers. */
export const largestDatagram = 65535 - 20 - 8;
