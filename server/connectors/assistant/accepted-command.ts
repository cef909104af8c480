/** The draft that a suggestion becomes. */
import type { CommandOf } from '../../../src/model/commands/command.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import type { StoredSuggestion } from './stored-suggestions.ts';

interface Edited {
	readonly title?: string | undefined;
	/** Markdown. */
	readonly body?: string | undefined;
}

/** Throws CandorError `invalid`, and `markup-refused` for words that were edited. */
export function acceptedCommand(
	{ purpose, notice, language, model, texts }: StoredSuggestion,
	edited: Edited,
): CommandOf<'accept-suggestion'> {
	const { title = edited.title, body = edited.body, workaround } = { ...texts, ...given(edited) };
	const type = 'accept-suggestion';
	if (purpose === 'new' && title !== undefined)
		return {
			...{ type, model },
			command: {
				...{ type: 'open-notice', kind: 'incident', title },
				...(body !== undefined && { body: parseMarkdown(body) }),
				...(workaround !== undefined && { workaround: parseMarkdown(workaround) }),
				...(language !== 'en' && { language }),
			},
		};
	if ((purpose === 'update' || purpose === 'resolve') && notice !== null && body !== undefined) {
		const command = { notice, body: parseMarkdown(body) };
		return purpose === 'update'
			? { type, model, command: { type: 'post-update', ...command } }
			: { type, model, command: { type: 'resolve', ...command } };
	}
	throw new CandorError(
		'invalid',
		'A post-mortem has a draft of its own: put the words there, and accept the suggestion with "into": "form".',
		[{ path: 'into', message: 'Use "form".' }],
	);
}

const given = (edited: Edited): Record<string, string> =>
	Object.fromEntries(Object.entries(edited).filter(([, text]) => text !== undefined)) as Record<
		string,
		string
	>;
