/** "Is it you or us?", fetched by the embed only when its tag asks for it. Importing it does nothing. */
export { watchAsTagged } from './tag.ts';
export { type Watching, watch } from './watch.ts';
