/**
 * The closed, ordered sets of words that the whole system speaks in. Order matters: the worst comes
 * last.
 */

export const impacts = ['none', 'minor', 'major', 'critical'] as const;
export type Impact = (typeof impacts)[number];

export const componentStatuses = [
	'operational',
	'maintenance',
	'degraded',
	'partial-outage',
	'major-outage',
] as const;
export type ComponentStatus = (typeof componentStatuses)[number];

export const noticeKinds = ['incident', 'maintenance', 'assurance', 'announcement'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const phases = [
	'investigating',
	'identified',
	'monitoring',
	'resolved',
	'scheduled',
	'in-progress',
	'verifying',
	'completed',
	'cancelled',
	'published',
	'closed',
] as const;
export type Phase = (typeof phases)[number];

/** The phases each kind of notice goes through, in their usual order. */
export const phasesOf = {
	incident: ['investigating', 'identified', 'monitoring', 'resolved'],
	maintenance: ['scheduled', 'in-progress', 'verifying', 'completed', 'cancelled'],
	assurance: ['published', 'closed'],
	announcement: ['published', 'closed'],
} as const satisfies Record<NoticeKind, readonly Phase[]>;

/** The phase that `resolve` moves a notice of each kind to. */
export const finalPhaseOf = {
	incident: 'resolved',
	maintenance: 'completed',
	assurance: 'closed',
	announcement: 'closed',
} as const satisfies Record<NoticeKind, Phase>;

/** The phase that `reopen` moves a notice of each kind back to. */
export const reopenedPhaseOf = {
	incident: 'investigating',
	maintenance: 'in-progress',
	assurance: 'published',
	announcement: 'published',
} as const satisfies Record<NoticeKind, Phase>;

const endedPhases: readonly string[] = ['resolved', 'completed', 'cancelled', 'closed'];

/** Whether a phase ends its notice. */
export const isEndedPhase = (phase: string): boolean => endedPhases.includes(phase);

export const dataSafetyStates = ['unknown', 'investigating', 'safe', 'affected'] as const;
export type DataSafetyState = (typeof dataSafetyStates)[number];

/** What a remedy offers. */
export const offerKinds = [
	'service-credit',
	'discount',
	'extended-trial',
	'waived-fee',
	'loyalty-points',
	'free-access',
	'rescheduling',
] as const;
export type OfferKind = (typeof offerKinds)[number];

/** What a remedy pays in, where Candor receives the claims. */
export const payoutUnits = ['money', 'percent', 'points', 'days'] as const;
export type PayoutUnit = (typeof payoutUnits)[number];

/** Why a remedy with a budget has nothing left: all its claims are made, or all its value is paid. */
export const remedyEnds = ['sold-out', 'spent'] as const;
export type RemedyEnd = (typeof remedyEnds)[number];

/** The ways in which news may also reach a reader who subscribes to them. */
export const subscribeWays = ['email', 'sms', 'rss', 'webhook', 'chat'] as const;
export type SubscribeWay = (typeof subscribeWays)[number];

/** How far a promised action of a post-mortem is. */
export const actionStates = ['planned', 'in-progress', 'done'] as const;
export type ActionState = (typeof actionStates)[number];

/** What an affected component's status is when the operator names none. */
export const statusForImpact = {
	none: 'operational',
	minor: 'degraded',
	major: 'partial-outage',
	critical: 'major-outage',
} as const satisfies Record<Impact, ComponentStatus>;

/**
 * Where a command came from: the command line, another program with a token, the operators' web
 * app, Slack, a rule of the server such as the one that raises drafts, an alert for which a rule acts,
 * or the passing of time.
 */
export const commandSources = ['cli', 'api', 'console', 'slack', 'rule', 'alert', 'clock'] as const;
export type CommandSource = (typeof commandSources)[number];

/** The worst of some words of an ordered set; the set's first word when there are none. */
export function worst<Word extends string>(set: readonly [Word, ...Word[]], words: Iterable<Word>): Word {
	let index = 0;
	for (const word of words) index = Math.max(index, set.indexOf(word));
	return set[index] ?? set[0];
}

/** The fields of a notice, and what belongs to it, whose words an admin can remove for good. */
export const redactableFields = [
	'title',
	'workaround',
	'actions',
	'checklist',
	'dataSafety',
	'notAffected',
	'moreUrl',
	'postmortem',
	'remedies',
	'reason',
] as const;
export type RedactableField = (typeof redactableFields)[number];

/**
 * Why a second person must approve a command: it claims that data is safe or affected, it reaches
 * all visitors without naming a component, or it ends a critical notice.
 */
export const secondPersonReasons = ['data-safety', 'no-component', 'critical-end'] as const;
export type SecondPersonReason = (typeof secondPersonReasons)[number];

/** Who may have to read a draft before it is published. */
export const reviewLanes = ['technical', 'communications', 'legal'] as const;
export type ReviewLane = (typeof reviewLanes)[number];

export const reviewVerdicts = ['accepted', 'objected'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** What a token may do (permissions.ts). */
export const roles = ['viewer', 'support', 'responder', 'publisher', 'admin'] as const;
export type Role = (typeof roles)[number];
