/**
 * The rule of two persons: what one operator decides, and another one must approve. And what the
 * review lanes of a draft hold up.
 */
import type { Command, CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { NoticeValue } from '../generated/record-types.ts';
import {
	holdingText,
	isHolding,
	type LaneLimit,
	type LaneReview,
	laneReviews,
} from '../proposals/reviews.ts';
import { reasonsForSecondPerson } from '../second-person.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import { proposal } from '../views/proposals.ts';
import type { SecondPersonReason } from '../vocabulary.ts';
import { type Context, invalid } from './context.ts';
import { decide } from './decide.ts';
import { isAhead } from './draft-schedule.ts';
import { requireProposal, waitFor } from './proposals.ts';
import { underLanes } from './review-lanes.ts';
import { heldBack } from './scheduled-drafts.ts';
import { heldOccurrence, nextOpening } from './series/announce.ts';
import { requireSeries } from './series/series.ts';

/**
 * Who approves or reviews a draft, compared with who wrote it: `unknown-approver` and `unknown-author` are
 * tokens for which no person answers.
 */
export type Approval = 'second-person' | 'same-person' | 'unknown-approver' | 'unknown-author';

export interface Rule {
	/** What needs a second person. Empty: nothing does. */
	readonly reasons: readonly SecondPersonReason[];
	/** For `approve-draft` and `review-draft`. */
	readonly approval?: Approval | undefined;
	/** The lanes that review drafts which wait. Default: none. */
	readonly lanes?: readonly LaneLimit[] | undefined;
}

/**
 * Not under the rule: the clock carries out what operators have decided, a redaction removes words
 * and claims nothing, and an import repeats what has been public elsewhere.
 */
const exempt: readonly Command['type'][] = ['keep-time', 'redact-update', 'redact-notice', 'import-records'];

/** As `decide`. Where a second person is needed, the changes are those of a draft that waits. */
export function decideUnderRule(
	command: Command,
	state: State,
	context: Context,
	{ reasons: watched, approval, lanes = [] }: Rule,
): readonly KnownChange[] {
	const changes = decide(command, state, context);
	if (exempt.includes(command.type)) return changes;
	if (command.type === 'review-draft') return underLanes(command, changes, { approval, lanes });
	const reasonsFor = (changed: readonly KnownChange[]): SecondPersonReason[] =>
		reasonsForSecondPerson(changed, state, context.now).filter((each) => watched.includes(each));
	if (command.type === 'create-series' || command.type === 'edit-series')
		for (const { kind, id, value } of changes)
			if (kind === 'series' && value) checkSeries(reasonsFor(nextOpening(id, value, state, context)));
	const reasons = reasonsFor(changes);
	if (command.type === 'approve-draft')
		return approved(command, changes, { reasons, approval, lanes }, state, context);
	if (command.type === 'publish-scheduled')
		return published(command, changes, { reasons, lanes }, state, context);
	if (reasons.length === 0) return changes;
	if (command.type === 'announce-occurrence') {
		const { id, value } = requireSeries(state, command.series);
		return [heldOccurrence(id, value, command.occurrence, secondPersonForEach, context)];
	}
	if (reasons.includes('data-safety')) requireEvidence(changes);
	return waitFor(command, changes, reasons, state, context);
}

const secondPersonForEach =
	'Each notice of this series would need a second person, and the clock announces them. Name the components that it affects, and claim nothing about data; or announce each maintenance by itself.';

/** The clock announces a series, so its notices have no author and no second person. */
function checkSeries(reasons: readonly SecondPersonReason[]): void {
	if (reasons.length > 0)
		throw invalid(reasons.includes('data-safety') ? 'dataSafety' : 'affected', secondPersonForEach);
}

/** A draft that is approved before its time waits until then. `reasons`: of its own. */
function approved(
	{ draft, now: isNow, breakGlass }: CommandOf<'approve-draft'>,
	changes: readonly KnownChange[],
	{ reasons, approval, lanes = [] }: Rule,
	state: State,
	{ now, actor = 'system' }: Context,
): readonly KnownChange[] {
	if (reasons.includes('data-safety')) requireEvidence(changes);
	if (reasons.length > 0 && breakGlass === undefined && approval !== 'second-person')
		throw new CandorError('forbidden', refusals[approval ?? 'unknown-approver']);
	const { id, value } = requireProposal(state, draft);
	const holding = laneReviews(value, lanes, Date.parse(now)).filter(isHolding);
	if (holding.length > 0 && breakGlass === undefined)
		throw new CandorError('review-missing', `${holdingText(holding)} ${urgent}`);
	// An override says what it overrode. Where nothing held the draft up, it is none.
	const isOverride = reasons.length > 0 || holding.length > 0;
	const overrides = changes
		.filter(({ kind }) => kind === 'override' && isOverride)
		.map((change) => withReasons(change, [...reasons], holding));
	if (isNow || !isAhead(value, now))
		return [...changes.filter(({ kind }) => kind !== 'override'), ...overrides];
	if (isOverride)
		return [{ kind: 'proposal', id, value: { ...value, approvedBy: actor, held: null } }, ...overrides];
	throw invalid(
		'now',
		`This draft needs no approval: it is published at ${value.publishAt}. To publish it now, promote it ("now": true, candor promote).`,
	);
}

/** What the clock does with a draft that needs a second person or reviews. An approval saw the reviews. */
function published(
	{ draft }: CommandOf<'publish-scheduled'>,
	changes: readonly KnownChange[],
	{ reasons, lanes = [] }: Rule,
	state: State,
	{ now }: Context,
): readonly KnownChange[] {
	const found = proposal(state, draft);
	const isPublished = changes.some(({ value }) => value === null);
	if (!found || !isPublished || found.value.approvedBy != null) return changes;
	if (reasons.length > 0) return [heldBack(found, 'It needs the approval of a second person, and has none.')];
	const holding = laneReviews(found.value, lanes, Date.parse(now)).filter(isHolding);
	return holding.length > 0 ? [heldBack(found, holdingText(holding))] : changes;
}

const withReasons = (
	change: KnownChange,
	reasons: SecondPersonReason[],
	holding: readonly LaneReview[],
): KnownChange =>
	change.kind === 'override' && change.value
		? { ...change, value: { ...change.value, reasons, lanes: holding.map(({ lane }) => lane) } }
		: change;

const urgent =
	'If it cannot wait, publish it with a reason (breakGlass, candor approve --break-glass): all operators see that.';

const refusals: Readonly<Record<Exclude<Approval, 'second-person'>, string>> = {
	'same-person': `You wrote this draft, so another person must approve it. ${urgent}`,
	'unknown-approver':
		'Your token has no owner, so it does not show that another person approves this draft. Use a token with an owner (candor token create NAME --owner PERSON).',
	'unknown-author':
		'The token that wrote this draft has no owner, so it counts for no person. Send the same request with your own token, and let another person approve that draft.',
};

function requireEvidence(changes: readonly KnownChange[]): void {
	for (const { kind, value } of changes) {
		const { dataSafety } = kind === 'notice' && value ? (value as NoticeValue) : { dataSafety: null };
		if (dataSafety?.state === 'affected' && !dataSafety.evidence?.length)
			throw invalid(
				'dataSafety.evidence',
				'A statement that data is affected needs evidence: say how it is known. Until then, use "investigating".',
			);
	}
}
