/** Whether the Markdown of a template can be published. */
import type { Issue } from '../../../src/model/errors.ts';
import type { TemplateValue } from '../../../src/model/records/template.ts';
import { escapeMarkdown, fillIn } from '../../../src/model/templates/placeholders.ts';
import { allTextsOf } from '../../../src/model/templates/template-problems.ts';
import { markdownIssues } from './markdown-issues.ts';

/** The texts that are Markdown; all others are plain lines. */
const isMarkdown = (path: string): boolean => /(?:^|\.)(?:workaround|bodies\.[^.]+)$/.test(path);

/** One issue for each text with markup that a notice cannot hold. */
export function markdownProblems(template: TemplateValue): Issue[] {
	const samples = Object.fromEntries(
		Object.entries(template.variables).map(([name, { label }]) => [name, escapeMarkdown(label)]),
	);
	const texts = allTextsOf(template).filter(({ path }) => isMarkdown(path));
	return markdownIssues(texts.map(({ path, text }) => ({ path, text: fillIn(text, samples) })));
}
