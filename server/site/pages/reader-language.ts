/** The language of a page for the reader who asks for it. */
import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import type { ApiEnv } from '../../http/context.ts';
import { type Language, languageFor } from '../words/words.ts';

/**
 * `isChosen`: by `?lang=`. `isWanted`: the reader or the browser asked for it, so that operators’
 * texts are translated too; otherwise they are as they were written.
 */
export function readerLanguage(context: Context<ApiEnv>): {
	readonly language: Language;
	readonly isChosen: boolean;
	readonly isWanted: boolean;
} {
	const chosen = languageFor(context.req.query('lang') ?? '');
	if (chosen) return { language: chosen, isChosen: true, isWanted: true };
	// The most wanted language first.
	for (const { type: tag, q } of parseAccept(context.req.header('accept-language') ?? '')) {
		const language = q > 0 ? languageFor(tag) : undefined;
		if (language) return { language, isChosen: false, isWanted: true };
	}
	return { language: 'en', isChosen: false, isWanted: false };
}
