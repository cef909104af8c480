/** The words of the model's closed sets, as they read in a terminal. */
import type {
	ActionState,
	ComponentStatus,
	DataSafetyState,
	Impact,
	NoticeKind,
	OfferKind,
	Phase,
} from '../../../src/model/vocabulary.ts';

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
const safetyStates: Record<DataSafetyState, string> = {
	unknown: 'not yet known',
	investigating: 'being investigated',
	safe: 'data is safe',
	affected: 'data is affected',
};

const offers: Record<OfferKind, string> = {
	'service-credit': 'Service credit',
	discount: 'Discount',
	'extended-trial': 'Extended trial',
	'waived-fee': 'Waived fee',
	'loyalty-points': 'Loyalty points',
	'free-access': 'Free access',
	rescheduling: 'Another time',
};
const actionStates: Record<ActionState, string> = {
	planned: 'planned',
	'in-progress': 'in progress',
	done: 'done',
};

const overalls: Record<ComponentStatus, string> = {
	operational: 'All systems are working normally',
	maintenance: 'Maintenance is in progress',
	degraded: 'Some systems are slower than usual',
	'partial-outage': 'Some systems are partly unavailable',
	'major-outage': 'A major outage is in progress',
};

/** The word for a value; a word from after this version's time is shown as it came, with its hyphens opened. */
const word =
	(words: Readonly<Record<string, string>>) =>
	(value: string): string =>
		Object.hasOwn(words, value) ? (words[value] ?? value) : value.replaceAll('-', ' ');

export const phaseWord = word(phases);
export const statusWord = word(statuses);
export const overallWord = word(overalls);
export const impactWord = word(impacts);
export const kindWord = word(kinds);
export const safetyWord = word(safetyStates);
export const offerWord = word(offers);
export const actionWord = word(actionStates);
