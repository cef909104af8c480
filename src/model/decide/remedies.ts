/** Remedies and post-mortems: each is put there whole, and taken away as a whole. */
import type { CommandOf } from '../commands/commands.ts';
import { CandorError } from '../errors.ts';
import type { PostmortemValue, RemedyValue } from '../records/remedies.ts';
import { type Change, liveRecords, recordKey, type State } from '../state/commit.ts';
import { type Context, invalid, mustFind, wasRetracted } from './context.ts';
import { checkTranslations } from './translations.ts';

const known = <Value>(state: State, kind: 'remedy' | 'postmortem', id: string): Value | null =>
	(state.records.get(recordKey(kind, id))?.value ?? null) as Value | null;

interface Aftermath {
	readonly kind: 'remedy' | 'postmortem';
	readonly id: string;
}

/** What a retraction takes away with its notice. */
export const aftermathOf = (state: State, notice: string): Aftermath[] =>
	liveRecords(state).flatMap(({ kind, id, value }) =>
		(kind === 'remedy' || kind === 'postmortem') && (value as { notice: unknown }).notice === notice
			? [{ kind, id }]
			: [],
	);

export function putRemedy(command: CommandOf<'put-remedy'>, state: State, { now }: Context): Change[] {
	const { type: _, id, notice = null, terms = null, expiresAt = null, ...said } = command;
	const { audience = null, language = null, translations = {} } = command;
	if (notice !== null && !state.records.get(recordKey('notice', notice))?.value)
		throw invalid(
			'notice',
			wasRetracted(state, notice)
				? `The notice "${notice}" was retracted: there is nothing to make good. Leave "notice" out, or name another.`
				: `There is no notice "${notice}". List the notices to see their ids, or leave "notice" out.`,
		);
	const before = known<RemedyValue>(state, 'remedy', id);
	if (expiresAt !== null && expiresAt !== before?.expiresAt && Date.parse(expiresAt) <= Date.parse(now))
		throw invalid(
			'expiresAt',
			'This offer would have ended already. Give an instant still to come, or remove the remedy.',
		);
	const { summary } = said.offer;
	checkTranslations({ ...said, summary, terms, language }, translations, [
		'title',
		'apology',
		'summary',
		'terms',
	]);
	const publishedAt = before?.publishedAt ?? now;
	return [
		{
			kind: 'remedy',
			id,
			value: { ...said, notice, terms, expiresAt, audience, language, translations, publishedAt },
		},
	];
}

export function putPostmortem(
	command: CommandOf<'put-postmortem'>,
	state: State,
	{ now }: Context,
): Change[] {
	const { notice, title, body, actions = [], language = null, translations = {} } = command;
	mustFind(state, notice);
	checkTranslations({ title, body, language }, translations, ['title', 'body']);
	const publishedAt = known<PostmortemValue>(state, 'postmortem', notice)?.publishedAt ?? now;
	return [
		{
			kind: 'postmortem',
			id: notice,
			value: { notice, title, body, publishedAt, updatedAt: now, actions, language, translations },
		},
	];
}

export function removeRemedy({ id }: CommandOf<'remove-remedy'>, state: State): Change[] {
	if (known(state, 'remedy', id)) return [{ kind: 'remedy', id, value: null }];
	throw new CandorError('not-found', `There is no remedy "${id}". List the remedies to see their ids.`);
}

export function removePostmortem({ notice }: CommandOf<'remove-postmortem'>, state: State): Change[] {
	if (known(state, 'postmortem', notice)) return [{ kind: 'postmortem', id: notice, value: null }];
	mustFind(state, notice);
	throw new CandorError(
		'not-found',
		`The notice "${notice}" has no post-mortem. There is nothing to remove.`,
	);
}
