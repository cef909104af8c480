/** Whether the Markdown of a template can be published. */
import { CandorError, type Issue } from '../../../src/model/errors.ts';
import type { TemplateValue } from '../../../src/model/records/template.ts';
import { escapeMarkdown, fillIn } from '../../../src/model/templates/placeholders.ts';
import { allTextsOf } from '../../../src/model/templates/template-problems.ts';
import { parseMarkdown } from './parse-markdown.ts';

/** The texts that are Markdown; all others are plain lines. */
const isMarkdown = (path: string): boolean => /(?:^|\.)(?:workaround|bodies\.[^.]+)$/.test(path);

/** One issue for each text with markup that a notice cannot hold. */
export function markdownProblems(template: TemplateValue): Issue[] {
	const samples = Object.fromEntries(
		Object.entries(template.variables).map(([name, { label }]) => [name, escapeMarkdown(label)]),
	);
	return allTextsOf(template).flatMap(({ path, text }) => {
		if (!isMarkdown(path)) return [];
		try {
			parseMarkdown(fillIn(text, samples));
			return [];
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			return [{ path, message: error.message }];
		}
	});
}
