/**
 * Resolves in a task of its own. What comes after it does not lengthen the task before: one that takes long holds up the hand of a
 * reader with a slow phone.
 */
export const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
