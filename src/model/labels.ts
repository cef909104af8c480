/**
 * The English label of each word of the closed sets in vocabulary.ts, in the case in which it begins a line. The command line
 * prints these labels, and the elements show them until a translation has loaded.
 */
import type {
	ActionState,
	ComponentStatus,
	DataSafetyState,
	Impact,
	NoticeKind,
	OfferKind,
	Phase,
} from './vocabulary.ts';

export const phaseLabels = {
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
} as const satisfies Record<Phase, string>;

/** The status of one component. */
export const statusLabels = {
	operational: 'Working normally',
	maintenance: 'Under maintenance',
	degraded: 'Degraded',
	'partial-outage': 'Partial outage',
	'major-outage': 'Major outage',
} as const satisfies Record<ComponentStatus, string>;

/** The status of the whole page, as a sentence. */
export const overallLabels = {
	operational: 'All systems are working normally',
	maintenance: 'Maintenance is in progress',
	degraded: 'Some systems are degraded',
	'partial-outage': 'A partial outage is in progress',
	'major-outage': 'A major outage is in progress',
} as const satisfies Record<ComponentStatus, string>;

export const impactLabels = {
	none: 'No impact',
	minor: 'Minor impact',
	major: 'Major impact',
	critical: 'Critical impact',
} as const satisfies Record<Impact, string>;

export const kindLabels = {
	incident: 'Incident',
	maintenance: 'Maintenance',
	assurance: 'Security note',
	announcement: 'Announcement',
} as const satisfies Record<NoticeKind, string>;

/** Each label says exactly what its state means and no more. */
export const safetyLabels = {
	unknown: 'We do not know yet',
	investigating: 'We are checking',
	safe: 'Data is safe',
	affected: 'Data was affected',
} as const satisfies Record<DataSafetyState, string>;

export const offerLabels = {
	'service-credit': 'Service credit',
	discount: 'Discount',
	'extended-trial': 'Extended trial',
	'waived-fee': 'Waived fee',
	'loyalty-points': 'Loyalty points',
	'free-access': 'Free access',
	rescheduling: 'Rescheduling',
} as const satisfies Record<OfferKind, string>;

/** The state of an action that a post-mortem promises. */
export const actionStateLabels = {
	planned: 'Planned',
	'in-progress': 'In progress',
	done: 'Done',
} as const satisfies Record<ActionState, string>;
