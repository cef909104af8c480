/**
 * Where the server is. The console's files are in `console/assets/` below it, also where the server
 * is mounted below a path.
 */
const folder = new URL('../..', import.meta.url);

/** The address of the server without a slash at its end: `https://status.example.com`. */
export const serverAddress = folder.href.replace(/\/$/, '');

/** The path of the console without a slash at its end: `/console`. */
export const consolePath = `${folder.pathname.replace(/\/$/, '')}/console`;
