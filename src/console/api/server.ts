/**
 * Where the server is. The console's files are in `console/assets/` below it, also where the server
 * is mounted below a path.
 */
const folder = new URL('../..', import.meta.url);

/** The address of the server without a slash at its end: `https://status.example.com`. */
export const serverAddress = folder.href.replace(/\/$/, '');

/**
 * The address of the server to which a drill belongs, where operators sign in. Outside of a drill it
 * is the same server.
 */
export const homeAddress = serverAddress.replace(/\/v1\/drills\/[\w-]{1,80}\/live$/, '');

/** The id of the drill whose console this is; `null`: it is the console of the server. */
export const drillId = serverAddress === homeAddress ? null : (serverAddress.split('/').at(-2) ?? null);

/** The path of the console without a slash at its end: `/console`. */
export const consolePath = `${folder.pathname.replace(/\/$/, '')}/console`;
