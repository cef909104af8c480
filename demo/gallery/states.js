/**
 * Every element in every state. For each tag: a list of states with a title, the records of the feed, and options.
 *
 * - `heard`: the connection. Default: live.
 * - `later`: records that arrive after the first ones are drawn.
 * - `attributes`: the element's attributes; `context`: the page's data about its visitor.
 * - `slots`: the text for each slot.
 * - `presses`: the buttons to press, in order.
 */
import { assurance } from './states/assurance.js';
import { banner } from './states/banner.js';
import { contact } from './states/contact.js';
import { inline } from './states/inline.js';
import { promises } from './states/promises.js';
import { remedy } from './states/remedy.js';
import { report } from './states/report.js';
import { status } from './states/status.js';
import { timeline } from './states/timeline.js';

export const states = { banner, status, timeline, assurance, remedy, inline, report, promises, contact };
