/** Whether the Markdown of a rule about alerts can be published. */
import type { RuleValue } from '../../../src/model/records/rule.ts';
import { markdownIssues } from './markdown-issues.ts';

/** One issue for each text with markup that a notice cannot hold. */
export const ruleMarkdownProblems = ({ body, resolvedBody }: Pick<RuleValue, 'body' | 'resolvedBody'>) =>
	markdownIssues(
		Object.entries({ body, resolvedBody }).flatMap(([path, text]) => (text === null ? [] : [{ path, text }])),
	);
