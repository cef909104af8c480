/**
 * Every word that the elements say. Plain, calm, no blame, and no guess sold as fact. One export each, so that the embed
 * carries only the words that the banner says.
 */
import type { ComponentStatus, DataSafetyState, NoticeKind, Phase } from '../model/vocabulary.ts';

/** The language that the words below are written in: relative times and dates follow it, so that sentences stay whole. */
export const language = 'en';

/** Words that tell more than the value itself; of the others, see `word`. */
const phases: Partial<Record<Phase, string>> = {
	identified: 'Cause identified',
	monitoring: 'Fix in place, monitoring',
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

const kinds: Partial<Record<NoticeKind, string>> = { assurance: 'Security note' };

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

/** The word for a value; without one, also from after this version's time, the value itself, capital and hyphens opened. */
const word =
	(words: Readonly<Record<string, string>>) =>
	(value: string): string =>
		Object.hasOwn(words, value)
			? (words[value] as string)
			: value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');

export const phase = /* @__PURE__ */ word(phases);
export const status = /* @__PURE__ */ word(statuses);
export const overall = /* @__PURE__ */ word(sentences);
export const pill = /* @__PURE__ */ word(pills);
export const kind = /* @__PURE__ */ word(kinds);
export const safetyTitle = (state: string): string => known(state)[0];
export const safetyMeaning = (state: string): string => known(state)[1];
export const updated = (ago: string): string => `Updated ${ago}`;
export const asOf = (time: string): string => `As of ${time}`;
export const approvedBy = (who: string): string => `Approved by ${who}`;
export const justNow = 'just now';
export const promised = (time: string): string => `Next update by ${time}`;
export const late = (time: string): string => `The update promised for ${time} is late`;
export const more = (count: number): string => `and ${count} more`;
export const promise = (time: string, relative: string): string => `${promised(time)} (${relative})`;
export const overdue = (time: string, relative: string): string => `${late(time)} (due ${relative})`;
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
export const earlier = (count: number): string => `Earlier updates (${count})`;
export const noUpdates = 'No updates yet.';
export const dismiss = 'Dismiss';
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
export const heard = (ago: string): string => `Last heard ${ago}.`;
export const stale = (ago: string): string => `Connection lost; reconnecting. ${heard(ago)}`;
export const neverHeard = 'The status service cannot be reached. We keep trying.';
export const statusUnknown = 'Status unknown';
export const said = (title: string, phase: string): string => `${title}. ${phase}.`;

/** A state that this version does not know is told as unknown: never as safe. */
function known(state: string): readonly [string, string] {
	return Object.hasOwn(safety, state) ? safety[state as DataSafetyState] : safety.unknown;
}
