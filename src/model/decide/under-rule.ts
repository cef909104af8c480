/** The rule of two persons: what one operator decides, and another one must approve. */
import type { Command } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import type { NoticeValue } from '../generated/record-types.ts';
import { reasonsForSecondPerson } from '../second-person.ts';
import type { KnownChange } from '../state/commit.ts';
import type { State } from '../state/state.ts';
import type { SecondPersonReason } from '../vocabulary.ts';
import { type Context, invalid } from './context.ts';
import { decide } from './decide.ts';
import { waitFor } from './proposals.ts';

/**
 * Who approves a draft, compared with who wrote it: `unknown-approver` and `unknown-author` are
 * tokens for which no person answers.
 */
export type Approval = 'second-person' | 'same-person' | 'unknown-approver' | 'unknown-author';

export interface Rule {
	/** What needs a second person. Empty: nothing does. */
	readonly reasons: readonly SecondPersonReason[];
	/** For `approve-draft`. */
	readonly approval?: Approval | undefined;
}

/**
 * Not under the rule: the clock carries out what operators have decided, and a redaction removes
 * words and claims nothing.
 */
const exempt: readonly Command['type'][] = ['keep-time', 'redact-update', 'redact-notice'];

/** As `decide`. Where a second person is needed, the changes are those of a draft that waits. */
export function decideUnderRule(
	command: Command,
	state: State,
	context: Context,
	{ reasons: watched, approval }: Rule,
): readonly KnownChange[] {
	const changes = decide(command, state, context);
	if (exempt.includes(command.type)) return changes;
	const reasons = reasonsForSecondPerson(changes, state, context.now).filter((each) =>
		watched.includes(each),
	);
	// An override says what it overrode. Where nothing needed a second person, it is none.
	if (reasons.length === 0) return changes.filter(({ kind }) => kind !== 'override');
	if (reasons.includes('data-safety')) requireEvidence(changes);
	if (command.type !== 'approve-draft') return waitFor(command, changes, reasons, state, context);
	if (command.breakGlass !== undefined || approval === 'second-person')
		return changes.map((change) => withReasons(change, reasons));
	throw new CandorError('forbidden', refusals[approval ?? 'unknown-approver']);
}

const withReasons = (change: KnownChange, reasons: SecondPersonReason[]): KnownChange =>
	change.kind === 'override' && change.value ? { ...change, value: { ...change.value, reasons } } : change;

const refusals: Readonly<Record<Exclude<Approval, 'second-person'>, string>> = {
	'same-person':
		'You wrote this draft, so another person must approve it. If it cannot wait, publish it with a reason (breakGlass, candor approve --break-glass): all operators see that.',
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
