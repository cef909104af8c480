import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { newRemedy } from '../new-record.ts';
import type { RemedyValue } from '../records/remedy.ts';
import type { RemedyBudgetValue } from '../records/remedy-budget.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import { type Context, hasPassed, invalid, isRetracted } from './context.ts';
import { checkApology, checkedPayout, isSameBudget } from './payouts.ts';
import { checkTranslations } from './translations.ts';

export function putRemedy(command: CommandOf<'put-remedy'>, state: State, { now }: Context): KnownChange[] {
	const { type: _, notify: _notify, id, notice = null, terms = null, expiresAt = null, ...given } = command;
	const { audience = null, language = null, translations = {}, budget = null } = given;
	checkApology(command);
	if (notice !== null && !liveRecord(state, 'notice', notice))
		throw invalid(
			'notice',
			isRetracted(state, notice)
				? `The notice "${notice}" was retracted: there is nothing to make good. Leave "notice" out, or name another.`
				: `There is no notice "${notice}". List the notices to see their ids, or leave "notice" out.`,
		);
	const before = liveRecord(state, 'remedy', id)?.value as RemedyValue | undefined;
	if (expiresAt !== null && expiresAt !== before?.expiresAt && hasPassed(expiresAt, now))
		throw invalid(
			'expiresAt',
			'This offer would have ended already. Give an instant still to come, or remove the remedy.',
		);
	const payout = checkedPayout(command, state, before, now);
	checkTranslations({ ...given, summary: given.offer.summary, terms, language }, translations, [
		'title',
		'apology',
		'summary',
		'terms',
	]);
	const budgetBefore = liveRecord(state, 'remedy-budget', id)?.value as RemedyBudgetValue | undefined;
	const { budget: _budget, ...fields } = given;
	const value = newRemedy({
		...fields,
		...{ notice, terms, expiresAt, audience, language, translations, payout },
		publishedAt: before?.publishedAt ?? now,
		ended: before?.payout && payout && isSameBudget(budget, budgetBefore) ? before.ended : null,
	});
	return [
		{ kind: 'remedy', id, value },
		...(budget || budgetBefore ? [{ kind: 'remedy-budget' as const, id, value: budget }] : []),
	];
}

export function removeRemedy({ id }: CommandOf<'remove-remedy'>, state: State): KnownChange[] {
	if (liveRecord(state, 'remedy', id))
		return [
			{ kind: 'remedy', id, value: null },
			...(liveRecord(state, 'remedy-budget', id)
				? [{ kind: 'remedy-budget' as const, id, value: null }]
				: []),
		];
	throw new CandorError('not-found', `There is no remedy "${id}". List the remedies to see their ids.`);
}

/** Changes nothing for an offer that was removed or replaced since, or that has ended already. */
export function endRemedy({ id, publishedAt, ended }: CommandOf<'end-remedy'>, state: State): KnownChange[] {
	const value = liveRecord(state, 'remedy', id)?.value as RemedyValue | undefined;
	if (value?.publishedAt !== publishedAt || value.ended) return [];
	return [{ kind: 'remedy', id, value: { ...value, ended } }];
}
