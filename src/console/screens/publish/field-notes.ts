/** What is said below each field. */

import type { Finding } from '../../../model/lint/lint.ts';
import type { ProblemIssue } from '../../api/problem.ts';

type Notes = Readonly<Record<string, readonly string[]>>;

function grouped(entries: readonly (readonly [field: string, text: string])[]): Notes {
	const notes: Record<string, string[]> = {};
	for (const [field, text] of entries) notes[field] = [...(notes[field] ?? []), text];
	return notes;
}

/** The server names fields by their paths in the request. */
export const problemsOf = (issues: readonly ProblemIssue[]): Notes =>
	grouped(issues.map(({ path, message }) => [fieldOf(path), message]));

function fieldOf(path: string): string {
	if (path.startsWith('variables.')) return path;
	if (path === 'dataSafety.statement') return 'statement';
	const [first = '', second] = path.split('.');
	if (first === 'audience' && second === 'routes') return 'routes';
	return first === 'dataSafety' ? 'safety' : first;
}

/**
 * @param isDue - Whether what is missing in a field may be said: the operator has been there. What is
 *   wrong in a text is said at once.
 */
export const adviceFor = (findings: readonly Finding[], isDue: (field: string) => boolean): Notes =>
	grouped(
		findings
			.filter(({ rule, field }) => rule !== 'empty' || isDue(field))
			.map(({ field, message }) => [field, message]),
	);
