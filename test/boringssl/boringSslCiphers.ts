/**
 * AES as the `node:crypto` of Electron has it, whose cryptography is BoringSSL. What OpenSSL has besides, CCM above all,
 * works in a terminal and fails in VS Code.
 */
export const boringSslCiphers: readonly string[] = ["128", "192", "256"].flatMap((bits) =>
  ["cbc", "ctr", "ecb", "gcm"].map((mode) => `aes-${bits}-${mode}`),
);
