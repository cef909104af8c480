/** Where the console is: its page for people. */
export const consolePath = '/console';

export const isConsolePath = (path: string): boolean =>
	path === consolePath || path.startsWith(`${consolePath}/`);
