/** "Is it you or us?": loaded only where the script tag asks for it. The import has no side effects. */
export { watchAsTagged } from './tag.ts';
export { type WatchOptions, watch } from './watch.ts';
