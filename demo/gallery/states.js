/**
 * Every element in every state: by its tag, a list of a title, the records of its feed, and what else there is to the state.
 *
 * - `heard`: the connection; without it, live.
 * - `later`: records that come once those before have been drawn.
 * - `attributes`: the element's; `context`: what the page knows of its visitor.
 * - `slots`: words for each of its slots.
 * - `presses`: what is pressed in it, one after the other.
 */
import { assurance } from './states/assurance.js';
import { banner } from './states/banner.js';
import { inline } from './states/inline.js';
import { remedy } from './states/remedy.js';
import { report } from './states/report.js';
import { status } from './states/status.js';
import { timeline } from './states/timeline.js';

export const states = { banner, status, timeline, assurance, remedy, inline, report };
