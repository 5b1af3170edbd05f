// The part of Playwright that the host uses. Playwright is installed on demand, so its own types are not at hand.

/**
 * @typedef {object} Box
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/**
 * @typedef {object} Locator
 * @property {() => Locator} first
 * @property {() => Promise<boolean>} isVisible
 * @property {() => Promise<void>} focus
 * @property {(options?: { timeout?: number }) => Promise<Box | null>} boundingBox
 * @property {(options: { state: "visible" | "hidden", timeout?: number }) => Promise<void>} waitFor
 */

/**
 * @typedef {object} Page
 * @property {(url: string, options?: { timeout?: number }) => Promise<unknown>} goto
 * @property {(options: { path: string, animations?: "disabled" }) => Promise<unknown>} screenshot
 * @property {<Argument, Result>(action: (argument: Argument) => Result, argument: Argument) => Promise<Result>} evaluate
 * @property {(text: string) => Locator} getByText
 * @property {(selector: string) => Locator} locator
 * @property {{ type(text: string, options?: { delay?: number }): Promise<void>, press(key: string): Promise<void> }} keyboard
 * @property {{ move(x: number, y: number, options?: { steps?: number }): Promise<void>, click(x: number, y: number, options?: { button?: "left" | "right" }): Promise<void> }} mouse
 * @property {(name: string, action: (...values: unknown[]) => void) => Promise<unknown>} exposeFunction
 * @property {(event: "crash" | "close", listener: () => void) => unknown} once
 * @property {(event: "console", listener: (message: { type(): string, text(): string }) => void) => unknown} on
 */

/**
 * @typedef {object} BrowserContext
 * @property {() => Page[]} pages
 * @property {() => Promise<Page>} newPage
 * @property {() => { version(): string } | null} browser
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} LaunchOptions
 * @property {string} executablePath
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} headless
 * @property {boolean} handleSIGINT
 * @property {boolean} handleSIGTERM
 * @property {boolean} handleSIGHUP
 * @property {number} timeout
 * @property {{ width: number, height: number }} viewport
 * @property {number} deviceScaleFactor
 * @property {"light" | "dark"} colorScheme
 */

/**
 * @typedef {object} Playwright
 * @property {{ launchPersistentContext(folder: string, options: LaunchOptions): Promise<BrowserContext> }} chromium
 */

export {};
