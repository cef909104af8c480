/** Every word that the elements say. Plain, calm, no blame, and no guess sold as fact. */
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

const overall: Record<ComponentStatus, string> = {
	operational: 'All systems are working normally',
	maintenance: 'Maintenance is in progress',
	degraded: 'Some systems are slower than usual',
	'partial-outage': 'Some systems are partly unavailable',
	'major-outage': 'A major outage is in progress',
};

const pill: Record<ComponentStatus, string> = {
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

export const messages = {
	phase: word(phases),
	status: word(statuses),
	overall: word(overall),
	pill: word(pill),
	impact: word(impacts),
	kind: word(kinds),
	safetyTitle: (state: string): string => known(state)[0],
	safetyMeaning: (state: string): string => known(state)[1],
	updated: (ago: string): string => `Updated ${ago}`,
	asOf: (time: string): string => `As of ${time}`,
	approvedBy: (who: string): string => `Approved by ${who}`,
	justNow: 'just now',
	promise: (time: string, relative: string): string => `Next update by ${time} (${relative})`,
	overdue: (time: string, relative: string): string =>
		`The update promised for ${time} is late (due ${relative})`,
	estimate: (earliest: string, latest: string): string =>
		`Expected to be over between ${earliest} and ${latest}`,
	window: (start: string, end: string): string => `${start} to ${end}`,
	affected: 'Affected',
	unaffected: 'Not affected',
	workaround: 'What you can do now',
	actions: 'What we are doing',
	checklist: 'What you can do',
	done: (done: number, all: number): string => `${done} of ${all} done. Kept on this page only.`,
	statement: 'What we know',
	evidence: 'How we know',
	noEvidence: 'No evidence has been published with this note so far.',
	dataSafety: 'Data safety',
	details: 'Details',
	updates: 'Updates',
	fewer: 'Hide updates',
	earlier: (count: number): string => (count === 1 ? '1 earlier update' : `${count} earlier updates`),
	noUpdates: 'No updates yet.',
	dismiss: 'Dismiss',
	dismissLabel: (title: string): string => `Dismiss: ${title}`,
	previous: 'Previous notice',
	next: 'Next notice',
	position: (index: number, all: number): string => `${index} of ${all}`,
	statusPage: 'Status page',
	support: 'Contact support',
	region: 'Service status',
	components: 'Components',
	openNotices: 'Open notices',
	noNotices: 'No open notices.',
	upcoming: 'Upcoming maintenance',
	recent: 'Recently resolved',
	close: 'Close',
	openPanel: (pill: string): string => `${pill}. Show service status`,
	noAssurance: 'There is no security note at the moment.',
	connecting: 'Connecting to the status service…',
	stale: (ago: string): string => `Connection lost. Last heard ${ago}; reconnecting.`,
	neverHeard: 'The status service cannot be reached. We keep trying.',
	statusUnknown: 'Status unknown',
	said: (title: string, phase: string): string => `${title}. ${phase}.`,
} as const;

/** A state that this version does not know is told as unknown: never as safe. */
function known(state: string): readonly [string, string] {
	return Object.hasOwn(safety, state) ? safety[state as DataSafetyState] : safety.unknown;
}
