/**
 * Every word that the elements say. Plain, calm, no blame, and no guess sold as fact. One export each, so that the embed
 * carries only the words that the banner says.
 */
import type { ComponentStatus, DataSafetyState, Impact, NoticeKind, Phase } from '../model/vocabulary.ts';

/** The language that the words below are written in: relative times and dates follow it, so that sentences stay whole. */
export const language = 'en';

const phases: Record<Phase, string> = {
	investigating: 'Investigating',
	identified: 'Cause identified',
	monitoring: 'Fix in place, monitoring',
	resolved: 'Resolved',
	scheduled: 'Scheduled',
	'in-progress': 'In progress',
	verifying: 'Verifying',
	completed: 'Completed',
	cancelled: 'Cancelled',
	published: 'Published',
	closed: 'Closed',
};

const statuses: Record<ComponentStatus, string> = {
	operational: 'Working normally',
	maintenance: 'Under maintenance',
	degraded: 'Slower or less reliable',
	'partial-outage': 'Partly unavailable',
	'major-outage': 'Unavailable',
};

const sentences: Record<ComponentStatus, string> = {
	operational: 'All systems are working normally',
	maintenance: 'Maintenance is in progress',
	degraded: 'Some systems are slower than usual',
	'partial-outage': 'Some systems are partly unavailable',
	'major-outage': 'A major outage is in progress',
};

const pills: Record<ComponentStatus, string> = {
	operational: 'All systems normal',
	maintenance: 'Maintenance',
	degraded: 'Degraded',
	'partial-outage': 'Partial outage',
	'major-outage': 'Major outage',
};

const impacts: Record<Impact, string> = {
	none: 'No impact',
	minor: 'Minor impact',
	major: 'Major impact',
	critical: 'Critical impact',
};

const kinds: Record<NoticeKind, string> = {
	incident: 'Incident',
	maintenance: 'Maintenance',
	assurance: 'Security note',
	announcement: 'Announcement',
};

/** Each says exactly what its state means, and no more. */
const safety: Record<DataSafetyState, readonly [title: string, meaning: string]> = {
	unknown: ['Not yet known', 'We do not yet know whether data is affected.'],
	investigating: [
		'Being investigated',
		'We are investigating whether data is affected. There is no finding yet.',
	],
	safe: ['Data is safe', 'Our finding is that data is safe.'],
	affected: ['Data is affected', 'Our finding is that data is affected.'],
};

/** The word for a value; a word from after this version's time is shown as it came, with its hyphens opened. */
const word =
	(words: Readonly<Record<string, string>>) =>
	(value: string): string =>
		Object.hasOwn(words, value) ? (words[value] ?? value) : value.replaceAll('-', ' ');

export const phase = /* @__PURE__ */ word(phases);
export const status = /* @__PURE__ */ word(statuses);
export const overall = /* @__PURE__ */ word(sentences);
export const pill = /* @__PURE__ */ word(pills);
export const impact = /* @__PURE__ */ word(impacts);
export const kind = /* @__PURE__ */ word(kinds);
export const safetyTitle = (state: string): string => known(state)[0];
export const safetyMeaning = (state: string): string => known(state)[1];
export const updated = (ago: string): string => `Updated ${ago}`;
export const asOf = (time: string): string => `As of ${time}`;
export const approvedBy = (who: string): string => `Approved by ${who}`;
export const justNow = 'just now';
export const promise = (time: string, relative: string): string => `Next update by ${time} (${relative})`;
export const overdue = (time: string, relative: string): string =>
	`The update promised for ${time} is late (due ${relative})`;
export const estimate = (earliest: string, latest: string): string =>
	`Expected to be over between ${earliest} and ${latest}`;
export const window = (start: string, end: string): string => `${start} to ${end}`;
export const affected = 'Affected';
export const unaffected = 'Not affected';
export const workaround = 'What you can do now';
export const actions = 'What we are doing';
export const checklist = 'What you can do';
export const done = (done: number, all: number): string => `${done} of ${all} done. Kept on this page only.`;
export const statement = 'What we know';
export const evidence = 'How we know';
export const noEvidence = 'No evidence has been published with this note so far.';
export const dataSafety = 'Data safety';
export const details = 'Details';
export const updates = 'Updates';
export const fewer = 'Hide updates';
export const earlier = (count: number): string =>
	count === 1 ? '1 earlier update' : `${count} earlier updates`;
export const noUpdates = 'No updates yet.';
export const dismiss = 'Dismiss';
export const dismissLabel = (title: string): string => `Dismiss: ${title}`;
export const previous = 'Previous notice';
export const next = 'Next notice';
export const position = (index: number, all: number): string => `${index} of ${all}`;
export const statusPage = 'Status page';
export const support = 'Contact support';
export const region = 'Service status';
export const components = 'Components';
export const openNotices = 'Open notices';
export const noNotices = 'No open notices.';
export const upcoming = 'Upcoming maintenance';
export const recent = 'Recently resolved';
export const close = 'Close';
export const openPanel = (pill: string): string => `${pill}. Show service status`;
export const noAssurance = 'There is no security note at the moment.';
export const connecting = 'Connecting to the status service…';
export const stale = (ago: string): string => `Connection lost. Last heard ${ago}; reconnecting.`;
export const neverHeard = 'The status service cannot be reached. We keep trying.';
export const statusUnknown = 'Status unknown';
export const said = (title: string, phase: string): string => `${title}. ${phase}.`;

/** A state that this version does not know is told as unknown: never as safe. */
function known(state: string): readonly [string, string] {
	return Object.hasOwn(safety, state) ? safety[state as DataSafetyState] : safety.unknown;
}
