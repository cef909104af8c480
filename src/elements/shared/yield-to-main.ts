/** Resolves in a new task, so that a sequence of steps does not become one long task on a slow phone. */
export const yieldToMain = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
