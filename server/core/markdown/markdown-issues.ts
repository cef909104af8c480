/** Markdown with markup that no notice can hold is refused with one issue for each text. */
import { CandorError, type Issue } from '../../../src/model/errors.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** One text and its path. */
export interface MarkdownText {
	readonly path: string;
	readonly text: string;
}

export const markdownIssues = (texts: readonly MarkdownText[]): Issue[] =>
	texts.flatMap(({ path, text }) => {
		try {
			parseMarkdown(text);
			return [];
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			return [{ path, message: error.message }];
		}
	});

/** Throws CandorError `markup-refused` if there are issues. */
export function refuseMarkup(issues: readonly Issue[]): void {
	const [first] = issues;
	if (first) throw new CandorError('markup-refused', `${first.path}: ${first.message}`, issues);
}
