import { html, type TemplateResult } from 'lit';
import type { ProblemIssue } from '../api/problem.ts';

/** What the server refused in one field, or inside it. */
export const issuesAt = (
	issues: readonly ProblemIssue[],
	...paths: readonly string[]
): readonly ProblemIssue[] =>
	issues.filter(({ path }) => paths.some((each) => path === each || path.startsWith(`${each}.`)));

export const fieldProblems = (issues: readonly ProblemIssue[], ...paths: readonly string[]): TemplateResult =>
	html`${issuesAt(issues, ...paths).map(({ message }) => html`<p class="error">${message}</p>`)}`;
