// Shows an address in the user's own browser.
import { spawn } from "node:child_process";

/** @type {Readonly<Partial<Record<NodeJS.Platform, string>>>} */
const openers = { linux: "xdg-open", darwin: "open", win32: "explorer.exe" };

/**
 * Opens an address if there is a desktop. It never fails: the address is printed anyway.
 * @param {string} url
 */
export function openAddress(url) {
  const opener = openers[process.platform];
  const isLinux = process.platform === "linux";
  if (opener === undefined) return;
  if (isLinux && process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined) return;
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.once("error", () => undefined);
  child.unref();
}
