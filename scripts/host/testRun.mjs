// What a run of the extension tests is, on whichever host.

/**
 * @typedef {object} TestRun
 * @property {string} root the repository, which is also the extension under test
 * @property {string} tests the module that exports `run(): Promise<void>`
 * @property {string} workspace the fixture folder; the tests get a copy
 * @property {readonly string[]} extensions folders of unpacked extensions to load beside ours
 * @property {boolean} restricted leaves workspace trust on, so that the workspace opens restricted
 * @property {NodeJS.ProcessEnv} env variables for the tests
 * @property {string} screenshots the folder where pictures go
 * @property {string} logFile where the host's own log goes
 * @property {number} timeout milliseconds for the whole run
 * @property {(line: string) => void} report where output goes
 */

export {};
