import type { CommandOf } from '../commands/command.ts';
import { CandorError } from '../errors.ts';
import { newRemedy } from '../new-record.ts';
import type { RemedyValue } from '../records/remedy.ts';
import type { KnownChange } from '../state/commit.ts';
import { liveRecord, type State } from '../state/state.ts';
import { type Context, hasPassed, invalid, isRetracted } from './context.ts';
import { checkTranslations } from './translations.ts';

export function putRemedy(command: CommandOf<'put-remedy'>, state: State, { now }: Context): KnownChange[] {
	const { type: _, notify: _notify, id, notice = null, terms = null, expiresAt = null, ...given } = command;
	const { audience = null, language = null, translations = {} } = given;
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
	checkTranslations({ ...given, summary: given.offer.summary, terms, language }, translations, [
		'title',
		'apology',
		'summary',
		'terms',
	]);
	const publishedAt = before?.publishedAt ?? now;
	const value = newRemedy({
		...given,
		notice,
		terms,
		expiresAt,
		audience,
		language,
		translations,
		publishedAt,
	});
	return [{ kind: 'remedy', id, value }];
}

export function removeRemedy({ id }: CommandOf<'remove-remedy'>, state: State): KnownChange[] {
	if (liveRecord(state, 'remedy', id)) return [{ kind: 'remedy', id, value: null }];
	throw new CandorError('not-found', `There is no remedy "${id}". List the remedies to see their ids.`);
}
