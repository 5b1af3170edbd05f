/** What a task of the type `lwm2m` runs, as it stands in `tasks.json`. */
export interface TaskWish {
  readonly command: "generate" | "validate";
  /** Write nothing, and fail if a file is not up to date. */
  readonly check: boolean;
  /** Definition files, folders and globs; none for what the configuration names. */
  readonly paths: readonly string[];
  /** More arguments, handed over as they are. */
  readonly args: readonly string[];
}

/** Reads a task definition; undefined if it asks for a command that there is not. */
export function readTaskWish(definition: Readonly<Record<string, unknown>>): TaskWish | undefined {
  const { command, check, paths, args } = definition;
  if (command !== "generate" && command !== "validate") return undefined;
  return { command, check: check === true, paths: texts(paths), args: texts(args) };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

/** The arguments of the command line that a task runs. */
export function taskArguments({ command, check, paths, args }: TaskWish): readonly string[] {
  return [command, ...(command === "generate" && check ? ["--check"] : []), ...args, ...paths];
}

/** How the task list calls a task: `generate --check`. */
export function taskName(wish: TaskWish): string {
  return taskArguments(wish).join(" ");
}
